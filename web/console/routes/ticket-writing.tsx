import type { TicketDetail, TicketRow } from '#contracts/tickets.js';
import { Ban, CheckCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/banner.js';
import { Button } from '../../ui/button.js';
import { Composer } from '../features/timeline/composer.js';
import type { Mode } from '../features/timeline/drafts.js';
import type { TicketPageState } from './use-ticket-page.js';

interface Props {
  row: TicketRow;
  detail: TicketDetail | undefined;
  customer: string;
  page: TicketPageState;
}

/** The composer, or why there is none. */
export function WritingArea({ row, detail, customer, page }: Props) {
  const { t } = useTranslation();
  const can = detail?.can;
  const modes: Mode[] = [...(can?.reply !== false ? (['reply'] as const) : []), ...(can?.note !== false ? (['note'] as const) : [])];
  return (
    <>
      {row.state === 'closed' && (
        <Banner
          tone="blue"
          icon={<CheckCheck size={16} aria-hidden />}
          actions={can?.reopen && <Button onClick={() => page.onVerb('reopen')}>{t('ticket.reopen')}</Button>}
        >
          {t('ticket.closedText')}
        </Banner>
      )}
      {detail?.visitor?.blocked && (
        <Banner tone="red" icon={<Ban size={16} aria-hidden />}>
          {t('visitor.blockedText')}
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
