import type { RuleName } from './rules.js';
import type { Tree } from './tree.js';

export interface Plant {
  /** What is done wrong; the first file's name says it otherwise. */
  readonly what?: string;
  readonly files: Readonly<Record<string, string>>;
  /** Where the rule must point. */
  readonly at: string;
}

const decision = '# 0001 A title\n\n## Context\n\nWhy.\n\n## Decision\n\nWhat.\n\n## Consequences\n\nSo.\n';
const controller = (body: string, marks = '@Public()\n  @Returns(Done)') =>
  `@Controller('tickets')\nexport class TicketsController {\n  @Get()\n  ${marks}\n  list(@Body({ schema: Draft }) body: Draft) {\n    ${body}\n  }\n}\n`;
const service = (method: string) => `export class TicketsService {\n  ${method}\n}\n`;
const locale = (texts: object) => JSON.stringify(texts);

const SERVICE = 'server/src/tickets/tickets.service.ts';
const CONTROLLER = 'server/src/tickets/tickets.controller.ts';
const EVENTS = 'server/src/events.ts';

/** The smallest house in which every rule has something to hold and nothing to complain about. */
export const soundHouse: Tree = new Map(
  Object.entries({
    'README.md': '# House\n\n[why](docs/decisions/), [map](docs/architecture.md#map)\n',
    'docs/architecture.md': 'platform tickets ui console widget locales\n',
    'docs/decisions/0001-a-title.md': decision,
    'docs/protocol.md': '`HOST` `message:send` `heads`\n',
    'docs/error-codes.md': '`ticket/closed`\n',
    'server/src/app.ts': "import { TicketsService } from './tickets/tickets.service.js';\nexport const app = new TicketsService();\n",
    [EVENTS]: "export const EVENTS = {\n  'ticket.closed': z.strictObject({ ticketId: Id }),\n} as const satisfies Events;\n",
    'server/src/platform/clock.ts': 'export const now = () => new Date();\n',
    'server/src/platform/env.ts': 'export const env = read(process.env, z.object({ HOST: z.string() }));\n',
    [SERVICE]: service('close(tx: Tx, actor: Actor, id: string): Promise<void> {\n    return tx.ticket.update({ where: { id } });\n  }'),
    'server/src/tickets/ticket.rules.ts':
      "import type { Ticket } from '#prisma/generated/client.js';\nexport const isOpen = (ticket: Ticket): boolean => ticket.state === 'open';\n",
    [CONTROLLER]: controller('return this.db.transaction((tx) => this.tickets.close(tx, body));'),
    'server/contracts/tickets.ts': "import { z } from 'zod';\nimport { Id } from './common.js';\nexport const Ticket = z.strictObject({ id: Id });\n",
    'server/contracts/common.ts': "import { z } from 'zod';\nexport const Id = z.uuid();\n",
    'server/contracts/errors.ts': "export const ERRORS = {\n  'ticket/closed': { status: 409 },\n} as const;\n",
    'server/contracts/messages.ts': "export const SYSTEM_LINES = {\n  'ticket.closed': { public: true },\n} as const;\n",
    'server/contracts/permissions.ts': "export const PERMISSIONS = {\n  'ticket.close': 'Close tickets',\n} as const;\n",
    'server/contracts/sockets.ts':
      "export const CLIENT_EVENTS = {\n  'message:send': { schema: MessageSend },\n} as const;\nexport const SERVER_EVENTS = {\n  heads: z.array(Head),\n} as const;\n",
    'prisma/migrations/20260101000000_lay_the_foundation/migration.sql': 'SELECT 1;\n',
    'web/ui/button.tsx': 'export const Button = ({ label }: { label: string }) => <button aria-label={label}>{label}</button>;\n',
    'web/console/features/tickets/list.tsx': "import { Button } from '../../../ui/button.js';\nexport const List = () => <Button label={t('close')} />;\n",
    'web/widget/panel/talk.ts': "import type { Ticket } from '#contracts/tickets.js';\nexport const idOf = (ticket: Ticket) => ticket.id;\n",
    ...Object.fromEntries(
      ['en', 'zh-CN', 'zh-TW'].flatMap((language) => [
        [`web/locales/${language}/errors.json`, locale({ ticket: { closed: '{{name}}' } })],
        [`web/locales/${language}/timeline.json`, locale({ system: { 'ticket.closed': 'x' } })],
      ]),
    ),
    'test/api/tickets.spec.ts': "it('closes', () => {\n  expect(1).toBe(1);\n});\n",
  }),
);

const one = (file: string, text: string, line = 1, what?: string): Plant => ({
  files: { [file]: text },
  at: `${file}:${line}`,
  ...(what === undefined ? {} : { what }),
});
const inService = (method: string, what: string): Plant => one(SERVICE, service(method), 2, what);

export const PLANTED: Readonly<Record<RuleName, readonly Plant[]>> = {
  'everything has its place': [
    one('notes.txt', ''),
    one('server/lib/x.ts', ''),
    one('server/src/helpdesk/helpdesk.module.ts', ''),
    one('server/contracts/things.ts', ''),
    one('prisma/models/things.prisma', ''),
    one('web/shared/x.ts', ''),
  ],
  'files are named noun.kind in kebab-case': [
    one('web/ui/BigButton.tsx', ''),
    one('server/src/tickets/ticket_list.ts', ''),
    one('server/src/tickets/ticket-utils.ts', ''),
    one('server/src/tickets/tickets.repository.ts', ''),
  ],
  'no file is longer than 300 lines': [one('web/ui/long.ts', 'x;\n'.repeat(301), 301)],
  'there are no barrel files': [
    one('server/src/tickets/index.ts', 'export const x = 1;\n'),
    one('server/src/tickets/all.ts', "export { a } from './a.js';\nexport { b } from './b.js';\n"),
    one('server/src/tickets/some.ts', "export * from './a.js';\nexport const x = 1;\n"),
  ],
  'a migration is a deed with a stamp': [
    one('prisma/migrations/2026_fix/migration.sql', 'SELECT 1;'),
    one('prisma/migrations/20260101000001_drop_it/migration.sql', '\n'),
  ],
  'decisions are numbered and complete, and named ones exist': [
    { files: { 'docs/decisions/0003-a-gap.md': decision }, at: 'docs/decisions:1' },
    one('docs/decisions/0001-a-title.md', '# 0001\n\n## Context\n\n## Decision\n', 1, 'no consequences'),
    one('server/src/tickets/x.ts', '// see docs/decisions/0099\n'),
  ],
  'slices lean leftward only': [
    one('server/src/tickets/x.ts', "import { ChatsService } from '../chats/chats.service.js';\n"),
    one('server/src/platform/x.ts', "import type { A } from '../accounts/a.js';\n"),
  ],
  'slices do not know the whole': [one('server/src/tickets/x.ts', "import { createApp } from '../app.js';\n")],
  'contracts depend on zod alone': [
    one('server/contracts/tickets.ts', "import { PrismaClient } from '@prisma/client';\n"),
    one('server/contracts/chats.ts', "import { x } from '../src/chats/x.js';\n"),
  ],
  'server and web meet in the contracts': [
    one('web/client/x.ts', "import { rule } from '../../server/src/tickets/ticket.rules.js';\n"),
    one('server/src/tickets/x.ts', "import { x } from '../../../web/client/x.js';\n"),
    one('server/start/x.mjs', "import pg from 'pg';\n"),
  ],
  'the product does not lean on tests': [one('server/src/tickets/x.ts', "import { as } from '../../../test/support/as.js';\n")],
  'features meet in routes': [
    one('web/console/features/chats/x.tsx', "import { List } from '../tickets/list.js';\n"),
    one('web/console/features/tickets/x.tsx', "import { route } from '../../routes/inbox.js';\n"),
  ],
  'ui knows no word of the business': [
    one('web/ui/x.tsx', "import { api } from '../client/api.js';\n"),
    one('web/ui/y.tsx', 'export const TicketRow = () => null;\n'),
    one('web/ui/z.ts', "export const kind = 'customer';\n"),
  ],
  'the widget takes neither ui nor zod': [
    one('web/widget/panel/x.tsx', "import { Button } from '../../ui/button.js';\n"),
    one('web/widget/panel/y.ts', "import * as z from 'zod/mini';\n"),
    one('web/widget/panel/z.ts', "import { Ticket } from '#contracts/tickets.js';\n"),
  ],
  'rules are pure': [
    one('server/src/tickets/ticket.rules.ts', "import { Clock } from '../platform/clock.js';\n"),
    one('server/src/chats/chat.rules.ts', "import { readFileSync } from 'node:fs';\n"),
    one('web/client/x.rules.ts', "import { useState } from 'react';\n"),
  ],
  'relative imports name the file': [one('server/src/tickets/x.ts', "import { y } from './y';\n")],
  'types are meant': [
    one('server/src/tickets/x.ts', 'export const x: any = 1;\n'),
    one('server/src/tickets/y.ts', 'export const y = rows[0]!.id;\n'),
    one('web/client/z.ts', 'const a = 1;\nexport const z = a as unknown as string;\n', 2),
    one('web/client/w.ts', 'let w!: string;\n'),
  ],
  'nobody silences a check': [
    one('web/client/x.ts', '// @ts-expect-error later\nexport const x = 1;\n'),
    one('web/client/y.ts', 'export const y = 1;\n/* eslint-disable */\n', 2),
  ],
  'nothing is left for later': [one('web/client/x.ts', 'export const x = 1; // TODO: more\n'), one('docs/architecture.md', '# A\n\nFIXME\n', 3)],
  'no fault is swallowed': [one('server/src/tickets/x.ts', 'try {\n  run();\n} catch {}\n', 3), one('web/client/x.ts', 'run().catch(() => {});\n')],
  'only the clock knows the time': [
    one('server/src/tickets/x.ts', 'export const at = new Date();\n'),
    one('server/src/tickets/y.ts', 'export const at = Date.now();\n'),
  ],
  'statements are bound, not put together': [
    one('server/src/tickets/x.ts', 'await tx.$queryRawUnsafe(sql);\n'),
    one('server/src/tickets/y.ts', 'const part = Prisma.raw(words);\n'),
  ],
  'the environment is read once and only the log speaks': [
    one('server/src/tickets/x.ts', "const port = process.env['PORT'];\n"),
    one('server/src/tickets/y.ts', 'console.log(1);\n'),
  ],
  'every test runs and counts': [
    one('test/api/x.spec.ts', "it.skip('works', () => undefined);\n"),
    one('test/api/y.spec.ts', "describe.only('x', () => undefined);\n"),
    one('test/api/z.spec.ts', 'jest.retryTimes(3);\n'),
    one('test/api/w.spec.ts', "xit('works', () => undefined);\n"),
  ],
  'no test sleeps': [
    one('test/api/x.spec.ts', 'await new Promise((resolve) => setTimeout(resolve, 500));\n'),
    one('test/browser/x.spec.ts', 'await page.waitForTimeout(500);\n'),
    one('test/flows/x.spec.ts', "import { setTimeout as rest } from 'node:timers/promises';\n"),
  ],
  'names say something': [
    one('server/src/tickets/x.ts', 'export class TicketManager {}\n'),
    one('server/src/tickets/y.ts', 'export function updateStatus() {}\n'),
  ],
  'endpoints decide nothing': [
    one(CONTROLLER, controller('if (body) return null;'), 7, 'an if'),
    one(CONTROLLER, controller('return body ? 1 : 2;'), 7, 'a choice'),
    one(CONTROLLER, controller('const x = 1; return x;'), 3, 'two statements'),
  ],
  'endpoints say who may call': [
    one(CONTROLLER, controller('return 1;', '@Returns(Done)'), 3, 'nobody is named'),
    one(CONTROLLER, controller('return 1;', "@Public()\n  @Allow('ticket.read')"), 3, 'two are named'),
  ],
  'endpoints hold contracts on both sides': [
    one(CONTROLLER, controller('return 1;', '@Public()'), 3, 'no @Returns'),
    one(CONTROLLER, controller('return 1;').replace('{ schema: Draft }', ''), 6, 'no schema'),
  ],
  'verbs take the transaction, then the actor': [
    inService('close(actor: Actor, tx: Tx) {}', 'transaction second'),
    inService('close(tx: Tx, id: string, actor: Actor) {}', 'actor third'),
  ],
  'the edge opens the transaction': [
    inService('close() { return this.db.transaction((tx) => tx.ticket.findMany()); }', 'a service'),
    one('server/src/tickets/x.ts', 'class X {\n  y() { return this.db.prisma.$transaction([]); }\n}\n', 2),
    one('docs/decisions/0013-who-else.md', '- `tickets/tickets.service.ts`: because.\n', 1, 'a name that is no longer true'),
  ],
  'presenters, policies, rules and controllers write no rows': [
    one('server/src/tickets/tickets.present.ts', 'export const present = (tx: Tx) => tx.ticket.update({});\n'),
  ],
  'events are noun.past': [
    one(EVENTS, "export const EVENTS = {\n  'ticket.close': z.strictObject({}),\n};\n", 2, 'not past'),
    one(EVENTS, 'export const EVENTS = {\n  ticketClosed: z.strictObject({}),\n};\n', 2, 'no noun'),
  ],
  'events carry a schema and no text': [
    one(EVENTS, "export const EVENTS = {\n  'ticket.closed': z.strictObject({ why: z.string() }),\n};\n", 2, 'free text'),
    one(EVENTS, "export const EVENTS = {\n  'ticket.closed': null,\n};\n", 2, 'no schema'),
  ],
  'error codes are noun/what_is_wrong and told in every language': [
    one('server/contracts/errors.ts', "export const ERRORS = {\n  'TicketClosed': {},\n};\n", 2, 'a wrong form'),
    one('server/contracts/errors.ts', "export const ERRORS = {\n  'ticket/closed': {},\n  'ticket/lost': {},\n};\n", 3, 'no text'),
  ],
  'system lines are told in every language': [{ files: { 'web/locales/zh-TW/timeline.json': '{}' }, at: 'server/contracts/messages.ts:2' }],
  'permissions are noun.verb': [one('server/contracts/permissions.ts', "export const PERMISSIONS = {\n  closeTickets: 'x',\n};\n", 2)],
  'contracts refuse unknown fields': [one('server/contracts/tickets.ts', "import { z } from 'zod';\nexport const Draft = z.object({});\n", 2)],
  'the languages agree': [
    one('web/locales/zh-CN/errors.json', locale({}), 1, 'a text is missing'),
    one('web/locales/zh-CN/errors.json', locale({ ticket: { closed: ' ' } }), 1, 'a text is empty'),
    one('web/locales/zh-CN/errors.json', locale({ ticket: { closed: '{{nmae}}' } }), 1, 'a blank is misspelt'),
  ],
  'no word on a screen stands in the code': [
    one('web/console/features/tickets/x.tsx', 'export const X = () => <p>Closed</p>;\n'),
    one('web/console/features/tickets/y.tsx', 'export const Y = () => <input placeholder="Search" />;\n'),
    one('web/console/features/tickets/z.tsx', "export const Z = () => <p>{'已关闭'}</p>;\n"),
  ],
  'the protocol page is complete': [
    one('docs/error-codes.md', '`HOST` `message:send` `heads`\n', 1, 'an error code is missing'),
    one('docs/protocol.md', '`HOST` `heads`\n', 1, 'an event is missing'),
    one('docs/protocol.md', '`message:send` `heads`\n', 1, 'a variable is missing'),
  ],
  'links between documents lead somewhere': [one('docs/architecture.md', '# A\n\nplatform tickets [x](nowhere.md)\n', 3)],
  'the map shows every slice and app': [{ files: { 'server/src/chats/chats.module.ts': '' }, at: 'docs/architecture.md:1' }],
};
