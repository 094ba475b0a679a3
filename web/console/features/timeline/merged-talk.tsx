import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { otherTalkQuery } from '../../../client/merges.data.js';
import { Problem } from '../../../client/problem.js';
import { Button } from '../../../ui/button.js';
import { ErrorState } from '../../../ui/error-state.js';
import { errorText } from '../../app/error-text.js';
import { MERGE_TEXTS } from '../../app/merge-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { OtherEntry } from './other-entry.js';

/** The talk that was merged into this one, folded where that happened. It stays where it is; here it is only read. */
export default function MergedTalk({ ticketId, to }: { ticketId: string; to: string }) {
  const { t } = useTranslation('merges');
  const ready = useTexts('merges', MERGE_TEXTS);
  const [open, setOpen] = useState(false);
  const id = useId();
  if (!ready) return null;
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <div className="mt-1.5 flex flex-col items-center gap-2">
      <div className="flex flex-wrap justify-center gap-2">
        <Button size="small" icon={<Icon size={14} aria-hidden />} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {t(open ? 'hide' : 'show', { to })}
        </Button>
        <Link to="/tickets/$ticketId" params={{ ticketId }} search={{ view: 'all' }} className="inline-flex h-7 items-center rounded-control px-2 text-13 text-accent-text hover:bg-press">
          {t('open', { to: to.replace('#', '') })}
        </Link>
      </div>
      {open && (
        <section id={id} aria-label={t('region', { to })} className="w-full rounded-panel border border-line border-s-4 border-s-line-strong bg-surface/60 px-3 py-3">
          <Talk ticketId={ticketId} to={to} />
        </section>
      )}
    </div>
  );
}

function Talk({ ticketId, to }: { ticketId: string; to: string }) {
  const { t } = useTranslation('merges');
  const talk = useInfiniteQuery(otherTalkQuery(ticketId));
  if (talk.isError) {
    const hidden = talk.error instanceof Problem && talk.error.status === 404;
    return hidden ? <p className="text-center text-13 text-muted">{t('hidden', { to })}</p> : <ErrorState message={errorText(talk.error)} retryLabel={t('common:retry')} onRetry={() => void talk.refetch()} />;
  }
  if (!talk.data) return <div className="h-10" aria-busy />;
  const entries = talk.data.pages.toReversed().flatMap((page) => page.messages);
  if (entries.length === 0) return <p className="text-center text-13 text-muted">{t('empty')}</p>;
  return (
    <>
      {talk.hasNextPage && (
        <div className="mb-3 text-center">
          <Button size="small" busy={talk.isFetchingNextPage} onClick={() => void talk.fetchNextPage()}>
            {t('earlier')}
          </Button>
        </div>
      )}
      <ol className="flex flex-col gap-3">
        {entries.map((message) => (
          <li key={message.id}>
            <OtherEntry message={message} />
          </li>
        ))}
      </ol>
    </>
  );
}
