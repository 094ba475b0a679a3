import type { ReactNode } from 'react';
import { cx } from './class-names.js';

interface Props {
  columns: readonly { label: ReactNode; end?: boolean }[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
  empty: string;
}

/** Plain rows and columns; numbers stand at the end of their column. Scrolls sideways rather than squeeze: it alone, so what is there for readers of screens only stays within it. */
export function Table({ columns, rows, empty }: Props) {
  return (
    <div className="relative overflow-x-auto rounded-panel border border-line bg-surface">
      <table className="w-full border-collapse text-13">
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th
                key={index}
                scope="col"
                className={cx('border-b border-line px-4 py-2 text-12 font-medium whitespace-nowrap text-muted', column.end ? 'text-end' : 'text-start')}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="border-b border-line last:border-b-0">
              {row.cells.map((cell, index) => (
                <td key={index} className={cx('h-11 px-4 py-1.5 max-mid:whitespace-nowrap', columns[index]?.end && 'tabular text-end')}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length} className="px-4 py-6 text-muted">
                {empty}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
