import type { TicketDetail } from '#contracts/tickets.js';
import { BellRing, Hourglass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../../../client/format.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { SecondsLeft } from '../../app/offer-notice.js';

interface Props {
  detail: TicketDetail;
  customer: string;
  onAccept: () => void;
  onDecline: () => void;
}

/** A chat that waits for somebody: take it, or let it go to the next one before the time is up. */
export function OfferBar({ detail, customer, onAccept, onDecline }: Props) {
  const { t } = useTranslation();
  const { can, ticket, chat } = detail;
  if (!can.accept) return null;
  const offered = ticket.chat?.offeredToMe === true;
  const reserved = chat?.reserved;
  const expires = ticket.chat?.offerExpiresAt ?? chat?.offerExpiresAt ?? null;
  return (
    <Banner
      tone="accent"
      icon={offered ? <BellRing size={16} aria-hidden /> : <Hourglass size={16} aria-hidden />}
      actions={
        <>
          {offered && can.decline && <Button onClick={onDecline}>{t('chat.decline')}</Button>}
          <Button look="primary" onClick={onAccept}>
            {t('chat.accept')}
          </Button>
        </>
      }
    >
      {t(offered ? 'chat.offeredToYou' : 'chat.waitsInQueue', { name: customer })}
      {!offered && reserved && <span className="ms-1">{t('chat.keptFor', { name: reserved.person.name, time: clockTime(reserved.until) })}</span>}
      {offered && expires && (
        <span className="ms-2">
          <SecondsLeft until={expires} />
        </span>
      )}
    </Banner>
  );
}
