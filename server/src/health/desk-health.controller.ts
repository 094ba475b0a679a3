import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Health } from '#contracts/health.js';
import { Allow, Returns } from '../platform/edge/endpoint.decorators.js';
import { HealthService } from './health.service.js';

/** For admins; what supervisors and proxies ask is `/health/live` and `/health/ready`. */
@ApiTags('health')
@Controller('health')
export class DeskHealthController {
  constructor(private readonly health: HealthService) {}

  @Get()
  @Allow('health.read')
  @Returns(Health)
  now() {
    return this.health.now();
  }
}
