import type { FieldValue } from '#contracts/common.js';
import type { CustomField } from '#contracts/custom-fields.js';
import type { SubState } from '#contracts/sub-states.js';
import type { WebhookDelivery } from '#contracts/webhooks.js';
import { QueryClient } from '@tanstack/react-query';
import { customFieldsQuery } from '../../../client/custom-fields.data.js';
import { relationsQuery } from '../../../client/relations.data.js';
import { sidesQuery } from '../../../client/side-conversations.data.js';
import { subStatesQuery } from '../../../client/sub-states.data.js';

type Say = (key: string) => string;
/** The ticket that the samples hang on; there is no such one. */
export const KIT_TICKET = '00000000-0000-7000-8000-000000000000';
const AT = '2026-11-23T09:30:00.000Z';

/** A field of every kind, one that is retired, and what stands in each. */
export function sampleFields(say: Say): { fields: CustomField[]; values: Readonly<Record<string, FieldValue | null>> } {
  const field = (key: string, kind: CustomField['kind'], more: Partial<CustomField> = {}): CustomField => ({
    id: key, key, kind, names: { en: say(`own.${key}`) }, options: [], multiline: false, decimals: 2, min: 0, max: 500, required: 'never', hidden: false, when: null, builtIn: false, retiredAt: null, version: 1, ...more,
  });
  const options = ['first', 'second'].map((key) => ({ key, names: { en: say(`own.option.${key}`) }, retired: false }));
  return {
    fields: [
      field('order', 'text'), field('remarks', 'text', { multiline: true }), field('price', 'number'), field('bought', 'date'), field('reason', 'choice', { options }), field('faults', 'multi_choice', { options }),
      field('gift', 'yes_no'), field('page', 'link'), field('old', 'text', { retiredAt: AT }),
    ],
    values: { order: 'A1047', remarks: null, price: 129.5, bought: '2026-09-14', reason: 'first', faults: ['first', 'second'], gift: true, page: 'https://shop.example/kettle', old: 'B 7' },
  };
}

/** What the parts would ask the server for, answered with samples: nothing is fetched. */
export function sampleClient(say: Say): QueryClient {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false, gcTime: Infinity } } });
  const part = (key: string, state: SubState['state']): SubState => ({ id: key, key, state, names: { en: say(`own.${key}`) }, isDefault: false, retiredAt: null, version: 1 });
  client.setQueryData(customFieldsQuery.queryKey, { items: sampleFields(say).fields, can: { manage: false } });
  client.setQueryData(subStatesQuery.queryKey, { items: [part('photo', 'pending'), part('supplier', 'on_hold')], can: { manage: false } });
  const other = (number: number, state: 'open' | 'solved', subject: string) => ({
    ticket: { id: `${KIT_TICKET.slice(0, -4)}${number}`, number, subject, customer: say('sample.person'), state, assignee: null }, by: null, at: AT,
  });
  client.setQueryData(relationsQuery(KIT_TICKET).queryKey, { parent: other(1041, 'open', say('own.whole')), children: [other(1052, 'solved', say('own.piece'))], related: [], can: { change: true } });
  const side = (id: string, unread: boolean, state: 'open' | 'done') => ({
    id, ticketId: KIT_TICKET, subject: say('own.side'), to: [{ address: 'desk@carrier.example', partner: { name: say('own.carrier'), kind: 'carrier' as const } }], state, unread, preview: say('own.sideWords'), createdAt: AT, lastAt: AT, can: { write: true },
  });
  client.setQueryData(sidesQuery(KIT_TICKET).queryKey, { items: [side('one', true, 'open'), side('two', false, 'done')], canStart: true });
  return client;
}

/** One that arrived, one that waits, and one that was given up. */
export function sampleDeliveries(): WebhookDelivery[] {
  const delivery = (id: string, more: Partial<WebhookDelivery>): WebhookDelivery => ({
    id, type: 'ticket.opened', sequence: 1, ticketId: KIT_TICKET, state: 'delivered', attempts: 1, status: 204, fault: null, createdAt: AT, dueAt: AT, deliveredAt: null, can: { redeliver: false }, ...more,
  });
  return [delivery('one', {}), delivery('two', { state: 'due', attempts: 2, status: null, fault: 'slow' }), delivery('three', { state: 'failed', attempts: 9, status: 500, fault: 'status' })];
}
