import type { Macro, MacroPreview } from '#contracts/macros.js';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { errorKey } from '../../../client/problem.js';
import { cx } from '../../../ui/class-names.js';
import { ACTION_ICONS } from './action-icons.js';
import { useActionText } from './use-action-text.js';

/** What a macro does, step by step; with a preview also what it would do here and now. */
export function MacroSteps({ macro, preview }: { macro: Macro; preview?: MacroPreview | undefined }) {
  const { t } = useTranslation('macros');
  const textOf = useActionText();
  const steps = preview?.version === macro.version ? preview.steps : [];
  return (
    <ol aria-label={t('steps')} className="flex flex-col gap-2.5">
      {macro.actions.map((action, place) => {
        const step = steps[place];
        const said = step?.text ?? ('texts' in action ? Object.values(action.texts)[0] : undefined);
        return (
          <li key={place} className="flex gap-2.5 text-13">
            <span className={cx('mt-0.5', action.do === 'note' ? 'text-amber' : 'text-muted')}>{ACTION_ICONS[action.do]}</span>
            <div className="min-w-0 flex-1">
              <p className={cx(step?.outcome === 'nothing' && 'text-muted')}>
                {textOf(action)}
                {step?.outcome === 'nothing' && (
                  <span className="ms-1.5 inline-flex items-center gap-1 text-12 text-muted">
                    <CircleCheck size={12} aria-hidden />
                    {t('already')}
                  </span>
                )}
              </p>
              {said && (
                <p
                  dir="auto"
                  lang={step?.locale ?? undefined}
                  className={cx('mt-1 rounded-control px-2.5 py-1.5 wrap-anywhere whitespace-pre-wrap', action.do === 'note' ? 'bg-amber-paper text-amber' : 'bg-tint')}
                >
                  {said}
                </p>
              )}
              {step?.outcome === 'refused' && (
                <p className="mt-1 flex items-start gap-1.5 text-12 text-red">
                  <TriangleAlert size={14} className="mt-0.5 shrink-0" aria-hidden />
                  <span>
                    {step.openBlanks.length > 0 ? t('openBlanks', { names: step.openBlanks.join(', ') }) : t(errorKey(step.code ?? ''), { defaultValue: t('refused') })}
                  </span>
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
