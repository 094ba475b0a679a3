import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Invitation, InvitationAcceptance, Invited } from '#contracts/accounts.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Mailer } from '../platform/mailer.js';
import { Problem } from '../platform/problem.js';
import { AccountLinks } from './account-links.js';
import { accountCan } from './accounts.policy.js';
import { ACCOUNT_PARTS, permissionsOf } from './accounts.present.js';
import { AccountsService } from './accounts.service.js';
import { unlessTaken } from '../platform/duplicate.js';
import { acceptedEmail } from './first-admin.rules.js';
import { Grants } from './grants.js';
import { Passwords } from './passwords.js';
import { asPerson, type Opened, SessionsService } from './sessions.service.js';

type Draft = z.infer<typeof Invitation>;
type Acceptance = z.infer<typeof InvitationAcceptance>;

interface Prepared {
  readonly passwordHash: string;
  readonly email: string;
}

/** How people join: a row without a password, and a link to set one. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly grants: Grants,
    private readonly links: AccountLinks,
    private readonly passwords: Passwords,
    private readonly sessions: SessionsService,
    private readonly mailer: Mailer,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Invites, or invites again somebody who has not accepted yet; the earlier link then ends. */
  async invite(tx: Tx, actor: Actor, draft: Draft): Promise<z.infer<typeof Invited>> {
    const accountId = await this.place(tx, actor, draft);
    await this.grants.giveRoles(tx, actor, accountId, draft.roleIds);
    await this.grants.putInTeams(tx, actor, accountId, draft.teamIds);
    const link = await this.links.make(tx, 'invitation', accountId);
    await this.events.record(tx, actor, 'account.invited', accountId, { accountId, linkId: link.id });
    return { account: await this.accounts.present(tx, actor, accountId), link: this.mailer.isSet ? null : link.url };
  }

  private async place(tx: Tx, actor: Actor, { email, name, locale }: Draft): Promise<string> {
    const earlier = await tx.account.findUnique({ where: { email }, include: ACCOUNT_PARTS });
    if (!earlier) {
      const id = newId();
      const data = { id, email, name, locale: locale ?? null, createdAt: this.clock.now() };
      await unlessTaken('account/email_taken', tx.account.create({ data }));
      return id;
    }
    if (earlier.passwordHash !== null || earlier.deactivatedAt) throw new Problem('account/email_taken');
    if (!accountCan(actor, { id: earlier.id, permissions: permissionsOf(earlier) }).change) throw new Problem('permission/missing');
    await tx.account.update({ where: { id: earlier.id }, data: { name, ...(locale ? { locale } : {}), version: { increment: 1 } } });
    return earlier.id;
  }

  /** Everything about an acceptance that takes long, done before the transaction. @returns what to keep */
  async prepare({ token, password, email: given }: Acceptance): Promise<Prepared> {
    const { email: current } = await this.links.look('invitation', token);
    const accepted = acceptedEmail(current, given);
    if (!accepted.ok) throw new Problem('request/invalid', undefined, { fields: [{ path: 'email', code: accepted.code }] });
    return { passwordHash: await this.passwords.hash(password, accepted.email), email: accepted.email };
  }

  /** Uses the link up and signs in. */
  async accept(tx: Tx, { token, name }: Acceptance, { passwordHash, email }: Prepared, userAgent: string): Promise<Opened> {
    const accountId = await this.links.redeem(tx, 'invitation', token);
    const data = { passwordHash, email, version: { increment: 1 }, ...(name === undefined ? {} : { name }) };
    await unlessTaken('account/email_taken', tx.account.update({ where: { id: accountId }, data }));
    await this.events.record(tx, asPerson(accountId), 'account.changed', accountId, { accountId });
    return this.sessions.open(tx, accountId, userAgent);
  }
}
