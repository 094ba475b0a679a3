import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The OpenAPI 3.1 document, drawn from the same contracts that check every body. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Aftercare')
    .setDescription('Customer service and after-sales desk. Errors are `application/problem+json` with a stable `code`.')
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'API token `ac_…` (staff) or visitor token `vt_…`' })
    .addCookieAuth('ac')
    .build();
  return SwaggerModule.createDocument(app, config, { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}` });
}

/** `/api/openapi.json` and the page `/api/docs`; drawn on first use, because few processes are ever asked. */
export function serveApiDocs(app: NestFastifyApplication): void {
  let document: OpenAPIObject | null = null;
  SwaggerModule.setup('api/docs', app, () => (document ??= openApiDocument(app)), { jsonDocumentUrl: 'api/openapi.json', customSiteTitle: 'Aftercare API' });
}
