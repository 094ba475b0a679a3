import type { TicketRouting } from '#contracts/routing.js';
import { useQuery } from '@tanstack/react-query';
import { ChevronRight, Hourglass } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exactMinute, exactTime, languageName } from '../../../client/format.js';
import { giveOut, ticketRoutingQuery } from '../../../client/routing.data.js';
import { Button } from '../../../ui/button.js';
import { Section } from '../../../ui/pane.js';
import { Time } from '../../../ui/time.js';
import { becauseText } from '../../app/because-text.js';
import { ROUTING_TEXTS } from '../../app/routing-texts.js';
import { useChange } from '../../app/use-change.js';
import { useTexts } from '../../app/use-texts.js';
import { NeedsDialog } from './needs-dialog.js';

type Decision = TicketRouting['decisions'][number];

/** Why this ticket is whose it is, or why it waits; and what it needs of whoever takes it. */
export default function TicketRoutingPart({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('routing');
  const ready = useTexts('routing', ROUTING_TEXTS);
  const { data } = useQuery(ticketRoutingQuery(ticketId));
  const { busy, change } = useChange(ticketRoutingQuery(ticketId).queryKey);
  const [changing, setChanging] = useState(false);
  if (!ready || !data) return null;
  const { waits, decisions, can } = data;
  const [latest, ...earlier] = decisions;
  if (!latest && !waits && !can.change && data.skills.length === 0) return null;
  return (
    <Section
      title={t('pane.title')}
      action={
        <span className="-me-2 flex">
          {can.ask && (
            <Button look="quiet" size="small" busy={busy} onClick={() => void change(() => giveOut(ticketId))}>
              {t('pane.ask')}
            </Button>
          )}
          {can.change && (
            <Button look="quiet" size="small" title={t('pane.needsTitle')} onClick={() => setChanging(true)}>
              {t('pane.change')}
            </Button>
          )}
        </span>
      }
    >
      <div className="flex flex-col gap-3 text-13">
        {waits && <Waits waits={waits} />}
        <Needs routing={data} />
        {latest && <Why decision={latest} />}
        {earlier.length > 0 && (
          <Fold label={t('pane.earlier')}>
            <div className="flex flex-col gap-2">
              {earlier.map((decision) => (
                <Why key={decision.id} decision={decision} />
              ))}
            </div>
          </Fold>
        )}
      </div>
      {changing && <NeedsDialog ticketId={ticketId} routing={data} onClose={() => setChanging(false)} />}
    </Section>
  );
}

function Waits({ waits: { since, reasons, fallbackAt } }: { waits: NonNullable<TicketRouting['waits']> }) {
  const { t } = useTranslation('routing');
  return (
    <div className="flex gap-2">
      <Hourglass size={16} aria-hidden className="mt-0.5 shrink-0 text-amber" />
      <div className="min-w-0">
        <p className="font-medium">{t('pane.waits')}</p>
        {reasons.map((wait, at) => (
          <p key={at} dir="auto">
            {'who' in wait
              ? t(`wait.${wait.code}.${wait.who}`, wait.code === 'language' ? { language: languageName(wait.language) } : { name: wait.name })
              : t(`wait.${wait.code}`)}
          </p>
        ))}
        <p className="text-12 text-muted">
          {t('pane.since', { when: exactMinute(since) })}
          {fallbackAt && <span className="block">{t('pane.fallback', { when: exactMinute(fallbackAt) })}</span>}
        </p>
      </div>
    </div>
  );
}

function Needs({ routing: { language, skills } }: { routing: TicketRouting }) {
  const { t } = useTranslation('routing');
  const needs = [
    ...(language ? [{ key: language.code, what: languageName(language.code), by: language.by }] : []),
    ...skills.map(({ skillId, name, level, by }) => ({ key: skillId, what: t('pane.skill', { name, level: t(`level.${level}`) }), by })),
  ];
  return (
    <div className="grid grid-cols-[minmax(4rem,auto)_1fr] gap-x-3">
      <span className="text-muted">{t('pane.needs')}</span>
      <ul className="min-w-0">
        {needs.length === 0 && <li className="text-muted">{t('pane.needsNothing')}</li>}
        {needs.map(({ key, what, by }) => (
          <li key={key} dir="auto" className="break-words">
            {what} <span className="text-12 text-muted">{t(`pane.by.${by}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Why({ decision: { person, chat, reasons, others, at } }: { decision: Decision }) {
  const { t } = useTranslation('routing');
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <p dir="auto" className="break-words">
        <span className="text-muted">{t(chat ? 'pane.offered' : 'pane.assigned', { name: person.name })}</span> {becauseText(reasons, t, chat)}
      </p>
      <Time at={at} short={exactMinute(at)} exact={exactTime(at)} className="tabular text-12 text-muted" />
      {others.length > 0 && (
        <Fold label={t('pane.others')}>
          <ul className="flex flex-col gap-1">
            {others.map((other) => (
              <li key={other.person.id} dir="auto" className="flex flex-wrap justify-between gap-x-3">
                <span className="text-text">{other.person.name}</span>
                <span>
                  {other.against.length === 0 ? t('against.none') : other.against.map((held) => t(`against.${held}`)).join(' · ')} · {t('person.ofLimit', { open: other.open, limit: other.limit })}
                </span>
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </div>
  );
}

function Fold({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <details className="group text-12 text-muted">
      <summary className="inline-flex cursor-pointer list-none items-center gap-0.5 rounded-control text-accent-text">
        <ChevronRight size={12} aria-hidden className="transition-transform group-open:rotate-90 motion-reduce:transition-none rtl:rotate-180" />
        {label}
      </summary>
      <div className="mt-1 ps-3.5">{children}</div>
    </details>
  );
}
