import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Account, ApiTokenMade, ApiTokenScope, Invited, Me, Roles } from '#contracts/accounts.js';
import { VisitorMessages, WidgetSession } from '#contracts/widget.js';
import type { Seed } from './shop-seed.js';

const INSIST_MS = 60_000;

/** A person of the staff who is signed in. */
export interface StaffMember {
  accountId: string;
  name: string;
  cookie: string;
}

/** The set-up of a run by the public ways: sign-in, invitation, API token, widget session. */
export class ShopPeople {
  constructor(
    private readonly url: string,
    private readonly seed: Seed,
  ) {}

  async admin(): Promise<StaffMember> {
    const { email, password } = this.seed;
    return this.signedIn(await this.call('POST', '/session', { email, password }));
  }

  async apiToken(member: StaffMember): Promise<string> {
    const answer = await this.call('POST', '/api-tokens', { name: 'proof', scopes: ApiTokenScope.options }, { cookie: member.cookie });
    const { secret } = ApiTokenMade.parse(await answer.json());
    if (secret === null) throw new Error('a token made just now has no secret');
    return secret;
  }

  /** A new person with a built-in role. */
  async invited(admin: StaffMember, name: string, builtIn: string): Promise<StaffMember> {
    const headers = { cookie: admin.cookie };
    const roles = Roles.parse(await (await this.call('GET', '/roles', undefined, headers)).json());
    const roleIds = roles.items.flatMap((role) => (role.builtIn === builtIn ? [role.id] : []));
    const invitation = { email: `${randomUUID()}@proof.test`, name, roleIds, teamIds: [] };
    const { link } = Invited.parse(await (await this.call('POST', '/invitations', invitation, headers)).json());
    const token = link?.split('token=')[1];
    if (!token) throw new Error('the invitation gave no link, though no mail server is set');
    return this.signedIn(await this.call('POST', '/invitations/acceptance', { token, password: `p-${randomUUID()}` }));
  }

  /** Resolves when the server has said that the account is deactivated, however often that had to be asked. */
  async deactivate(admin: StaffMember, accountId: string) {
    const deadline = performance.now() + INSIST_MS;
    for (;;) {
      try {
        const answer = await this.call('POST', `/accounts/${accountId}/deactivation`, undefined, { cookie: admin.cookie });
        if (Account.parse(await answer.json()).deactivatedAt === null) throw new Error('deactivated, and yet not');
        return;
      } catch (fault) {
        if (performance.now() > deadline) throw fault;
        await pause(200);
      }
    }
  }

  /** Gives the ticket to somebody, which appends a line only the staff sees. */
  async assign(by: StaffMember, ticketId: string, accountId: string) {
    await this.call('PUT', `/tickets/${ticketId}/assignment`, { accountId }, { cookie: by.cookie });
  }

  async visitor(): Promise<{ token: string; id: string }> {
    const answer = await this.call('POST', '/widget/session', { widgetKey: this.seed.widgetKey });
    const { visitorToken, visitor } = WidgetSession.parse(await answer.json());
    return { token: visitorToken, id: visitor.id };
  }

  /** A whole stream as REST gives it, page by page. */
  async stream(path: string, headers: Record<string, string>): Promise<string[]> {
    const ids: string[] = [];
    for (let after = 0; ;) {
      const answer = await this.call('GET', `${path}/messages?afterSeq=${after}&limit=100`, undefined, headers);
      const { messages, more } = VisitorMessages.parse(await answer.json());
      ids.push(...messages.map((message) => message.id));
      after = messages.at(-1)?.seq ?? after;
      if (!more) return ids;
    }
  }

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(20_000),
      headers: { 'x-requested-with': 'aftercare', origin: this.url, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  }

  private async signedIn(answer: Response): Promise<StaffMember> {
    const { account } = Me.parse(await answer.json());
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    return { accountId: account.id, name: account.name, cookie };
  }
}
