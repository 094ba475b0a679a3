import { Paperclip, RotateCw, X } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptOf, type FileLimits, sizeText } from '../../../client/file.rules.js';
import type { Tray, TrayItem } from '../../../client/file-tray.js';
import { errorKey } from '../../../client/problem.js';
import { IconButton } from '../../../ui/button.js';
import { cx } from '../../../ui/class-names.js';
import { usePane } from '../../app/pane.js';
import { FileSign } from './attachments.js';

/** The files of the draft, each with how far it is and a way to take it out. */
export function FileTray({ tray, items }: { tray: Tray; items: readonly TrayItem[] }) {
  const { t } = useTranslation('files');
  if (items.length === 0) return null;
  return (
    <ul aria-label={t('chosen')} className="mb-2 grid max-h-44 gap-1.5 overflow-y-auto mid:grid-cols-2">
      {items.map((item) => (
        <li key={item.key} className={cx('flex items-center gap-2.5 rounded-panel border p-1.5', item.state === 'failed' ? 'border-red' : 'border-line bg-surface')}>
          {item.preview ? <img src={item.preview} alt="" className="size-9 shrink-0 rounded-control object-cover" /> : <FileSign name={item.name} />}
          <span className="flex min-w-0 flex-1 flex-col">
            <bdi className="max-w-full self-start truncate text-13">{item.name}</bdi>
            <State item={item} />
            {item.state === 'uploading' && (
              <progress max={1} value={item.progress} aria-label={item.name} className="mt-0.5 h-1 w-full overflow-hidden rounded-full accent-accent" />
            )}
          </span>
          {item.state === 'failed' && tray.canRetry(item.key) && (
            <IconButton size="small" label={t('retry', { name: item.name })} onClick={() => tray.retry(item.key)}>
              <RotateCw size={14} aria-hidden />
            </IconButton>
          )}
          <IconButton size="small" label={t('remove', { name: item.name })} onClick={() => tray.remove(item.key)}>
            <X size={14} aria-hidden />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}

function State({ item }: { item: TrayItem }) {
  const { t, i18n } = useTranslation('files');
  if (item.state === 'failed')
    return (
      <span role="alert" className="text-12 text-red">
        {t(errorKey(item.error ?? 'client/unexpected'), { ...item.data, defaultValue: t('errors:client.unexpected') })}
      </span>
    );
  const words =
    item.state === 'uploading'
      ? t('uploading', { percent: Math.round(item.progress * 100) })
      : item.state === 'waiting'
        ? t(item.error ? 'again' : 'waiting')
        : sizeText(item.bytes, i18n.language);
  return <span className="tabular truncate text-12 text-muted">{words}</span>;
}

/** The button to choose files by. */
export function AttachButton({ tray, limits }: { tray: Tray; limits: FileLimits }) {
  const { t } = useTranslation('files');
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={field}
        type="file"
        multiple
        hidden
        accept={acceptOf(limits)}
        onChange={(event) => {
          tray.add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <IconButton label={t('choose')} tipSide="top" size="small" onClick={() => field.current?.click()}>
        <Paperclip size={16} aria-hidden />
      </IconButton>
    </>
  );
}

/** Files that are dropped anywhere on the page go into the open draft; beside others into that of the talk they are dropped on. */
export function useDrop(tray: Tray, form: RefObject<HTMLElement | null>): void {
  const { place } = usePane();
  useEffect(() => {
    const ours = (event: DragEvent) => place === null || (event.target instanceof Node && form.current?.closest('[data-pane]')?.contains(event.target));
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') && ours(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.files.length || !ours(event)) return;
      event.preventDefault();
      tray.add([...event.dataTransfer.files]);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [tray, place, form]);
}
