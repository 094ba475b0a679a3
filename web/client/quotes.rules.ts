import type { Message, Quote } from '#contracts/messages.js';

const EXCERPT = 140;

/** What a message carries when it answers this one: the same as the server will say. */
export function quoteOf({ id, seq, author, kind, text, recalledAt }: Message): Quote {
  const short = text !== null && text.length > EXCERPT ? `${[...text.slice(0, 2 * EXCERPT)].slice(0, EXCERPT - 1).join('')}…` : text;
  return { id, seq, author: { ...author }, kind, text: short, recalled: recalledAt !== null };
}

/** The quote of a stored message; undefined for anything that is none. */
export function storedQuote(value: unknown): Quote | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const of = (name: string, whole: object = value): unknown => Reflect.get(whole, name);
  const [id, seq, author, text] = [of('id'), of('seq'), of('author'), of('text')];
  if (typeof id !== 'string' || typeof seq !== 'number' || typeof author !== 'object' || author === null) return undefined;
  const [kind, authorId, name] = [of('kind', author), of('id', author), of('name', author)];
  return {
    id,
    seq,
    author: { kind: kind === 'agent' || kind === 'bot' ? kind : 'customer', id: typeof authorId === 'string' ? authorId : null, name: typeof name === 'string' ? name : '' },
    kind: of('kind') === 'file' ? 'file' : 'text',
    text: typeof text === 'string' ? text : null,
    recalled: of('recalled') === true,
  };
}

/** Entries after recalls: the words are gone from the message itself and from whatever quotes it. */
export function withRecalls(entries: readonly Message[], fresh: readonly Message[]): readonly Message[] {
  const recalls = new Map<unknown, string>();
  for (const { system, createdAt } of fresh) if (system?.code === 'message.recalled') recalls.set(system.data['messageId'], createdAt);
  if (recalls.size === 0) return entries;
  return entries.map((entry) => {
    const recalledAt = recalls.get(entry.id);
    if (recalledAt !== undefined && entry.recalledAt === null) return { ...entry, text: null, attachments: [], recalledAt, replyTo: undefined };
    return entry.replyTo && !entry.replyTo.recalled && recalls.has(entry.replyTo.id) ? { ...entry, replyTo: { ...entry.replyTo, text: null, recalled: true } } : entry;
  });
}
