import { foldWord } from '#contracts/custom-fields.rules.js';

type Put = (value: unknown) => string;
const NUMBER = /^-?\d{1,15}(\.\d{1,6})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** One end of a range, as a condition on the column that can hold it; null for what is neither number nor day. */
function bound(end: string, sign: '>=' | '<=', put: Put): string | null {
  if (NUMBER.test(end)) return `v."number" ${sign} ${put(Number(end))}::float8`;
  const at = DAY.test(end) ? new Date(`${end}T00:00:00Z`) : null;
  return at && !Number.isNaN(at.getTime()) ? `v."day" ${sign} ${put(end)}::date` : null;
}

/** What a value must be. What is no range is words. */
function valueSql(value: string, put: Put): string {
  const range = /^(.*)\.\.(.*)$/.exec(value) ?? (/^>=(.+)$/.exec(value) ? [value, value.slice(2), ''] : /^<=(.+)$/.exec(value) ? [value, '', value.slice(2)] : null);
  if (range) {
    const [, from = '', to = ''] = range;
    const ends = [...(from === '' ? [] : [bound(from, '>=', put)]), ...(to === '' ? [] : [bound(to, '<=', put)])];
    const said = ends.filter((end) => end !== null);
    if (said.length > 0 && said.length === ends.length) return said.join(' AND ');
  }
  const word = foldWord(value);
  if (!word.endsWith('*')) return `v."word" = ${put(word)}`;
  return `v."word" LIKE ${put(`${word.slice(0, -1).replaceAll(/[\\%_]/gu, '\\$&')}%`)}`;
}

/**
 * One wish about a field, as a condition over Ticket `k`. What somebody may not read is for him no field: nothing stands in it.
 * What is typed goes into parameters, never into the text.
 */
export function fieldSql(wish: string, put: Put, readsHidden: boolean): string {
  const at = wish.indexOf(':');
  const [key, value] = [wish.slice(0, at), wish.slice(at + 1).trim()];
  const named = `f."key" = ${put(key)}${readsHidden ? '' : ' AND NOT f."hidden"'}`;
  const held = (test: string) => `(SELECT v."ticketId" FROM "TicketFieldValue" v JOIN "CustomField" f ON f."id" = v."fieldId" WHERE ${named}${test})`;
  if (value === 'none') return `NOT EXISTS (SELECT 1 FROM "TicketFieldValue" v JOIN "CustomField" f ON f."id" = v."fieldId" WHERE v."ticketId" = k."id" AND ${named})`;
  return `k."id" IN ${held(value === '*' ? '' : ` AND ${valueSql(value, put)}`)}`;
}
