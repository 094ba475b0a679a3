import type { LiveBoard } from '#contracts/chats.js';
import { useNavigate } from '@tanstack/react-router';
import { Eye, Hand } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { takeOver } from '../../../client/chats.data.js';
import { changeTicket } from '../../../client/tickets.data.js';
import { Badge } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { tellFailure } from '../../app/error-text.js';
import { WaitingChip } from '../../app/waiting-chip.js';

type Chat = LiveBoard['chats'][number];
const TONE = { queued: 'amber', offered: 'blue', accepted: 'green', ended: 'neutral' } as const;

/** Every chat that runs or waits; watching opens it, where a note reaches its agent unseen by the customer. */
export function LiveChats({ chats }: { chats: readonly Chat[] }) {
  const { t } = useTranslation();
  return (
    <section>
      <h2 className="mb-2 text-14 font-semibold">{t('live:chats')}</h2>
      {chats.length === 0 ? (
        <p className="rounded-panel border border-line bg-surface px-4 py-6 text-13 text-muted">{t('live:noChats')}</p>
      ) : (
        <ul className="overflow-hidden rounded-panel border border-line bg-surface">
          {chats.map((chat) => (
            <ChatRow key={chat.id} chat={chat} />
          ))}
        </ul>
      )}
    </section>
  );
}

function ChatRow({ chat }: { chat: Chat }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const name = chat.customerName || t('visitor.unnamed', { number: chat.ticketNumber });
  const watch = () => void navigate({ to: '/tickets/$ticketId', params: { ticketId: chat.ticketId }, search: { view: 'all' } });
  const take = async () => {
    const problem = await changeTicket(
      chat.ticketId,
      (detail) => detail,
      () => takeOver(chat.id),
    );
    if (problem) tellFailure(problem);
    else watch();
  };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2.5 last:border-b-0">
      <div className="flex w-52 min-w-0 flex-col max-mid:flex-1">
        <span dir="auto" className="truncate text-14 font-medium">
          {name}
        </span>
        <span className="truncate text-12 text-muted">
          {chat.agent?.name ?? t('list.nobody')}
          {chat.team && ` · ${chat.team.name}`}
        </span>
      </div>
      <span className="w-24">
        <Badge tone={TONE[chat.state]}>{t(`chat.state.${chat.state}`)}</Badge>
      </span>
      <span className="w-20">{chat.waitingSince && <WaitingChip since={chat.waitingSince} />}</span>
      <p dir="auto" className="min-w-0 flex-1 basis-48 truncate text-13 text-muted">
        {chat.preview}
      </p>
      <span className="flex gap-2">
        {chat.can.watch && (
          <Button size="small" icon={<Eye size={14} aria-hidden />} aria-label={t('live:watchOf', { name })} onClick={watch}>
            {t('live:watch')}
          </Button>
        )}
        {chat.can.takeOver && (
          <Button size="small" icon={<Hand size={14} aria-hidden />} aria-label={t('live:takeOverOf', { name })} onClick={() => void take()}>
            {t('chat.takeOver')}
          </Button>
        )}
      </span>
    </li>
  );
}
