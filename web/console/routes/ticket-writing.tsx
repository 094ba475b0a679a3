import type { TicketDetail, TicketRow } from '#contracts/tickets.js';
import { AlarmClock, Ban, CheckCheck, CircleCheck, MailWarning } from 'lucide-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { exactMinute } from '../../client/format.js';
import { Banner } from '../../ui/banner.js';
import { Button } from '../../ui/button.js';
import { lazyPart } from '../../ui/lazy-part.js';
import { LIFE_TEXTS } from '../app/life-texts.js';
import { useTexts } from '../app/use-texts.js';
import { Composer } from '../features/timeline/composer.js';
import type { Mode } from '../features/timeline/drafts.js';
import type { TicketPageState } from './use-ticket-page.js';

const MergedBanner = lazyPart(() => import('../features/merges/merged-banner.js'));

interface Props {
  row: TicketRow;
  detail: TicketDetail | undefined;
  customer: string;
  page: TicketPageState;
}

/** The composer, or why there is none. */
export function WritingArea({ row, detail, customer, page }: Props) {
  const { t } = useTranslation();
  const told = useTexts('life', LIFE_TEXTS);
  const can = detail?.can;
  const modes: Mode[] = [...(can?.reply !== false ? (['reply'] as const) : []), ...(can?.note !== false ? (['note'] as const) : [])];
  return (
    <>
      {detail?.mergedInto && (
        <Suspense fallback={null}>
          <MergedBanner into={detail.mergedInto} can={detail.can.unmerge} onUndo={() => page.onVerb('unmerge')} />
        </Suspense>
      )}
      {row.state === 'closed' && !detail?.mergedInto && (
        <Banner
          tone="blue"
          icon={<CheckCheck size={16} aria-hidden />}
          actions={can?.reopen && <Button onClick={() => page.onVerb('reopen')}>{t('ticket.reopen')}</Button>}
        >
          {t('ticket.closedText')}
        </Banner>
      )}
      {told && row.state === 'solved' && (
        <Banner tone="blue" icon={<CircleCheck size={16} aria-hidden />}>
          {t('life:solvedBanner')}
        </Banner>
      )}
      {told && detail?.spam && (
        <Banner tone="amber" icon={<MailWarning size={16} aria-hidden />} actions={can?.unspam && <Button onClick={() => page.onVerb('unspam')}>{t('life:verb.notSpam')}</Button>}>
          {detail.spam.by ? t('life:spam.banner', { name: detail.spam.by, when: exactMinute(detail.spam.at) }) : t('life:spam.bannerSelf')}
        </Banner>
      )}
      {told && row.snoozedUntil && (
        <Banner tone="blue" icon={<AlarmClock size={16} aria-hidden />} actions={can?.edit && <Button onClick={() => page.onVerb('wake')}>{t('life:wake')}</Button>}>
          {t('life:snooze.banner', { when: exactMinute(row.snoozedUntil) })}
        </Banner>
      )}
      {detail?.visitor?.blocked && (
        <Banner tone="red" icon={<Ban size={16} aria-hidden />}>
          {t('timeline:visitor.blockedText')}
        </Banner>
      )}
      {modes.length > 0 && (
        <Composer
          ticketId={row.id}
          customer={customer}
          mode={modes.includes(page.mode) ? page.mode : (modes[0] ?? 'note')}
          modes={modes}
          onMode={page.write}
          secondary={can?.accept === true}
          box={page.box}
          onLeave={page.leaveComposer}
        />
      )}
    </>
  );
}
