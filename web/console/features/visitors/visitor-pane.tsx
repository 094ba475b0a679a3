import type { TicketDetail } from '#contracts/tickets.js';
import { BadgeCheck, Ban, CircleHelp, ExternalLink } from 'lucide-react';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow, useSeconds } from '../../../client/clock.js';
import { languageName, shortTime, zoneTime } from '../../../client/format.js';
import { Avatar } from '../../../ui/avatar.js';
import { Badge } from '../../../ui/badge.js';
import { Facts, Section } from '../../../ui/pane.js';

interface Props {
  detail: TicketDetail;
  customer: string;
  earlierLink: (id: string, children: ReactNode) => ReactNode;
}

/** What is known about who writes, marked as proven or merely said. */
export function VisitorPane({ detail: { visitor, ticket }, customer, earlierLink }: Props) {
  const { t } = useTranslation();
  if (!visitor) return <p className="p-4 text-13 text-muted">{t('timeline:visitor.unknown')}</p>;
  const { page } = visitor;
  const facts: (readonly [string, ReactNode])[] = [
    ...(visitor.language ? [[t('timeline:visitor.language'), languageName(visitor.language)] as const] : []),
    ...(visitor.zone ? [[t('timeline:visitor.localTime'), <LocalTime zone={visitor.zone} />] as const] : []),
    ...(visitor.browser ? [[t('timeline:visitor.browser'), visitor.browser] as const] : []),
    [t('timeline:visitor.firstSeen'), shortTime(visitor.firstSeenAt, serverNow())],
  ];
  return (
    <>
      <div className="flex items-center gap-3 border-b border-line px-4 py-4">
        <Avatar name={customer} size={40} presence={ticket.customer.online ? 'online' : 'offline'} />
        <div className="min-w-0">
          <p dir="auto" className="truncate text-14 font-semibold">
            {customer}
          </p>
          <p className="text-12 text-muted">{t(ticket.customer.online ? 'timeline:visitor.online' : 'timeline:visitor.offline')}</p>
        </div>
      </div>
      <div className="flex flex-wrap gap-1.5 border-b border-line px-4 py-3">
        {visitor.verified ? (
          <Badge tone="accent" icon={<BadgeCheck size={12} aria-hidden />}>
            {t('visitor.verified')}
          </Badge>
        ) : (
          <Badge icon={<CircleHelp size={12} aria-hidden />} title={t('visitor.unverifiedHint')}>
            {t('timeline:visitor.unverified')}
          </Badge>
        )}
        {ticket.customer.demo && <Badge>{t('list.demo')}</Badge>}
        {visitor.blocked && (
          <Badge tone="red" icon={<Ban size={12} aria-hidden />}>
            {t('timeline:visitor.blocked')}
          </Badge>
        )}
      </div>
      <Section title={t('timeline:visitor.about')}>
        <Facts rows={facts} />
      </Section>
      {page && (
        <Section title={t('timeline:visitor.page')}>
          <p dir="auto" className="text-13">
            {page.title || page.url}
          </p>
          <PageLink url={page.url} />
        </Section>
      )}
      <Section title={t('timeline:visitor.earlier')}>
        {visitor.earlier.length === 0 && <p className="text-13 text-muted">{t('timeline:visitor.noEarlier')}</p>}
        <ul className="-mx-2 flex flex-col">
          {visitor.earlier.map((earlier) => (
            <li key={earlier.id}>
              {earlierLink(
                earlier.id,
                <>
                  <span className="flex items-center justify-between gap-2 text-12 text-muted">
                    <span className="tabular">#{earlier.number}</span>
                    <span>{shortTime(earlier.lastMessageAt, serverNow())}</span>
                  </span>
                  <span dir="auto" className="truncate text-13">
                    {earlier.preview || t('list.noText')}
                  </span>
                </>,
              )}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function LocalTime({ zone }: { zone: string }) {
  const minute = Math.floor(useSeconds() / 60) * 60_000;
  const time = zoneTime(zone, minute);
  return <span className="tabular">{time === null ? zone : `${time} · ${zone.split('/').at(-1)?.replaceAll('_', ' ')}`}</span>;
}

/** The page is what the visitor's browser claims: shown in full, opened only as a web address, never with our referrer. */
function PageLink({ url }: { url: string }) {
  const safe = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  if (!safe) return <p className="mt-0.5 text-12 break-all text-muted">{url}</p>;
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="mt-0.5 inline-flex max-w-full items-center gap-1 text-12 text-accent-text hover:underline"
    >
      <span dir="ltr" className="truncate">
        {url.replace(/^https?:\/\//, '')}
      </span>
      <ExternalLink size={12} aria-hidden />
    </a>
  );
}
