import type { Visit } from '#contracts/visits.js';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { languageName, shortTime } from '../../../client/format.js';

/** First or n-th visit, where from, in what language, on what: one quiet line. */
export function VisitFacts({ visit }: { visit: Visit }) {
  const { t } = useTranslation('visits');
  const facts = [
    ...(visit.nth > 1 ? [t('nth', { count: visit.nth }), t('since', { date: shortTime(visit.firstSeenAt, serverNow()) })] : [t('first')]),
    visit.referrer === null ? t('direct') : t('from', { host: visit.referrer }),
    ...(visit.language === null ? [] : [languageName(visit.language)]),
    t(`device.${visit.device}`),
  ];
  return <p className="text-12 text-muted">{facts.join(' · ')}</p>;
}
