import { Link } from '@tanstack/react-router';
import { Merge } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '#contracts/tickets.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { MERGE_TEXTS } from '../../app/merge-texts.js';
import { useTexts } from '../../app/use-texts.js';

/** Where the talk of this ticket goes on. */
export default function MergedBanner({ into, can, onUndo }: { into: NonNullable<TicketDetail['mergedInto']>; can: boolean; onUndo: () => void }) {
  const { t } = useTranslation('merges');
  if (!useTexts('merges', MERGE_TEXTS)) return null;
  return (
    <Banner
      tone="blue"
      icon={<Merge size={16} aria-hidden />}
      actions={
        <>
          {can && <Button onClick={onUndo}>{t('undo')}</Button>}
          <Link
            to="/tickets/$ticketId"
            params={{ ticketId: into.id }}
            search={{ view: 'all' }}
            className="inline-flex h-8 items-center rounded-control border border-line-strong bg-surface px-3 text-13 font-medium text-text hover:bg-hover"
          >
            {t('open', { to: into.number })}
          </Link>
        </>
      }
    >
      {t('into', { to: into.number })}
    </Banner>
  );
}
