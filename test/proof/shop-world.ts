import { join } from 'node:path';
import type { Self } from '../../web/client/conversation.rules.js';
import { startDesk, type DeskProcesses, type Topology } from './desk-processes.js';
import { History, type FinalView, type Outcome, type Right, type Stream } from './history.js';
import { ModelClient } from './model-client.js';
import { ShopPeople, type StaffMember } from './shop-people.js';
import { Assigner, Intruder, Writer } from './shop-participants.js';
import { ShopRows } from './shop-rows.js';
import { seedShop } from './shop-seed.js';
import type { World, WorldSize } from './world.js';

export interface ShopPlan extends WorldSize {
  topology: Topology;
  /** How long one node is cut off from Redis at least once. */
  longCutMs: number;
}

/** The product itself: the built server, visitors in one conversation each, staff who see them all. */
export async function shopWorld(databaseUrl: string, folder: string, plan: ShopPlan, random: () => number): Promise<World> {
  const desk = await startDesk({ ...plan, databaseUrl, folder, random });
  try {
    return await furnish(desk, databaseUrl, folder, plan);
  } catch (fault) {
    await desk.stop();
    throw fault;
  }
}

async function furnish(desk: DeskProcesses, databaseUrl: string, folder: string, { conversations }: ShopPlan): Promise<World> {
  const history = new History(join(folder, 'aftercare.history.jsonl'));
  const { servers, links, databaseLink, misfortunes } = desk;
  const people = new ShopPeople(desk.url, await seedShop(databaseUrl));
  const rows = new ShopRows(databaseUrl);
  const rights: Right[] = [];
  const opened: string[] = [];
  const clients: ModelClient[] = [];

  let next = 0;
  const page = (proc: string, namespace: '/visitor' | '/agent', auth: Record<string, string>, self: Self, cookie?: string, onOpen?: (id: string) => void) => {
    const at = next++ % links.length;
    const url = `http://127.0.0.1:${links[at]?.port ?? 0}`;
    const headers = cookie ? { headers: { cookie, origin: desk.url } } : {};
    const client = new ModelClient({ proc, node: `link${at + 1}`, url, namespace, auth, self, history, ...headers, ...(onOpen ? { opened: onOpen } : {}) });
    clients.push(client);
    return client;
  };
  const grant = (proc: string, conv: string, stream: Stream) => rights.push({ proc, conv, stream, from: history.now(), until: null });

  const admin = await people.admin();
  const manager = await people.invited(admin, 'Mira Manager', 'manager');
  const passing = await people.invited(admin, 'Passing Agent', 'manager');
  const staffSelf = ({ accountId: id, name }: typeof admin): Self => ({ kind: 'agent', id, name });
  const staff = [
    page('admin', '/agent', { token: await people.apiToken(admin) }, staffSelf(admin)),
    page('manager', '/agent', {}, staffSelf(manager), manager.cookie),
    page('passing', '/agent', {}, staffSelf(passing), passing.cookie),
  ];
  const visitors = await Promise.all(Array.from({ length: conversations }, () => people.visitor()));
  const self: Self = { kind: 'customer', id: null, name: '' };
  const customers = visitors.map(({ token }, at) => {
    const proc = `visitor${at + 1}`;
    return page(proc, '/visitor', { visitorToken: token }, self, undefined, (id) => {
      if (opened.includes(id)) return;
      opened.push(id);
      grant(proc, id, 'public');
      const entitled = staff.filter((client) => staying().includes(client));
      for (const { proc: name } of entitled) grant(name, id, 'staff');
      // One in three has the shop open in a second tab.
      if (at % 3 === 0) {
        grant(`${proc}-tab`, id, 'public');
        tabs.get(at)?.open(id);
      }
      for (const client of entitled) client.open(id);
    });
  });
  const tabs = new Map(
    visitors.flatMap(({ token }, at) => (at % 3 === 0 ? [[at, page(`visitor${at + 1}-tab`, '/visitor', { visitorToken: token }, self)] as const] : [])),
  );
  for (const client of customers) client.open(null);
  let revoked = false;
  const intruder = page('intruder', '/visitor', { visitorToken: (await people.visitor()).token }, self);
  clients.pop();
  const stranger = new Intruder(intruder, opened);
  const assigner = new Assigner((conv, to) => people.assign(manager, conv, to === 0 ? admin.accountId : manager.accountId), opened);
  const writers = clients.map((client) => new Writer(client, client.stream === 'staff' ? 0.15 : 0));
  const staying = () => clients.filter((client) => !revoked || client.proc !== 'passing');

  return {
    name: 'aftercare',
    history,
    servers,
    rebalance: (at) => desk.rebalance(at),
    misfortunes,
    links,
    databaseLink,
    hasFailpoints: true,
    participants: [...writers, stranger, assigner],

    async unrest() {
      const heads = new Map<string, number>();
      for (const row of await rows.of(opened)) heads.set(`${row.conv} ${row.stream}`, row.seq);
      return staying()
        .flatMap((client) =>
          client.conversations.flatMap((one) => {
            one.loadAll();
            const head = heads.get(`${one.conversationId} ${client.stream}`) ?? 0;
            return one.settled && one.last === head ? [] : [`${client.proc} (${client.state}): ${one.state} of ${head}`];
          }),
        )
        .concat(writers.flatMap((one) => (one.bursts === 0 ? [] : [`${one.proc}: a burst is unanswered`])));
    },

    async midway() {
      await people.deactivate(admin, passing.accountId);
      revoked = true;
      for (const right of rights) {
        if (right.proc !== 'passing') continue;
        right.until = history.now();
        history.add({ proc: 'passing', op: 'revoke', conv: right.conv });
      }
    },

    async outcome(): Promise<Outcome> {
      const perVisitor = await rows.conversationsOf(visitors.map((visitor) => visitor.id));
      const all = [...perVisitor.values()].flat();
      if (stranger.refused === 0) throw new Error('the intruder was never refused: nothing was proven about rights');
      if (assigner.done === 0) throw new Error('no ticket was ever handed over: the lines of other verbs were not proven');
      const views = clients.flatMap((client) => client.views());
      const read = await restViews(people, visitors, manager, perVisitor);
      return {
        rows: await rows.of(all),
        views: [...views, ...read],
        rights: [...rights, ...read.map(({ proc, conv, stream }) => ({ proc, conv, stream, from: 0, until: null }))],
      };
    },

    async stop() {
      for (const client of [...clients, intruder]) client.disconnect();
      await rows.close();
      await desk.stop();
      await history.close();
    },
  };
}

/** What REST shows at the end to each visitor and to one of the staff must be the same as what the pages show. */
async function restViews(
  people: ShopPeople,
  visitors: readonly { token: string; id: string }[],
  reader: StaffMember,
  perVisitor: Map<string, string[]>,
): Promise<FinalView[]> {
  const views: FinalView[] = [];
  for (const [at, { token, id }] of visitors.entries()) {
    for (const conv of perVisitor.get(id) ?? []) {
      const own = await people.stream(`/widget/conversations/${conv}`, { authorization: `Bearer ${token}` });
      const staff = await people.stream(`/tickets/${conv}`, { cookie: reader.cookie });
      views.push(
        { proc: `rest:visitor${at + 1}`, conv, stream: 'public', shown: own, pending: [] },
        { proc: 'rest:staff', conv, stream: 'staff', shown: staff, pending: [] },
      );
    }
  }
  return views;
}
