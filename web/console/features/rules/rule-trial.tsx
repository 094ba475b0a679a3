import type { RuleDraft, RuleTrial } from '#contracts/automation.js';
import { Link } from '@tanstack/react-router';
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exactMinute, exactTime } from '../../../client/format.js';
import { tryRule } from '../../../client/rules.data.js';
import { Button } from '../../../ui/button.js';
import { Time } from '../../../ui/time.js';
import { tellFailure } from '../../app/error-text.js';
import { StepList } from './step-list.js';

const MOST = 500;
interface Tried {
  readonly of: string;
  readonly result: RuleTrial;
}

/** Asks the rule, as it stands in the form, of what has been. Nothing is changed by it. */
export function TrialPart({ draft: { when, conditions, actions }, ready }: { draft: RuleDraft; ready: boolean }) {
  const { t } = useTranslation('rules');
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState<Tried | null>(null);
  const body = { when, conditions, actions, most: MOST };
  const of = JSON.stringify(body);
  const run = async () => {
    setBusy(true);
    try {
      setTried({ of, result: await tryRule(body) });
    } catch (error) {
      tellFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section aria-label={t('trial.title')} className="flex flex-col gap-3">
      <div>
        <h2 className="text-16 font-semibold">{t('trial.title')}</h2>
        <p className="mt-0.5 text-13 text-muted">{t('trial.lead')}</p>
      </div>
      <Button className="self-start" icon={<FlaskConical size={16} aria-hidden />} busy={busy} disabled={!ready} onClick={() => void run()}>
        {t('trial.run')}
      </Button>
      <div role="status" aria-live="polite">
        {tried && <p className="text-14">{t('trial.found', { looked: tried.result.looked, matched: tried.result.matched })}</p>}
        {tried && tried.of !== of && <p className="mt-1 text-13 text-amber">{t('trial.stale')}</p>}
      </div>
      {tried && tried.result.since && <p className="text-13 text-muted">{t(when.on === 'time' ? 'trial.now' : 'trial.since', { since: exactMinute(tried.result.since) })}</p>}
      {tried && tried.result.items.length > 0 && (
        <ol className="flex flex-col rounded-panel border border-line bg-surface">
          {tried.result.items.map(({ ticket, at, steps }, place) => (
            <li key={place} className="flex flex-col gap-1.5 border-b border-line px-4 py-3 last:border-b-0">
              <span className="flex min-w-0 items-baseline gap-2 text-13">
                <Link to="/tickets/$ticketId" params={{ ticketId: ticket.id }} search={{ view: 'all' }} className="tabular shrink-0 font-medium text-accent-text">{`#${ticket.number}`}</Link>
                <span dir="auto" className="min-w-0 flex-1 truncate">
                  {ticket.subject ?? ticket.preview}
                </span>
                <Time at={at} short={exactMinute(at)} exact={exactTime(at)} className="tabular shrink-0 text-12 text-muted" />
              </span>
              <StepList steps={steps} />
            </li>
          ))}
        </ol>
      )}
      {tried && tried.result.matched > tried.result.items.length && <p className="text-13 text-muted">{t('trial.more', { count: tried.result.matched - tried.result.items.length })}</p>}
    </section>
  );
}
