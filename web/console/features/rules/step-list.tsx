import type { RuleStep } from '#contracts/automation.js';
import { CircleCheck, Minus, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LOCALE_NAMES } from '../../../client/i18n.js';
import { errorKey } from '../../../client/problem.js';
import { useTraitText } from '../../app/fields/use-trait-text.js';

const WORDS = { set_state: 'state', set_priority: 'priority', escalate: 'priority', set_type: 'type' } as const;
const isWorded = (deed: string): deed is keyof typeof WORDS => Object.hasOwn(WORDS, deed);

/** What each action did, or would do: changed, so already, or left, and why. */
export function StepList({ steps }: { steps: readonly RuleStep[] }) {
  const { t } = useTranslation('rules');
  const { changeOf } = useTraitText();
  const named = (deed: string, value: string | null) => (value !== null && isWorded(deed) ? t(`value.${WORDS[deed]}.${value}`, { defaultValue: value }) : value);
  const change = (step: RuleStep): string => {
    const { do: deed, from, to, locale } = step;
    if (locale) return t('step.in', { language: LOCALE_NAMES[locale] });
    const trait = changeOf(step);
    const [before, after] = trait ? [trait.from, trait.to] : [named(deed, from), named(deed, to)];
    const moved = before !== null && after !== null && before !== after ? `${before} → ${after}` : (after ?? before ?? '');
    return trait?.name ? [trait.name, moved].filter(Boolean).join(t('step.colon')) : moved;
  };
  return (
    <ol className="flex flex-col gap-1.5">
      {steps.map((step, at) => (
        <li key={at} className="flex gap-1.5 text-13">
          <span className="mt-0.5 shrink-0">
            {step.outcome === 'changes' && <CircleCheck size={14} className="text-green" aria-label={t('step.done')} />}
            {step.outcome === 'nothing' && <Minus size={14} className="text-muted" aria-label={t('step.already')} />}
            {step.outcome === 'refused' && <TriangleAlert size={14} className="text-amber" aria-label={t('step.left')} />}
          </span>
          <span className="min-w-0 break-words" dir="auto">
            {t(`deed.${step.do}`)}
            {change(step) && <span className="text-muted">{`${t('step.colon')}${change(step)}`}</span>}
            {step.outcome === 'nothing' && <span className="text-muted">{` · ${t('step.already')}`}</span>}
            {step.outcome === 'refused' && <span className="block text-12 text-amber">{t(errorKey(step.code ?? ''), { defaultValue: t('step.left') })}</span>}
            {step.text !== null && step.outcome === 'changes' && (
              <span lang={step.locale ?? undefined} className="mt-1 block rounded-control bg-tint px-2 py-1 whitespace-pre-wrap">
                {step.text}
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
