import { Injectable } from '@nestjs/common';

/** The one source of "now". Tests set it; nothing else asks the system. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
