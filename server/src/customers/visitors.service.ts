import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Done } from '#contracts/common.js';
import { WidgetSettings } from '#contracts/channels.js';
import type { VisitorChange, WidgetSessionRequest } from '#contracts/widget.js';
import type { Channel, Customer, Visitor } from '#prisma/generated/client.js';
import type { VisitorActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { afterCommit, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { hashSecret, newId, newSecret } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { rooms } from '../platform/sockets/rooms.js';
import { Sockets } from '../platform/sockets/sockets.js';
import { CustomerIdentities } from './customer-identity.service.js';
import { IdentityTokens, type ShopIdentity } from './identity-token.js';
import { actorOf } from './visitor-authenticator.js';
import { looksLikeVisitorToken, pageAddress, surroundings, VISITOR_PREFIX } from './visitor.rules.js';

export interface Admitted {
  /** The visitor's secret: the one that was brought, or a new one. */
  readonly token: string;
  readonly visitor: Visitor;
  readonly actor: VisitorActor;
}
interface Proof {
  readonly identity: ShopIdentity;
  readonly customer: Customer;
}

/** Browsers that open the widget, and who is proven to sit before them. */
@Injectable()
export class VisitorsService {
  constructor(
    private readonly identityTokens: IdentityTokens,
    private readonly identities: CustomerIdentities,
    private readonly events: Events,
    private readonly sockets: Sockets,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Lets a visitor in. A token of this channel brings the same visitor back; any other, or none, makes a new one.
   * An identity signed by the shop makes the visitor verified. The token is then replaced, because whoever planted
   * it in this browser would otherwise read along; and another customer in the same browser starts afresh.
   * @throws Problem `visitor/blocked`, `widget/identity_invalid`
   */
  async admit(tx: Tx, channel: Channel, request: WidgetSessionRequest, userAgent: string | undefined): Promise<Admitted> {
    // An empty token is what a page without a signed-in customer renders.
    const identity = request.identityToken ? await this.identityTokens.read(request.identityToken, channel.secret, keysOf(channel)) : null;
    const known = request.visitorToken ? await this.locked(tx, channel.id, request.visitorToken) : null;
    if (known?.blockedAt) throw new Problem('visitor/blocked');
    const proof = identity && (await this.prove(tx, channel, identity, request));
    const facts = { ...surroundings(request), lastSeenAt: this.clock.now(), ...(userAgent === undefined ? {} : { userAgent: userAgent.slice(0, 300) }) };
    // Who proved the address by a code before, and is named with it now, goes on with his talks.
    const newlyNamed = known && proof && (known.customerId === null || (await this.identities.isSamePerson(tx, known.customerId, proof.identity)));
    const returning = known && (proof === null || newlyNamed || known.customerId === proof.customer.id);
    if (!returning || !request.visitorToken) return this.welcome(tx, channel, facts, proof);
    if (proof && newlyNamed) return this.verify(tx, known, facts, proof);
    const visitor = await tx.visitor.update({ where: { id: known.id }, data: { ...facts, ...(proof ? shown(proof) : {}) } });
    return { token: request.visitorToken, visitor, actor: actorFor(visitor) };
  }

  private async locked(tx: Tx, channelId: string, token: string): Promise<Visitor | null> {
    if (!looksLikeVisitorToken(token)) return null;
    // Two pages of one browser may prove the same visitor at once; only the first replaces the token.
    const rows = await tx.$queryRaw<{ id: string }[]>`SELECT "id" FROM "Visitor" WHERE "tokenHash" = ${Buffer.from(hashSecret(token))} AND "channelId" = ${channelId}::uuid FOR UPDATE`;
    return rows[0] ? tx.visitor.findUniqueOrThrow({ where: { id: rows[0].id } }) : null;
  }

  private async prove(tx: Tx, channel: Channel, identity: ShopIdentity, request: WidgetSessionRequest): Promise<Proof> {
    const customer = await this.identities.signedBy(tx, channel.storeId, identity, { locale: request.locale, zone: surroundings(request).zone ?? null });
    // Who is blocked is the person, not the browser.
    if ((await tx.visitor.count({ where: { customerId: customer.id, blockedAt: { not: null } } })) > 0) throw new Problem('visitor/blocked');
    return { identity, customer };
  }

  private async welcome(tx: Tx, channel: Channel, facts: Facts, proof: Proof | null): Promise<Admitted> {
    const token = newSecret(VISITOR_PREFIX);
    const visitor = await tx.visitor.create({
      data: { id: newId(), tokenHash: hashSecret(token), channelId: channel.id, createdAt: facts.lastSeenAt, ...facts, ...(proof ? shown(proof) : {}) },
    });
    const actor = actorFor(visitor);
    if (proof) await this.events.record(tx, actor, 'customer.identified', proof.customer.id, { customerId: proof.customer.id, visitorId: visitor.id });
    return { token, visitor, actor };
  }

  // What was claimed before is not carried over into what is proven.
  private async verify(tx: Tx, known: Visitor, facts: Facts, proof: Proof): Promise<Admitted> {
    const token = newSecret(VISITOR_PREFIX);
    const visitor = await tx.visitor.update({ where: { id: known.id }, data: { tokenHash: hashSecret(token), ...facts, email: null, ...shown(proof) } });
    const actor = actorFor(visitor);
    await this.events.record(tx, actor, 'customer.identified', proof.customer.id, { customerId: proof.customer.id, visitorId: visitor.id });
    return { token, visitor, actor };
  }

  /** What a visitor says of itself. Name and e-mail of a verified one come from the shop and stay. */
  async change(tx: Tx, actor: VisitorActor, { name, email, topic, page }: z.infer<typeof VisitorChange>): Promise<z.infer<typeof Done>> {
    const { verified } = await tx.visitor.findUniqueOrThrow({ where: { id: actor.id }, select: { verified: true } });
    const pageUrl = page && pageAddress(page.url);
    await tx.visitor.update({
      where: { id: actor.id },
      data: {
        ...(name === undefined || verified ? {} : { name }),
        ...(email === undefined || verified ? {} : { email: email.toLowerCase() }),
        ...(topic === undefined ? {} : { topic }),
        ...(page && pageUrl ? { pageUrl, pageTitle: page.title } : {}),
        lastSeenAt: this.clock.now(),
      },
    });
    if (name !== undefined && !verified) afterCommit(tx, () => this.rename(actor.id, name));
    return { ok: true };
  }

  private rename(id: string, name: string): void {
    for (const client of this.sockets.inRoom('/visitor', rooms.visitor(id))) client.rename(name);
  }
}

type Facts = ReturnType<typeof surroundings> & { readonly lastSeenAt: Date; readonly userAgent?: string };

const shown = ({ identity, customer }: Proof) => ({
  customerId: customer.id,
  verified: true,
  ...(customer.name === null ? {} : { name: customer.name }),
  ...(identity.email === null ? {} : { email: identity.email }),
});

const actorFor = ({ id, name, channelId, customerId }: Visitor): VisitorActor => actorOf({ id, name: name ?? '', channelId, customerId });

const keysOf = (channel: Channel): string[] => WidgetSettings.parse(channel.settings).identityKeys.map((key) => key.pem);
