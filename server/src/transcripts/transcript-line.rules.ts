import type { Message, SystemCode } from '#contracts/messages.js';
import type { TranscriptWords } from './templates/words.js';

/** What an entry of a talk says on paper. */
export interface Line {
  readonly by: 'customer' | 'agent' | 'bot' | 'system';
  /** Null for what nobody said. */
  readonly name: string | null;
  readonly at: string;
  readonly internal: boolean;
  /** The beginning of what it answers. */
  readonly answers: string | null;
  readonly text: string;
  readonly files: readonly string[];
}

const PROMISES: readonly string[] = ['promise.made', 'promise.renewed', 'promise.broken'] satisfies SystemCode[];

/** The line of an entry; null for what says nothing by itself. */
export function lineOf(message: Message, words: TranscriptWords, when: (at: string) => string): Line | null {
  const { author, createdAt, internal, system, recalledAt, replyTo } = message;
  if (system) {
    // What was recalled says so in its own place.
    if (system.code === 'message.recalled') return null;
    return { by: 'system', name: null, at: createdAt, internal, answers: null, text: systemText(system, author.name, words, when), files: [] };
  }
  const text = recalledAt === null ? (message.text ?? '') : words.recalled;
  const quoted = replyTo && (replyTo.recalled ? words.recalled : (replyTo.text ?? words.file));
  return {
    by: author.kind,
    name: author.name || words.people[author.kind],
    at: createdAt,
    internal,
    answers: replyTo ? words.answers.replace('{name}', () => replyTo.author.name || words.people[replyTo.author.kind]).replace('{text}', () => quoted ?? '') : null,
    text,
    files: message.attachments.map(({ name }) => name),
  };
}

function systemText({ code, data }: NonNullable<Message['system']>, author: string, words: TranscriptWords, when: (at: string) => string): string {
  const word = (...keys: string[]): string | undefined => keys.map((key) => data[key]).find((value): value is string => typeof value === 'string' && value !== '');
  const due = word('dueAt');
  const known = due !== undefined && !Number.isNaN(Date.parse(due)) ? due : null;
  const text = PROMISES.includes(code) && known === null ? words.untimed : words.lines[code];
  const values: Record<string, string> = {
    name: word('byName', 'name') ?? (author || words.people.agent),
    to: word('to', 'name') ?? words.people.agent,
    when: known === null ? '' : when(known),
    score: String(data['score'] ?? ''),
  };
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}
