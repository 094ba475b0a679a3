import type { LiveBoard } from '#contracts/chats.js';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../../../client/format.js';
import { LongWait, useWaitText } from '../../app/waiting-chip.js';

/** The state of the desk in five numbers, each with what it counts. */
export function LiveNumbers({ board }: { board: LiveBoard }) {
  const { t } = useTranslation();
  const waitText = useWaitText();
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-panel border border-line bg-line mid:grid-cols-5">
      <Figure name={t('live:waiting')} value={number(board.waiting)} />
      <Figure
        name={t('live:longest')}
        value={board.longestWaitSince ? <LongWait since={board.longestWaitSince} /> : t('live:nobodyWaits')}
        small={!board.longestWaitSince}
      />
      <Figure name={t('live:active')} value={number(board.active)} />
      <Figure name={t('live:endedToday')} value={number(board.endedToday)} />
      <Figure
        name={t('live:firstReply')}
        value={board.medianFirstReplySeconds === null ? t('live:noFirstReply') : waitText(board.medianFirstReplySeconds)}
        small={board.medianFirstReplySeconds === null}
        note={board.firstReplies > 0 ? t('live:ofChats', { count: board.firstReplies }) : undefined}
      />
    </dl>
  );
}

function Figure({ name, value, note, small = false }: { name: string; value: ReactNode; note?: string | undefined; small?: boolean }) {
  return (
    <div className="flex min-h-24 flex-col gap-1 bg-surface px-4 py-3 max-mid:first:col-span-2">
      <dt className="text-12 text-muted">{name}</dt>
      <dd className={small ? 'text-14 text-muted' : 'tabular text-28 leading-tight font-semibold'}>{value}</dd>
      {note && <dd className="text-12 text-muted">{note}</dd>}
    </div>
  );
}
