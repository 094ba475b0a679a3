import { useTranslation } from 'react-i18next';
import { KitPart } from './kit-part.js';

const GREYS = [
  '--grey-1',
  '--grey-2',
  '--grey-3',
  '--grey-4',
  '--grey-5',
  '--grey-6',
  '--grey-7',
  '--grey-8',
  '--grey-9',
  '--grey-10',
  '--grey-11',
  '--grey-12',
];
const COLOURS = [
  '--accent',
  '--accent-tint',
  '--amber-solid',
  '--amber-paper',
  '--red-solid',
  '--red-paper',
  '--green-solid',
  '--green-paper',
  '--blue-text',
  '--blue-paper',
];
const SIZES = ['text-12', 'text-13', 'text-14', 'text-16', 'text-20', 'text-28'] as const;

export function KitFoundations() {
  const { t } = useTranslation('kit');
  return (
    <>
      <KitPart title={t('part.colours')}>
        {[GREYS, COLOURS].map((names) => (
          <div key={names[0]} className="mb-2 flex flex-wrap gap-1">
            {names.map((name) => (
              <span key={name} title={name} className="size-9 rounded-control border border-line" style={{ background: `var(${name})` }} />
            ))}
          </div>
        ))}
      </KitPart>
      <KitPart title={t('part.type')}>
        {SIZES.map((size) => (
          <p key={size} className={`${size} truncate`}>
            <span className="tabular inline-block w-16 text-12 text-muted">{size}</span> {t('sample.answer')}
          </p>
        ))}
      </KitPart>
    </>
  );
}
