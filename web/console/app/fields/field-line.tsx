import type { FieldValue } from '#contracts/common.js';
import type { CustomField } from '#contracts/custom-fields.js';
import type { FieldFault } from '#contracts/custom-fields.rules.js';
import { useId, useState } from 'react';
import { CircleAlert, ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { FieldControl } from './field-control.js';
import { fieldName, valueText } from './field-words.js';

interface Props {
  field: CustomField;
  value: FieldValue | null;
  disabled?: boolean;
  /** Quiet: name and value side by side, as facts stand in a pane. */
  look: 'quiet' | 'form';
  /** Asked for before the ticket is solved. */
  wanted?: boolean;
  /** See FieldControl. */
  eager?: boolean;
  onCommit: (value: FieldValue | null) => void;
}

const QUIET = 'min-h-8 w-full min-w-0 rounded-control border border-transparent bg-transparent px-1.5 text-13 hover:border-line focus:border-line-strong focus:bg-surface disabled:border-transparent aria-invalid:border-red-solid';
const FORM = 'min-h-9 w-full rounded-control border border-line-strong bg-surface px-3 text-14 text-text disabled:bg-hover disabled:text-muted aria-invalid:border-red-solid';

/** One field with its name, and what is wrong with what was typed. */
export function FieldLine({ field, value, disabled = false, look, wanted = false, eager = false, onCommit }: Props) {
  const { t } = useTranslation('fields');
  const id = useId();
  const [fault, setFault] = useState<FieldFault | null>(null);
  const retired = field.retiredAt !== null;
  const quiet = look === 'quiet';
  const address = field.kind === 'link' && typeof value === 'string' ? value : null;
  const about = fault ? `${id}-fault` : undefined;
  return (
    <div className={quiet ? 'grid grid-cols-[6rem_1fr] items-start' : 'flex flex-col gap-1.5'}>
      <label id={`${id}-name`} htmlFor={id} title={retired ? t('retired') : undefined} className={quiet ? 'flex min-h-8 items-center px-2 py-1 text-13 break-words text-muted' : 'text-13 font-medium'}>
        <span dir="auto" className="min-w-0">
          {fieldName(field)}
          {wanted && (
            <span className="text-amber" title={t('wanted')}>
              {' '}
              <span aria-hidden>*</span>
              <span className="sr-only">{t('wanted')}</span>
            </span>
          )}
        </span>
      </label>
      <div className="flex min-w-0 flex-col">
        <div className="flex min-w-0 items-center gap-1">
          {retired ? (
            <p id={id} dir="auto" className="min-h-8 px-1.5 py-1.5 text-13 break-words whitespace-pre-wrap">
              {valueText(field, value)}
            </p>
          ) : (
            <FieldControl field={field} id={id} value={value} disabled={disabled} className={quiet ? QUIET : FORM} describedBy={about} invalid={fault !== null} eager={eager} onCommit={onCommit} onFault={setFault} />
          )}
          {address && (
            <a href={address} target="_blank" rel="noopener noreferrer nofollow" aria-label={t('follow', { name: fieldName(field) })} className="inline-flex size-8 shrink-0 items-center justify-center rounded-control text-muted hover:bg-press hover:text-text">
              <ExternalLink size={14} aria-hidden />
            </a>
          )}
        </div>
        {fault && (
          <p id={about} role="alert" className="flex items-start gap-1 px-1.5 py-1 text-12 text-red">
            <CircleAlert size={14} className="mt-px shrink-0" aria-hidden />
            {t(`fault.${fault}`, { min: field.min, max: field.max, decimals: field.decimals })}
          </p>
        )}
      </div>
    </div>
  );
}
