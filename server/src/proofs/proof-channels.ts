import { Injectable } from '@nestjs/common';
import type { ProofKind } from '#contracts/proofs.js';
import { Mailer } from '../platform/mailer.js';
import { Problem } from '../platform/problem.js';
import { SmsSender } from '../platform/sms-sender.js';

/** What this installation can send codes by. */
@Injectable()
export class ProofChannels {
  constructor(private readonly mailer: Mailer, private readonly sms: SmsSender) {}

  get set(): ProofKind[] {
    return [...(this.mailer.isSet ? (['email'] as const) : []), ...(this.sms.isSet ? (['phone'] as const) : [])];
  }

  /** @throws Problem proof/no_channel */
  require(kind: ProofKind): void {
    if (!this.set.includes(kind)) throw new Problem('proof/no_channel', { kind });
  }
}
