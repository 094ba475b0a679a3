import { Injectable } from '@nestjs/common';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { MailReading } from './mail-reading.service.js';

/** What came in is read soon after it was stored. */
@Injectable()
export class MailJobs {
  constructor(private readonly db: Database, private readonly reading: MailReading) {}

  @Every(1_000)
  async readDueMails(): Promise<void> {
    for (const due of await this.reading.takeDue()) await this.reading.readOne(due, (verb) => this.db.transaction(verb));
  }
}
