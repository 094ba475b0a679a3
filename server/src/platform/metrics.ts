import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { Database } from './db.js';

/** Prometheus figures of this process. Names end in their unit. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly messages = new Counter({ name: 'aftercare_messages_total', help: 'Messages committed by this process', registers: [this.registry] });
  readonly batchSize = new Histogram({ name: 'aftercare_message_batch_size', help: 'Messages per commit', buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500], registers: [this.registry] });
  readonly sockets = new Gauge({ name: 'aftercare_sockets', help: 'Connected sockets', labelNames: ['namespace'], registers: [this.registry] });

  constructor(db: Database) {
    collectDefaultMetrics({ register: this.registry, prefix: 'aftercare_' });
    new Gauge({
      name: 'aftercare_events_unrelayed',
      help: 'Committed events that no relay has carried yet',
      registers: [this.registry],
      async collect() {
        const { rows } = await db.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM "Event" WHERE "relayedAt" IS NULL');
        this.set(rows[0]?.n ?? 0);
      },
    });
  }
}
