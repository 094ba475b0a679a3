import { filterSql, isEmpty } from './ticket-filter.rules.js';

const built = (filter: Parameters<typeof filterSql>[0]) => {
  const values: unknown[] = ['me', [], true];
  return [filterSql(filter, (value) => `$${values.push(value)}`), values.slice(3)];
};

describe('a filter of tickets', () => {
  it('asks for nothing where nothing is wished for', () => {
    expect(built({})).toEqual(['', []]);
    expect([isEmpty({}), isEmpty({ states: undefined }), isEmpty({ waiting: false })]).toEqual([true, true, false]);
  });

  it.each([
    [{ states: ['open', 'pending'] }, ' AND k."state" = ANY($4::text[])', [['open', 'pending']]],
    [{ tags: ['vip', '退货'] }, ' AND k."tags" @> $4::text[]', [['vip', '退货']]],
    [{ assignee: 'me' }, ' AND k."assigneeId" = $1::uuid', []],
    [{ assignee: 'nobody' }, ' AND k."assigneeId" IS NULL', []],
    [{ waiting: true }, ' AND t."waitingSince" IS NOT NULL', []],
    [{ waiting: false }, ' AND t."waitingSince" IS NULL', []],
    [{ priorities: ['urgent'], teamId: 'tea' }, ' AND k."priority" = ANY($4::text[]) AND k."teamId" = $5::uuid', [['urgent'], 'tea']],
  ] as const)('%j holds together', (filter, text, values) => {
    expect(built({ ...filter } as Parameters<typeof filterSql>[0])).toEqual([text, values]);
  });

  it('never lets what somebody wrote into the statement', () => {
    const hostile = "x'; drop table \"ticket\"; --";
    const [text, values] = built({ tags: [hostile], assignee: hostile, teamId: hostile, channelId: hostile });
    expect(text).not.toContain('drop');
    expect(values).toEqual([[hostile], hostile, hostile, hostile]);
  });
});
