import type { Message } from '#contracts/messages.js';
import type { TFunction } from 'i18next';
import { becauseText } from '../../app/because-text.js';
import { exactMinute } from '../../../client/format.js';

/** The words of a system line. Data holds names and kinds; what it lacks is filled with a neutral word. */
export function systemText({ system, author }: Message, t: TFunction): string {
  if (!system) return '';
  const word = (key: string): string | null => {
    const value = system.data[key];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const name = word('byName') ?? word('name') ?? (author.name || t('timeline:somebody'));
  const to = word('to') ?? word('name') ?? t('timeline:queue');
  if (system.code === 'ticket.assigned' && word('name') === null) return t('timeline:system.ticket.unassigned', { name });
  if (system.code === 'chat.queued' && system.data['closed'] === true) return t('timeline:queuedClosed');
  if (system.code === 'chat.ended') return t(`timeline:ended.${word('by') ?? 'system'}`, { name, defaultValue: t('timeline:system.chat.ended') });
  if (system.code === 'chat.rated') return t(system.data['again'] === true ? 'timeline:ratedAgain' : 'timeline:system.chat.rated', { score: Number(system.data['score']) });
  if (system.code === 'reply.returned') return t(`timeline:returned.${word('reason') ?? 'closed'}`, { name, defaultValue: t('timeline:system.reply.returned', { name }) });
  if (system.code === 'ticket.routed') return t('timeline:system.ticket.routed', { to, because: becauseText(system.data['because'], t) });
  const due = word('dueAt');
  const when = due === null ? '' : exactMinute(due);
  if (system.code === 'promise.made' && due !== null) return t(`timeline:promised.${word('kind') ?? 'answer'}`, { when });
  if (system.code === 'promise.withdrawn') return t(`timeline:withdrawn.${word('reason') ?? 'closed'}`, { name, text: word('text') ?? '' });
  if (system.code === 'call.recorded') return t(`timeline:calls.${word('direction') ?? 'out'}.${word('result') ?? 'reached'}`, { name, defaultValue: t('timeline:system.call.recorded', { name }) });
  if (system.code === 'callback.called') return [t(`timeline:called.${word('result') ?? 'reached'}`, { name }), word('note')].filter(Boolean).join(' – ');
  return t(`timeline:system.${system.code}`, { name, to, when, from: word('from') ?? '', text: word('text') ?? '' });
}
