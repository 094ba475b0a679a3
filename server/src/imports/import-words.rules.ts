import type { ImportField } from '#contracts/imports.js';
import type { TicketPriority, TicketState, TicketType } from '#contracts/tickets.js';

/** One spelling of a word: as it is looked up. */
export const plain = (word: string): string => word.normalize('NFKC').trim().toLowerCase().replace(/[\s_-]+/g, ' ');

type Words<T> = readonly (readonly [T, readonly string[]])[];
const tableOf = <T>(words: Words<T>): ReadonlyMap<string, T> => new Map(words.flatMap(([meaning, names]) => names.map((name) => [name, meaning] as const)));

const STATES: ReadonlyMap<string, TicketState> = tableOf<TicketState>([
  ['new', ['new', 'unassigned', '新建', '新工单', '新增', '未分配']],
  ['open', ['open', 'in progress', 'active', 'reopened', '处理中', '进行中', '已打开', '待处理', '處理中', '進行中', '待處理']],
  ['pending', ['pending', 'waiting', 'waiting for customer', 'awaiting reply', '等待客户', '待客户回复', '等待顧客', '待顧客回覆']],
  ['on_hold', ['on hold', 'hold', 'onhold', 'snoozed', 'paused', '搁置', '挂起', '暂停', '保留', '擱置']],
  ['solved', ['solved', 'resolved', 'done', 'fixed', '已解决', '解决', '完成', '已解決', '已完成']],
  ['closed', ['closed', 'archived', 'cancelled', 'canceled', '已关闭', '关闭', '已關閉', '關閉', '已取消']],
]);
const PRIORITIES: ReadonlyMap<string, TicketPriority> = tableOf<TicketPriority>([
  ['low', ['low', 'lowest', '低']],
  ['normal', ['normal', 'medium', 'moderate', '普通', '中', '一般']],
  ['high', ['high', '高']],
  ['urgent', ['urgent', 'highest', 'critical', '紧急', '緊急']],
]);
const TYPES: ReadonlyMap<string, TicketType> = tableOf<TicketType>([
  ['question', ['question', '咨询', '諮詢', '问题咨询']],
  ['problem', ['problem', 'incident', 'bug', '故障', '问题', '問題']],
  ['complaint', ['complaint', '投诉', '投訴', '客訴']],
  ['task', ['task', '任务', '任務']],
]);

export const stateOf = (word: string): TicketState | null => STATES.get(plain(word)) ?? null;
/** What says nothing of importance is normal. */
export const priorityOf = (word: string): TicketPriority => PRIORITIES.get(plain(word)) ?? 'normal';
export const typeOf = (word: string): TicketType => TYPES.get(plain(word)) ?? 'question';

const HEADS: Readonly<Record<ImportField, readonly string[]>> = {
  external_id: ['id', 'ticket id', 'ticket', 'number', 'ticket number', 'no', '编号', '工单号', '工单编号', '單號', '工單編號'],
  subject: ['subject', 'title', 'summary', '主题', '标题', '主旨', '標題'],
  text: ['text', 'description', 'body', 'message', 'content', 'comment', '内容', '描述', '正文', '內容'],
  state: ['state', 'status', '状态', '狀態'],
  priority: ['priority', '优先级', '優先順序', '優先級'],
  type: ['type', 'ticket type', '类型', '類型'],
  tags: ['tags', 'labels', 'tag', '标签', '標籤'],
  requester_name: ['customer name', 'requester', 'requester name', 'name', 'customer', 'contact name', '客户', '客户姓名', '姓名', '顧客', '顧客姓名'],
  requester_email: ['customer email', 'requester email', 'email', 'e mail', 'contact email', 'mail', '邮箱', '客户邮箱', '电子邮件', '電子郵件'],
  assignee_name: ['assignee', 'assignee name', 'agent', 'owner', '负责人', '客服', '負責人'],
  assignee_email: ['assignee email', 'agent email', 'owner email', '负责人邮箱'],
  created_at: ['created at', 'created', 'date', 'opened at', 'creation date', '创建时间', '建立時間', '日期'],
  updated_at: ['updated at', 'updated', 'last activity', '更新时间', '更新時間'],
  solved_at: ['solved at', 'resolved at', 'closed at', 'solved', '解决时间', '解決時間'],
};

/** Which column each field is taken from, as far as its name tells. */
export function columnsFor(names: readonly string[]): { field: ImportField; column: string }[] {
  const taken = new Set<string>();
  return Object.entries(HEADS).flatMap(([key, heads]) => {
    const column = heads.map((head) => names.find((name) => plain(name) === head && !taken.has(name))).find((name) => name !== undefined);
    if (column === undefined || !isField(key)) return [];
    taken.add(column);
    return [{ field: key, column }];
  });
}
const isField = (key: string): key is ImportField => Object.hasOwn(HEADS, key);
