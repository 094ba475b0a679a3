import type { VisitTrail } from '#contracts/visits.js';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { clockTime, exactTime } from '../../../client/format.js';
import { Time } from '../../../ui/time.js';
import { useWaitText } from '../../app/waiting-chip.js';
import { readablePath } from './readable-path.rules.js';

/** The pages of a visit, the latest first: what it was called, where, how long. */
export function PageTrail({ trail: { visit, pages } }: { trail: z.infer<typeof VisitTrail> }) {
  const { t } = useTranslation('visits');
  const duration = useWaitText();
  const latestFirst = pages.toReversed();
  return (
    <>
      <ol className="flex flex-col">
        {latestFirst.map((page, index) => (
          <li key={page.openedAt} className="flex gap-3 border-b border-line py-1.5 text-13 last:border-b-0">
            <Time at={page.openedAt} short={clockTime(page.openedAt)} exact={exactTime(page.openedAt)} className="tabular w-10 shrink-0 text-12 leading-5 text-muted" />
            <div className="min-w-0 flex-1">
              <p dir="auto" className="line-clamp-2 break-words">
                {page.title || t('untitled')}
              </p>
              <p dir="ltr" className="truncate text-start text-12 text-muted">
                {readablePath(page.path)}
              </p>
            </div>
            <span className="tabular shrink-0 text-12 leading-5 text-muted">{index === 0 && visit.here ? t('trail.now') : duration(page.seconds)}</span>
          </li>
        ))}
      </ol>
      {visit.pageCount > pages.length && <p className="mt-2 text-12 text-muted">{t('trail.earlier', { count: visit.pageCount, shown: pages.length })}</p>}
    </>
  );
}
