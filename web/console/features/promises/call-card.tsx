import type { StaffPromise } from '#contracts/promises.js';
import { Phone } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSeconds } from '../../../client/clock.js';
import { clockTime, exactMinute, zoneTime } from '../../../client/format.js';
import { Button } from '../../../ui/button.js';
import { lazyPart } from '../../../ui/lazy-part.js';

const RecordDialog = lazyPart(() => import('./record-dialog.js'));
const CallbackDialog = lazyPart(() => import('./callback-dialog.js'));
type Callback = NonNullable<StaffPromise['callback']>;

/** Whom to call, when, and what came of it so far. */
export function CallCard({ promise, callback }: { promise: StaffPromise; callback: Callback }) {
  const { t } = useTranslation('promises');
  const [asked, setAsked] = useState<'record' | 'move' | 'drop' | null>(null);
  const close = () => setAsked(null);
  const owed = promise.state === 'open' || promise.state === 'broken';
  // Whoever may not see how customers are reached has its last digits, which nobody can dial.
  const dialled = callback.number.startsWith('+');
  const minute = Math.floor(useSeconds() / 60) * 60_000;
  const theirTime = callback.zone && zoneTime(callback.zone, minute);
  return (
    <div className="mb-3 flex flex-col gap-2">
      <p className="flex items-center justify-between gap-2">
        <span dir="ltr" className="tabular text-16 font-semibold">
          {callback.shown}
        </span>
        {theirTime && <span className="tabular text-12 text-muted">{t('call.theirTime', { time: theirTime })}</span>}
      </p>
      {callback.window && <p className="text-13">{t('call.window', { from: exactMinute(callback.window.from), to: clockTime(callback.window.to) })}</p>}
      {owed && <p className="text-13 text-muted">{callback.owner ? t('call.owner', { name: callback.owner.name }) : t('call.nobody')}</p>}
      {promise.can.record && (
        <p className="flex flex-wrap gap-2">
          {dialled && (
            <a
              href={`tel:${callback.number}`}
              className="inline-flex h-8 items-center gap-1.5 rounded-control bg-accent px-3 text-13 font-medium text-accent-on hover:bg-accent-hover"
              onClick={() => setAsked('record')}
            >
              <Phone size={14} aria-hidden />
              {t('call.now')}
            </a>
          )}
          <Button size="medium" onClick={() => setAsked('record')}>
            {t('call.record')}
          </Button>
        </p>
      )}
      {promise.can.move && (
        <p className="-mx-2 flex flex-wrap">
          {(['move', 'drop'] as const).map((deed) => (
            <Button key={deed} size="small" look="quiet" onClick={() => setAsked(deed)}>
              {t(`call.${deed}`)}
            </Button>
          ))}
        </p>
      )}
      {callback.attempts.length > 0 && (
        <ul className="flex flex-col gap-1.5 text-13" aria-label={t('call.attempts')}>
          {callback.attempts.map((attempt) => (
            <li key={attempt.id}>
              <span className="tabular text-12 text-muted">{exactMinute(attempt.at)}</span> {t(`call.results.${attempt.result}`)}
              {attempt.by && <span className="text-muted"> · {attempt.by.name}</span>}
              {attempt.note && (
                <span dir="auto" className="block break-words text-muted">
                  {attempt.note}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <Suspense>
        {asked === 'record' && <RecordDialog ticketId={promise.ticketId} promiseId={promise.id} shown={callback.shown} direction="out" onClose={close} />}
        {(asked === 'move' || asked === 'drop') && <CallbackDialog promise={promise} deed={asked} onClose={close} />}
      </Suspense>
    </div>
  );
}
