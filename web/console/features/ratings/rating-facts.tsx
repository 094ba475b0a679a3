import type { Rating } from '#contracts/ratings.js';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { exactTime, shortTime } from '../../../client/format.js';
import { currentLocale } from '../../../client/i18n.js';
import { Badge } from '../../../ui/badge.js';
import { Stars } from '../../../ui/stars.js';
import { Time } from '../../../ui/time.js';

/** One rating in full: stars with their name, what was picked and said, and whose work it was. */
export function RatingFacts({ rating, people = false }: { rating: Rating; people?: boolean }) {
  const { t } = useTranslation('ratings');
  const locale = currentLocale();
  return (
    <div className="flex min-w-0 flex-col gap-1.5 text-13">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Stars value={rating.score} label={t('stars', { count: rating.score })} />
        <span className="font-medium">{t(`names.${rating.score}`)}</span>
        <Time at={rating.at} short={shortTime(rating.at, serverNow())} exact={exactTime(rating.at)} className="ms-auto text-12 text-muted" />
      </p>
      {(rating.tags.length > 0 || rating.solved !== null) && (
        <p className="flex flex-wrap gap-1.5">
          {rating.solved !== null && <Badge tone={rating.solved ? 'green' : 'amber'}>{t(rating.solved ? 'solved' : 'notSolved')}</Badge>}
          {rating.tags.map((tag) => (
            <Badge key={tag.key}>{tag.label[locale] ?? tag.key}</Badge>
          ))}
        </p>
      )}
      {rating.comment && (
        <p dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
          {rating.comment}
        </p>
      )}
      <p className="text-12 text-muted">
        {people && rating.agents.length > 0 && <span>{rating.agents.map((agent) => agent.name).join(t('and'))} </span>}
        {rating.changedAt && <span>{t('changed')}</span>}
      </p>
    </div>
  );
}
