import { Inject, Injectable } from '@nestjs/common';
import { jwtVerify } from 'jose';
import * as z from 'zod';
import { Email, line, text } from '#contracts/common.js';
import { Clock } from '../platform/clock.js';
import { Problem } from '../platform/problem.js';

/** Who the shop says somebody is. */
export interface ShopIdentity {
  /** The shop's own id of the customer. */
  readonly subject: string;
  readonly email: string | null;
  readonly name: string | null;
}

const DAY_S = 24 * 3600;
/** A token in a page's source is as good as a password: one that lives longer than this is refused. */
const LONGEST_LIFE_S = 7 * DAY_S;
/** How far the shop's clock may be ahead of ours. */
const SKEW_S = 5;

// A token is signed by the shop's server; an e-mail or name that does not fit is left out rather than refused.
const Claims = z.looseObject({
  sub: text(200),
  exp: z.number(),
  email: Email.optional().catch(undefined),
  name: line(80).optional().catch(undefined),
});

/** Reads identity tokens: JWT, HS256 with the widget's secret, nothing else. */
@Injectable()
export class IdentityTokens {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** @throws Problem `widget/identity_invalid` without saying why: a guesser learns nothing */
  async read(token: string, secret: string): Promise<ShopIdentity> {
    const now = this.clock.now();
    const verified = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      requiredClaims: ['exp', 'sub'],
      currentDate: new Date(now.getTime()),
    }).catch(() => refuse());
    const claims = Claims.safeParse(verified.payload);
    if (!claims.success) return refuse();
    const { sub, exp, email, name } = claims.data;
    const { iat } = verified.payload;
    const nowS = now.getTime() / 1000;
    if (exp > nowS + LONGEST_LIFE_S + SKEW_S || (iat !== undefined && iat > nowS + SKEW_S)) return refuse();
    return { subject: sub, email: email ?? null, name: name ?? null };
  }
}

function refuse(): never {
  throw new Problem('widget/identity_invalid');
}
