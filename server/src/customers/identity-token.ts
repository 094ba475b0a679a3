import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { decodeProtectedHeader, type JWTVerifyResult, jwtVerify } from 'jose';
import * as z from 'zod';
import { Email, line, text } from '#contracts/common.js';
import { Clock } from '../platform/clock.js';
import { Problem } from '../platform/problem.js';
import { publicKeyOf } from '../platform/public-keys.js';

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

/** Reads identity tokens: JWT, HS256 with the widget's secret, or signed by a key the shop has registered; nothing else. */
@Injectable()
export class IdentityTokens {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /**
   * @param publicKeys of the shop, in PEM. A key is tried with its own algorithm alone, and the secret with HS256 alone.
   * @throws Problem `widget/identity_invalid` without saying why: a guesser learns nothing
   */
  async read(token: string, secret: string, publicKeys: readonly string[] = []): Promise<ShopIdentity> {
    const now = this.clock.now();
    const verified = await this.verified(token, secret, publicKeys, new Date(now.getTime()));
    if (!verified) return refuse();
    const claims = Claims.safeParse(verified.payload);
    if (!claims.success) return refuse();
    const { sub, exp, email, name } = claims.data;
    const { iat } = verified.payload;
    const nowS = now.getTime() / 1000;
    if (exp > nowS + LONGEST_LIFE_S + SKEW_S || (iat !== undefined && iat > nowS + SKEW_S)) return refuse();
    return { subject: sub, email: email ?? null, name: name ?? null };
  }

  private async verified(token: string, secret: string, publicKeys: readonly string[], currentDate: Date): Promise<JWTVerifyResult | null> {
    const algorithm = algorithmOf(token);
    if (algorithm === 'HS256') return verify(token, new TextEncoder().encode(secret), algorithm, currentDate);
    for (const pem of publicKeys) {
      const known = publicKeyOf(pem);
      const result = known && known.algorithm === algorithm ? await verify(token, known.key, algorithm, currentDate) : null;
      if (result) return result;
    }
    return null;
  }
}

const verify = (token: string, key: Uint8Array | KeyObject, algorithm: string, currentDate: Date): Promise<JWTVerifyResult | null> =>
  jwtVerify(token, key, { algorithms: [algorithm], requiredClaims: ['exp', 'sub'], currentDate }).catch(() => null);

function algorithmOf(token: string): string | null {
  try {
    return decodeProtectedHeader(token).alg ?? null;
  } catch {
    return null;
  }
}

function refuse(): never {
  throw new Problem('widget/identity_invalid');
}
