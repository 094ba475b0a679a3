import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Blank, isKnown } from '../../../client/reply-variables.rules.js';

/** Blanks of a saved reply that nobody could fill in: they are written by hand before the customer sees anything. */
export function OpenBlanks({ blanks, onGo }: { blanks: readonly Blank[]; onGo: (blank: Blank) => void }) {
  const { t } = useTranslation();
  if (blanks.length === 0) return null;
  return (
    <p role="status" className="mb-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-12 text-amber">
      <TriangleAlert size={14} aria-hidden />
      {t('timeline:composer.openBlanks')}
      {blanks.map((blank) => (
        <button key={blank.from} type="button" onClick={() => onGo(blank)} className="target rounded-control bg-amber-paper px-1.5 font-medium hover:brightness-97">
          {isKnown(blank.name) ? t(`timeline:composer.blank.${blank.name.replace('.', '_')}`) : blank.name}
        </button>
      ))}
    </p>
  );
}
