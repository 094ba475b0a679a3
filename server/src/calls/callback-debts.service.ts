import { Injectable } from '@nestjs/common';
import type { AnswerPromise, Callback } from '#prisma/generated/client.js';
import type { Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { isUnmet } from '../promises/promise.rules.js';

/** Whether a callback is still owed. */
@Injectable()
export class CallbackDebts {
  /** On a ticket that the caller holds. @throws Problem resource/not_found; promise/not_owed { winner }: somebody was faster */
  async demandOwed(tx: Tx, ticketId: string, promiseId: string): Promise<Callback & { readonly promise: AnswerPromise }> {
    const callback = await tx.callback.findUnique({ where: { promiseId, promise: { ticketId } }, include: { promise: true } });
    if (!callback) throw new Problem('resource/not_found');
    const { state, keptById, withdrawnById } = callback.promise;
    if (isUnmet(state)) return callback;
    const byId = keptById ?? withdrawnById;
    throw new Problem('promise/not_owed', { winner: byId === null ? null : await tx.account.findUnique({ where: { id: byId }, select: { id: true, name: true } }) });
  }
}
