import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { Account, ApiTokenMade, Invited, Me, Roles } from '#contracts/accounts.js';
import { permissionNames } from '#contracts/permissions.js';
import { VisitorMessages, WidgetSession } from '#contracts/widget.js';

const DemoFile = z.object({ widgetKey: z.string(), accounts: z.array(z.object({ role: z.string(), email: z.string(), password: z.string() })) });
type DemoFile = z.infer<typeof DemoFile>;

/** A person of the staff who is signed in. */
export interface StaffMember {
  accountId: string;
  name: string;
  cookie: string;
}

/** The set-up of a run by the public ways alone: demo accounts, sign-in, invitation, API token, widget session. */
export class ShopPeople {
  private constructor(
    private readonly url: string,
    private readonly demo: DemoFile,
  ) {}

  static async of(url: string, dataDir: string) {
    return new ShopPeople(url, await demoFile(join(dataDir, 'demo.json')));
  }

  async staff(role: string): Promise<StaffMember> {
    const account = this.demo.accounts.find((one) => one.role === role);
    if (!account) throw new Error(`no demo account is ${role}`);
    const { email, password } = account;
    return this.signedIn(await this.call('POST', '/session', { email, password }));
  }

  async apiToken(member: StaffMember): Promise<string> {
    const answer = await this.call('POST', '/api-tokens', { name: 'proof', scopes: permissionNames }, { cookie: member.cookie });
    return ApiTokenMade.parse(await answer.json()).secret;
  }

  /** A new person whose rights can be taken away in mid-run without harm to the others. */
  async invited(admin: StaffMember, roleLike: string): Promise<StaffMember> {
    const headers = { cookie: admin.cookie };
    const roles = Roles.parse(await (await this.call('GET', '/roles', undefined, headers)).json());
    const role = roles.items.find((one) => one.builtIn === roleLike) ?? roles.items.find((one) => one.permissions.includes('ticket.read_all'));
    const invitation = { email: `proof-${randomUUID()}@example.test`, name: 'Passing Agent', roleIds: role ? [role.id] : [], teamIds: [] };
    const { link } = Invited.parse(await (await this.call('POST', '/invitations', invitation, headers)).json());
    const token = link?.split('token=')[1];
    if (!token) throw new Error('the invitation gave no link, though no mail server is set');
    return this.signedIn(await this.call('POST', '/invitations/acceptance', { token, password: `p-${randomUUID()}` }));
  }

  /** Resolves when the server has said that the account is deactivated. */
  async deactivate(admin: StaffMember, accountId: string) {
    const answer = await this.call('POST', `/accounts/${accountId}/deactivation`, undefined, { cookie: admin.cookie });
    Account.parse(await answer.json());
  }

  async visitor(): Promise<{ token: string; id: string }> {
    const answer = await this.call('POST', '/widget/session', { widgetKey: this.demo.widgetKey });
    const { visitorToken, visitor } = WidgetSession.parse(await answer.json());
    return { token: visitorToken, id: visitor.id };
  }

  /** A whole stream as REST gives it, page by page. */
  async stream(path: string, headers: Record<string, string>): Promise<string[]> {
    const ids: string[] = [];
    for (let after = 0; ; ) {
      const answer = await this.call('GET', `${path}/messages?afterSeq=${after}&limit=100`, undefined, headers);
      const { messages, more } = VisitorMessages.parse(await answer.json());
      ids.push(...messages.map((message) => message.id));
      after = messages.at(-1)?.seq ?? after;
      if (!more) return ids;
    }
  }

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method, redirect: 'error', signal: AbortSignal.timeout(20_000),
      headers: { 'x-requested-with': 'aftercare', origin: this.url, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  }

  private async signedIn(answer: Response): Promise<StaffMember> {
    const { account } = Me.parse(await answer.json());
    const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
    return { accountId: account.id, name: account.name, cookie };
  }
}

async function demoFile(path: string): Promise<DemoFile> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    try {
      return DemoFile.parse(JSON.parse(await readFile(path, 'utf8')));
    } catch (fault) {
      if (performance.now() > deadline) throw fault;
      await pause(50);
    }
  }
}
