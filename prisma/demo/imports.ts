/** What the shop brought from the desk it had before: records as that desk gave them out, told in days before the first start. */
export interface DemoImport {
  readonly source: 'zendesk';
  readonly file: string;
  readonly daysAgo: number;
  readonly tickets: readonly DemoPast[];
  readonly refused: readonly { readonly line: number; readonly externalId: string; readonly code: 'state_unknown' | 'time_in_future'; readonly detail: string }[];
}
export interface DemoPast {
  readonly id: number;
  readonly subject: string;
  readonly daysAgo: number;
  readonly customer: { readonly id: number; readonly name: string; readonly email: string };
  /** Of whoever asked. */
  readonly company?: { readonly id: number; readonly name: string };
  readonly priority: 'low' | 'normal' | 'high';
  readonly tags: readonly string[];
  /** Who speaks: the customer, or who had the ticket there. */
  readonly words: readonly (readonly ['customer' | 'agent' | 'note', number, string])[];
}

export const FORMER_AGENT = { id: 9_001, name: 'Petra Wolf', email: 'petra.wolf@hearthandtrail.example' } as const;

export const IMPORT: DemoImport = {
  source: 'zendesk',
  file: 'hearthandtrail-tickets-2025.json',
  daysAgo: 38,
  tickets: [
    {
      id: 20_118, subject: 'Lid of the camping kettle does not close', daysAgo: 412, customer: { id: 501, name: 'Ingrid Solberg', email: 'ingrid.solberg@mail.example' }, priority: 'normal', tags: ['kettle'],
      words: [['customer', 0, 'Hello, the lid of the 1.2 l kettle I bought in August sits crooked and will not close. Is that covered?'], ['agent', 3, 'Hello Ingrid, it is: a new lid leaves our warehouse today and you may keep the old one.'], ['customer', 70, 'It came this morning and fits. Thank you!']],
    },
    {
      id: 20_342, subject: '酒精炉缺少一个支架', daysAgo: 371, customer: { id: 502, name: '林晓彤', email: 'lin.xiaotong@mail.example' }, priority: 'high', tags: ['stove', 'missing-part'],
      words: [['customer', 0, '收到的酒精炉只有两个支架，说明书上写的是三个。周末要去露营，能补发吗？'], ['note', 1, '仓库确认 8 月批次漏装支架，已记入批次问题。'], ['agent', 2, '您好，支架今天下午发出，顺丰次日到。给您添麻烦了。'], ['customer', 26, '已经收到，谢谢。']],
    },
    {
      id: 20_590, subject: 'Invoice with VAT number', daysAgo: 330, customer: { id: 503, name: 'Marco Bellini', email: 'm.bellini@studio.example' }, company: { id: 77, name: 'Studio Bellini S.r.l.' }, priority: 'low', tags: ['invoice'],
      words: [['customer', 0, 'Could you send the invoice of order 7731 again with our VAT number on it?'], ['agent', 5, 'Of course, it is on its way to this address. The number is kept for your next orders.']],
    },
    {
      id: 20_871, subject: '保溫瓶外層掉漆', daysAgo: 294, customer: { id: 504, name: '陳怡君', email: 'yichun.chen@mail.example' }, priority: 'normal', tags: ['bottle', 'complaint'],
      words: [['customer', 0, '保溫瓶才用三週，瓶身下緣就開始掉漆，這樣正常嗎？'], ['agent', 4, '不正常。請提供一張照片，我們為您更換新品，舊的不必寄回。'], ['customer', 6, '照片已寄到這個信箱。'], ['agent', 9, '謝謝，新品明天寄出。']],
    },
  ],
  refused: [
    { line: 231, externalId: '20604', code: 'state_unknown', detail: 'on vacation' },
    { line: 418, externalId: '20777', code: 'time_in_future', detail: '2052-03-01T09:00:00Z' },
  ],
};
