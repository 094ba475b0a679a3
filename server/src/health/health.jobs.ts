import { Injectable } from '@nestjs/common';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { HealthService } from './health.service.js';

@Injectable()
export class HealthJobs {
  constructor(private readonly db: Database, private readonly health: HealthService) {}

  @Every(60_000)
  async look(): Promise<void> {
    const findings = await this.health.findings();
    await this.db.transaction((tx) => this.health.remember(tx, findings));
  }
}
