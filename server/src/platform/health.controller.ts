import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Database } from './db.js';
import { Public } from './edge/endpoint.decorators.js';
import type { Env } from './env.js';
import { Metrics } from './metrics.js';
import { Drain } from './nodes/drain.js';
import { Peers } from './nodes/peers.js';
import { ENV } from './tokens.js';

/** For supervisors and proxies: `live` says the process answers, `ready` that it can do its work. */
@ApiExcludeController()
@Controller({ path: '' })
export class HealthController {
  constructor(private readonly db: Database, private readonly metrics: Metrics, private readonly peers: Peers, private readonly drain: Drain, @Inject(ENV) private readonly env: Env) {}

  @Get('health/live')
  @Public()
  live(@Res() reply: FastifyReply): void {
    void reply.send({ status: 'ok' });
  }

  @Get('health/ready')
  @Public()
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const database = await this.db.pool.query('SELECT 1').then(() => 'ok', () => 'unavailable');
    const status = this.drain.isUnderWay ? 'draining' : database;
    // Without Redis everything goes on, only slower: a proxy must not take the node out for that.
    const redis = this.env.REDIS_URL ? (this.peers.isLinked ? 'ok' : 'unavailable') : 'unused';
    void reply.status(status === 'ok' ? 200 : 503).send({ status, database, redis, roles: this.env.roles });
  }

  @Get('metrics')
  @Public()
  async figures(@Res() reply: FastifyReply): Promise<void> {
    void reply.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }
}
