import { useEffect, useRef } from 'preact/hooks';
import type { Tray } from '../../../client/file-tray.js';
import { acceptOf, type FileLimits } from '../../../client/file.rules.js';
import { usePanel } from './context.js';
import { Icon } from './icon.js';

/** The button to choose files by. On a phone the system asks whether to take a photo or one of the gallery. */
export function FileButton({ limits, tray }: { limits: FileLimits; tray: Tray }) {
  const { texts: { t } } = usePanel();
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <input ref={field} type="file" multiple hidden accept={acceptOf(limits)} onChange={(event) => {
        tray.add([...(event.currentTarget.files ?? [])]);
        event.currentTarget.value = '';
      }} />
      <button type="button" class="plain" aria-label={t('file.choose')} onClick={() => field.current?.click()}><Icon name="clip" /></button>
    </>
  );
}

/** Files that are dropped anywhere on the panel go into the open draft. */
export function useDrop(tray: Tray | null): void {
  useEffect(() => {
    if (!tray) return;
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      tray.add([...event.dataTransfer.files]);
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  }, [tray]);
}
