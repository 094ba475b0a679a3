import type { Macro } from '#contracts/macros.js';
import { UserRound, UsersRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../ui/class-names.js';

interface Props {
  id: string;
  macros: readonly Macro[];
  active: Macro | null;
  onActive: (place: number) => void;
  empty: string;
}

/** What was found; the focus stays in the field above. */
export function MacroList({ id, macros, active, onActive, empty }: Props) {
  const { t } = useTranslation('macros');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => void list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }), [active]);
  return (
    <div ref={list} id={id} role="listbox" aria-label={t('title')} className="min-w-0 shrink-0 overflow-y-auto p-1.5 max-mid:max-h-[30dvh] mid:w-[42%] mid:border-e mid:border-line">
      {macros.length === 0 && <p className="px-2 py-3 text-13 text-muted">{empty}</p>}
      {macros.map((macro, place) => (
        <div
          key={macro.id}
          id={`${id}-${macro.id}`}
          role="option"
          tabIndex={-1}
          aria-selected={macro === active}
          onMouseDown={(event) => {
            event.preventDefault();
            onActive(place);
          }}
          className={cx('flex min-h-10 cursor-default items-center gap-2 rounded-control px-2 py-1 text-13', macro === active ? 'bg-tint' : 'hover:bg-hover')}
        >
          <span className="min-w-0 flex-1">
            <span dir="auto" className="block truncate font-medium">
              {macro.title}
            </span>
            <span dir="auto" className="block truncate text-12 text-muted">
              {[macro.folder, t('uses', { count: macro.uses })].filter(Boolean).join(' · ')}
            </span>
          </span>
          {macro.scope !== 'all' && (
            <span className="text-faint" title={macro.team?.name ?? t('scope.own')}>
              {macro.scope === 'own' ? <UserRound size={14} aria-label={t('scope.own')} /> : <UsersRound size={14} aria-label={macro.team?.name} />}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}
