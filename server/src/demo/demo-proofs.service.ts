import { Injectable } from '@nestjs/common';
import { PROOFS } from '#prisma/demo/proofs.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { type DemoWorld, idAt, known } from './demo-world.js';

const ASKED_MS = 120_000;
const PROVEN_MS = 200_000;

/** Guests of the demo shop whose address is confirmed: each a customer, known by that address alone. */
@Injectable()
export class DemoProofsService {
  async write(tx: Tx, { people }: Pick<DemoWorld, 'people'>): Promise<void> {
    for (const { email, askedBy } of PROOFS) {
      const visitor = await tx.visitor.findFirst({ where: { email, customerId: null }, include: { tickets: { orderBy: { id: 'desc' }, take: 1 } } });
      const ticket = visitor?.tickets[0];
      if (!visitor || !ticket) throw new Error(`nobody of the demo shop has given ${email}`);
      const createdAt = new Date(ticket.createdAt.getTime() + ASKED_MS);
      const provenAt = new Date(ticket.createdAt.getTime() + PROVEN_MS);
      const identity = { id: newId(), kind: 'email', value: email, proof: 'code', provenAt, createdAt: provenAt };
      const { id: customerId } = await tx.customer.create({ data: { id: idAt(provenAt), locale: visitor.locale, zone: visitor.zone, createdAt: provenAt, identities: { create: [identity] } } });
      await tx.visitor.update({ where: { id: visitor.id }, data: { customerId } });
      await tx.ticket.updateMany({ where: { visitorId: visitor.id }, data: { customerId } });
      await tx.addressProof.create({
        data: { id: idAt(createdAt), ticketId: ticket.id, kind: 'email', address: email, state: 'proven', askedById: askedBy === null ? null : known(people, askedBy).id, customerId, createdAt, endedAt: provenAt },
      });
    }
  }
}
