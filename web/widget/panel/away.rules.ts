import type { CallWindow, Remedy, Severity } from '#contracts/promises.js';
import { cleaned, isEmail } from './compose.rules.js';

export type AwayKind = 'message' | 'callback' | 'complaint';
export const AWAY_KINDS = ['message', 'callback', 'complaint'] as const satisfies readonly AwayKind[];
export const REMEDIES = ['refund', 'replacement', 'repair', 'apology', 'other'] as const satisfies readonly Remedy[];
export const SEVERITIES = ['minor', 'major', 'critical'] as const satisfies readonly Severity[];

/** What stands in a form. `id` makes every attempt to send it one. */
export interface AwayDraft {
  readonly id: string;
  readonly text: string;
  /** An address or a number, as one finds easier. */
  readonly contact: string;
  readonly phone: string;
  /** `from to` of a window; empty: as soon as possible. */
  readonly window: string;
  readonly remedy: Remedy | '';
  readonly severity: Severity | '';
}
export const emptyDraft = (id: string): AwayDraft => ({ id, text: '', contact: '', phone: '', window: '', remedy: '', severity: '' });

const isOneOf = <T extends string>(all: readonly T[], value: unknown): value is T => all.some((one) => one === value);

/** A draft from the store, which may hold anything. */
export function storedDraft(value: string | null): AwayDraft | null {
  const raw = parsed(value);
  const word = (key: string): string => {
    const found: unknown = Object(raw)[key];
    return typeof found === 'string' ? found : '';
  };
  const [remedy, severity] = [word('remedy'), word('severity')];
  if (word('id') === '') return null;
  return {
    id: word('id'), text: word('text'), contact: word('contact'), phone: word('phone'), window: word('window'),
    remedy: isOneOf(REMEDIES, remedy) ? remedy : '', severity: isOneOf(SEVERITIES, severity) ? severity : '',
  };
}

/** The form that was open, from the store. */
export function storedPlace(value: string | null): { kind: AwayKind; from: string | null } | null {
  const raw = parsed(value);
  const kind = AWAY_KINDS.find((one) => one === Object(raw).kind);
  const from: unknown = Object(raw).from;
  return kind ? { kind, from: typeof from === 'string' ? from : null } : null;
}

function parsed(value: string | null): unknown {
  if (value === null) return null;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}

export type AwayField = 'text' | 'contact' | 'phone' | 'window' | 'remedy' | 'severity';
export type AwayFault = 'missing' | 'badContact' | 'phone_invalid' | 'phone_country' | 'phone_costly' | 'windowGone';
export type AwayFaults = Partial<Record<AwayField, AwayFault>>;

/** What is wrong before anything is sent, in the order in which it stands. */
export function faultsOf(kind: AwayKind, draft: AwayDraft): AwayFaults {
  const missing = (value: string): AwayFault | undefined => (cleaned(value) === '' ? 'missing' : undefined);
  const contact = cleaned(draft.contact);
  const all: AwayFaults = {
    ...(kind === 'callback' ? { phone: missing(draft.phone) } : {}),
    text: missing(draft.text),
    ...(kind === 'complaint' ? { remedy: missing(draft.remedy), severity: missing(draft.severity) } : {}),
    contact: kind !== 'callback' && contact !== '' && !isEmail(contact) && !/\d{4}/.test(contact.replace(/\D/g, '')) ? 'badContact' : undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([, fault]) => fault !== undefined));
}

/** A refusal of the server at the field it is about. */
export function faultsFrom(kind: AwayKind, code: string, fields: readonly { path: string; code: string }[]): AwayFaults {
  if (code === 'callback/window_gone') return { window: 'windowGone' };
  const named: Record<string, AwayField> = { text: 'text', grievance: 'text', reason: 'text', email: 'contact', phone: kind === 'callback' ? 'phone' : 'contact', remedy: 'remedy', severity: 'severity', window: 'window' };
  const found: AwayFaults = {};
  for (const { path, code: fault } of fields) {
    const field = named[path.split('.')[0] ?? ''];
    if (field === undefined) continue;
    found[field] = fault === 'phone_country' || fault === 'phone_costly' ? fault : field === 'phone' ? 'phone_invalid' : field === 'contact' ? 'badContact' : field === 'window' ? 'windowGone' : 'missing';
  }
  return found;
}

/** The way and the body of a form. */
export function formOf(kind: AwayKind, draft: AwayDraft, conversationId: string | null): { path: 'messages' | 'complaints' | 'callbacks'; body: Record<string, unknown> } {
  const contact = cleaned(draft.contact);
  const text = cleaned(draft.text);
  const base = { clientMessageId: draft.id, ...(conversationId === null ? {} : { conversationId }) };
  const reach = contact === '' ? {} : isEmail(contact) ? { email: contact } : { phone: contact };
  if (kind === 'message') return { path: 'messages', body: { ...base, ...reach, text } };
  if (kind === 'complaint') return { path: 'complaints', body: { ...base, ...reach, grievance: text, remedy: draft.remedy, severity: draft.severity } };
  const [from, to] = draft.window.split(' ');
  return { path: 'callbacks', body: { ...base, phone: cleaned(draft.phone), reason: text, window: from && to ? { from, to } : null } };
}

/** Windows by the day they are on, in order. */
export function byDay(windows: readonly CallWindow[]): { day: string; windows: CallWindow[] }[] {
  const days: { day: string; windows: CallWindow[] }[] = [];
  for (const window of windows) {
    const day = new Date(window.from).toDateString();
    const last = days.at(-1);
    if (last?.day === day) last.windows.push(window);
    else days.push({ day, windows: [window] });
  }
  return days;
}
