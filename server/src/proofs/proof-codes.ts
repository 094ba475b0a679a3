import { createHmac, randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CODE_DIGITS } from '#contracts/proofs.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import { sameBytes } from '../platform/ids.js';
import { ENV } from '../platform/tokens.js';
import { CODE_LIFE_MS } from './proof.rules.js';

export interface MintedCode {
  readonly code: string;
  readonly address: string;
  readonly ticketId: string;
}

/**
 * The digits themselves. They come to be when a letter is written and are kept as a keyed hash alone, so that neither
 * a backup nor an event holds them; a letter that is sent again has new ones, and the old ones are over.
 */
@Injectable()
export class ProofCodes {
  constructor(
    private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Makes the digits for a letter. @returns null when the code has lost its sense: used, replaced, or asked for too long ago */
  async mint(codeId: string): Promise<MintedCode | null> {
    const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
    const now = this.clock.now();
    const { rows } = await this.db.pool.query<{ address: string; ticketId: string }>({
      name: 'proof-code-mint',
      text: `UPDATE "ProofCode" c SET "hash" = $2, "expiresAt" = $3 FROM "AddressProof" p
             WHERE c."id" = $1 AND p."id" = c."proofId" AND p."state" = 'open' AND p."address" IS NOT NULL AND c."usedAt" IS NULL AND c."createdAt" > $4
               AND NOT EXISTS (SELECT 1 FROM "ProofCode" newer WHERE newer."proofId" = c."proofId" AND newer."id" > c."id")
             RETURNING p."address", p."ticketId"`,
      values: [codeId, this.hashOf(codeId, code), new Date(now.getTime() + CODE_LIFE_MS), new Date(now.getTime() - CODE_LIFE_MS)],
    });
    const [row] = rows;
    return row ? { code, ...row } : null;
  }

  /** Takes as long for a wrong code as for the right one. */
  matches(codeId: string, kept: Uint8Array | null, digits: string | null): boolean {
    const typed = this.hashOf(codeId, digits ?? '');
    return sameBytes(typed, kept ?? this.hashOf(codeId, 'none was sent')) && digits !== null && kept !== null;
  }

  private hashOf(codeId: string, digits: string): Buffer {
    return createHmac('sha256', this.env.secretKey).update(`proof-code ${codeId} ${digits}`).digest();
  }
}
