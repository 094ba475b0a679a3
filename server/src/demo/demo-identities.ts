import { Inject, Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import { CUSTOMERS } from '#prisma/demo/people.js';
import { Clock } from '../platform/clock.js';

const LIFE_S = 24 * 3600;

export interface DemoIdentity {
  readonly name: string;
  readonly email: string;
  readonly orderNumber: string;
  readonly identityToken: string;
}

/** Plays the shop's server: signs who the customers of the story are. */
@Injectable()
export class DemoIdentities {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  async sign(secret: string): Promise<DemoIdentity[]> {
    const now = Math.floor(this.clock.now().getTime() / 1000);
    const key = new TextEncoder().encode(secret);
    const customers = CUSTOMERS.flatMap(({ orderNumber, ...customer }) => (orderNumber ? [{ ...customer, orderNumber }] : []));
    return Promise.all(
      customers.map(async ({ subject, name, email, orderNumber }) => {
        const claims = new SignJWT({ email, name }).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).setSubject(subject).setIssuedAt(now);
        return { name, email, orderNumber, identityToken: await claims.setExpirationTime(now + LIFE_S).sign(key) };
      }),
    );
  }
}
