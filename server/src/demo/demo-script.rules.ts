import type { DemoTicket } from '#prisma/demo/demo.types.js';

/** One entry of the timeline to be, with who wrote it and when. */
export interface ScriptEntry {
  readonly by: 'customer' | 'agent' | 'system';
  readonly text: string | null;
  readonly system: { readonly code: 'chat.queued' | 'chat.joined' | 'chat.still_there' | 'chat.ended' | 'chat.rated' | TicketLine; readonly endedBy?: EndedBy; readonly rating?: DemoTicket['rating']; readonly until?: Date | null } | null;
  readonly internal: boolean;
  readonly at: Date;
}
type TicketLine = 'ticket.closed' | 'ticket.pending' | 'ticket.on_hold' | 'ticket.solved' | 'ticket.snoozed';
export type EndedBy = 'agent' | 'customer' | 'system';
export interface ScriptChat {
  readonly queuedAt: Date;
  acceptedAt: Date | null;
  endedAt: Date | null;
  endedBy: EndedBy | null;
}
export interface Script {
  readonly entries: readonly ScriptEntry[];
  readonly chats: readonly ScriptChat[];
  readonly closedAt: Date | null;
  /** When it came to stand where it stands, or was put to sleep. */
  readonly movedAt: Date | null;
  readonly wakesAt: Date | null;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
/** A longer silence ends the chat; whoever writes next is in another one. */
const PAUSE = 30 * MINUTE;

interface Spoken {
  readonly mark: '>' | '<' | '#';
  readonly text: string;
  /** Silence before it, beyond the time that writing takes. */
  readonly pause: number;
}

function read(talk: string): Spoken[] {
  const spoken: Spoken[] = [];
  let pause = 0;
  for (const line of talk.trim().split('\n')) {
    const mark = line[0];
    const rest = line.slice(2);
    if (mark === '+') pause += Number(rest) * MINUTE;
    else if (mark === '>' || mark === '<' || mark === '#') {
      spoken.push({ mark, text: rest, pause });
      pause = 0;
    } else {
      const last = spoken.pop();
      if (!last) throw new Error(`a script begins with a mark, not with "${line}"`);
      spoken.push({ ...last, text: `${last.text}\n${line}` });
    }
  }
  return spoken;
}

/** Reading and typing take longer the more there is to say; Chinese says more with a sign. */
function secondsFor({ mark, text }: Spoken): number {
  const weight = [...text].reduce((sum, sign) => sum + (sign > '\u2e80' ? 2.2 : 1), 0);
  return mark === '#' ? 20 : Math.round((mark === '<' ? 22 : 14) + Math.min(weight * 0.45, 95));
}

export function firstWordAt({ when }: DemoTicket, now: Date): Date {
  if ('minutesAgo' in when) return new Date(now.getTime() - when.minutesAgo * MINUTE);
  const [daysAgo, clock] = when;
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  const midnight = Math.floor(now.getTime() / DAY) * DAY;
  return new Date(midnight - daysAgo * DAY + hours * 60 * MINUTE + minutes * MINUTE);
}

/**
 * Plays a script of the demo data: what was said, the system lines that the product would have added, and the
 * chats they belong to. Pure, so that every start gives the same talk, only at other dates.
 */
export function play(ticket: DemoTicket, now: Date): Script {
  const entries: ScriptEntry[] = [];
  const chats: ScriptChat[] = [];
  let at = firstWordAt(ticket, now).getTime();
  let live: ScriptChat | null = null;
  const say = (entry: Omit<ScriptEntry, 'at'>) => entries.push({ ...entry, at: new Date(at) });
  const line = (system: NonNullable<ScriptEntry['system']>) => say({ by: 'system', text: null, system, internal: system.code.startsWith('ticket.') || system.code === 'chat.rated' });
  const end = (endedBy: EndedBy) => {
    if (!live) return;
    if (endedBy === 'system') {
      at += 5 * MINUTE;
      line({ code: 'chat.still_there' });
      at += 5 * MINUTE;
    } else at += 70 * SECOND;
    live.endedAt = new Date(at);
    live.endedBy = endedBy;
    line({ code: 'chat.ended', endedBy });
    live = null;
  };
  for (const [index, spoken] of read(ticket.talk).entries()) {
    if (spoken.pause >= PAUSE) end('agent');
    at += spoken.pause;
    if (index > 0) at += secondsFor(spoken) * SECOND;
    if (spoken.mark !== '>' && live?.acceptedAt === null) {
      live.acceptedAt = new Date(at - 9 * SECOND);
      entries.push({ by: 'system', text: null, system: { code: 'chat.joined' }, internal: false, at: live.acceptedAt });
    }
    say({ by: spoken.mark === '>' ? 'customer' : 'agent', text: spoken.text, system: null, internal: spoken.mark === '#' });
    if (spoken.mark === '>' && !live) {
      live = { queuedAt: new Date(at), acceptedAt: null, endedAt: null, endedBy: null };
      chats.push(live);
      at += 300;
      line({ code: 'chat.queued' });
    }
  }
  if (ticket.end) end(ticket.end.by ?? 'agent');
  let closedAt: Date | null = null;
  if (ticket.closed) {
    at += ticket.end?.by === undefined || ticket.end.by === 'agent' ? SECOND : 12 * MINUTE;
    line({ code: 'ticket.closed' });
    closedAt = new Date(at);
  }
  let movedAt: Date | null = null;
  const wakesAt = ticket.sleepsHours ? new Date(now.getTime() + ticket.sleepsHours * 60 * MINUTE) : null;
  if (ticket.stand || wakesAt) {
    at += SECOND;
    line({ code: ticket.stand ? `ticket.${ticket.stand}` : 'ticket.snoozed', until: wakesAt });
    movedAt = new Date(at);
  }
  if (ticket.rating) {
    at = Math.min(at + 40 * SECOND, Math.max(at, now.getTime()));
    line({ code: 'chat.rated', rating: ticket.rating });
  }
  return { entries, chats, closedAt, movedAt, wakesAt };
}
