import type { LinkPreview } from '#contracts/previews.js';
import { createLinkPreviews } from './link-previews.js';

const page = { url: 'https://a.example/', host: 'a.example', title: 'A', site: '', description: '', picture: null };
const item = (messageId: string, shown: LinkPreview['page']): LinkPreview => ({ messageId, page: shown, expiresAt: new Date(Date.now() + 600_000).toISOString() });

describe('previews on a page', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('are asked for together, once, and shown when they are there', async () => {
    const asked: string[][] = [];
    const book = createLinkPreviews(async (ids) => {
      asked.push([...ids]);
      return ids.map((id) => item(id, page));
    });
    const seen = jest.fn();
    book.watch(seen);
    book.look('t', 'one');
    book.look('t', 'two');
    await jest.advanceTimersByTimeAsync(30);
    book.look('t', 'one');
    await jest.advanceTimersByTimeAsync(30);
    expect([asked, book.of('one'), seen.mock.calls.length]).toEqual([[['one', 'two']], page, 1]);
  });

  it('are asked for again when the server has looked, and by themselves when nobody says so', async () => {
    const answers: LinkPreview['page'][] = [null, null];
    const ask = jest.fn(async (ids: readonly string[]) => ids.map((id) => item(id, answers.length > 0 ? (answers.shift() ?? null) : page)));
    const book = createLinkPreviews(ask);
    book.look('t', 'one');
    await jest.advanceTimersByTimeAsync(30);
    book.stirred('elsewhere');
    await jest.advanceTimersByTimeAsync(30);
    expect([ask.mock.calls.length, book.of('one')]).toEqual([1, null]);
    book.stirred('t');
    await jest.advanceTimersByTimeAsync(30);
    expect([ask.mock.calls.length, book.of('one')]).toEqual([2, null]);
    await jest.advanceTimersByTimeAsync(15_100);
    expect(book.of('one')).toEqual(page);
  });

  it('are not asked for without end', async () => {
    const ask = jest.fn(async (ids: readonly string[]) => ids.map((id) => item(id, null)));
    createLinkPreviews(ask).look('t', 'one');
    await jest.advanceTimersByTimeAsync(600_000);
    expect(ask).toHaveBeenCalledTimes(4);
  });
});
