import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Database } from './db.js';
import { Public } from './edge/endpoint.decorators.js';
import type { Env } from './env.js';
import { Metrics } from './metrics.js';
import { ENV } from './tokens.js';

/** For supervisors and proxies: `live` says the process answers, `ready` that it can do its work. */
@ApiExcludeController()
@Controller({ path: '' })
export class HealthController {
  constructor(private readonly db: Database, private readonly metrics: Metrics, @Inject(ENV) private readonly env: Env) {}

  @Get('health/live')
  @Public()
  live(@Res() reply: FastifyReply): void {
    void reply.send({ status: 'ok' });
  }

  @Get('health/ready')
  @Public()
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const database = await this.db.pool.query('SELECT 1').then(() => 'ok', () => 'unavailable');
    void reply.status(database === 'ok' ? 200 : 503).send({ status: database, database, roles: this.env.roles });
  }

  @Get('metrics')
  @Public()
  async figures(@Res() reply: FastifyReply): Promise<void> {
    void reply.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }
}
