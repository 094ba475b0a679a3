import type { ViewColumn } from '#contracts/saved-views.js';
import { type PointerEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../ui/class-names.js';
import { fitted, NARROWEST, WIDEST } from '../../app/columns.rules.js';

const STEP = 16;

/** The names of the columns; their edges are moved by pointer or by arrow keys. */
export function TableHead({ columns, nameOf, atEnd, onWiden }: { columns: readonly ViewColumn[]; nameOf: (key: string) => string; atEnd: (key: string) => boolean; onWiden: (key: ViewColumn['key'], width: number) => void }) {
  const { t } = useTranslation('savedViews');
  const [drag, setDrag] = useState<{ key: ViewColumn['key']; from: number; width: number } | null>(null);
  const begin = (event: PointerEvent, { key, width }: ViewColumn) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ key, from: event.clientX, width });
  };
  const widthAt = (event: PointerEvent) => (drag ? fitted(drag.width + (event.clientX - drag.from) * (document.dir === 'rtl' ? -1 : 1)) : 0);
  return (
    <div role="rowgroup" className="sticky top-0 z-2">
      <div role="row" className="flex h-8 border-b border-line bg-app ps-9 text-12 font-medium text-muted">
        {columns.map((column, index) => (
          <div key={column.key} role="columnheader" aria-colindex={index + 1} className={cx('relative flex shrink-0 items-center px-2', atEnd(column.key) && 'justify-end')} style={{ width: column.width }}>
            <span dir="auto" className="truncate">
              {nameOf(column.key)}
            </span>
            <span
              role="separator"
              aria-orientation="vertical"
              aria-label={t('widthOf', { name: nameOf(column.key) })}
              aria-valuenow={column.width}
              aria-valuemin={NARROWEST}
              aria-valuemax={WIDEST}
              tabIndex={0}
              onPointerDown={(event) => begin(event, column)}
              onPointerMove={(event) => drag?.key === column.key && onWiden(column.key, widthAt(event))}
              onPointerUp={() => setDrag(null)}
              onPointerCancel={() => setDrag(null)}
              onKeyDown={(event) => {
                if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
                event.preventDefault();
                onWiden(column.key, column.width + (event.key === 'ArrowRight' ? STEP : -STEP));
              }}
              className="absolute inset-y-0 -end-1 z-1 w-2 cursor-col-resize touch-none after:absolute after:inset-y-2 after:start-1 after:w-px after:bg-line hover:after:bg-accent focus-visible:after:bg-accent"
            />
          </div>
        ))}
      </div>
    </div>
  );
}
