import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Tray, TrayItem } from '../../../client/file-tray.js';
import { acceptOf, type FileLimits } from '../../../client/file.rules.js';
import { usePanel } from './context.js';
import { Icon } from './icon.js';

type TrayListProps = { tray: Tray; items: readonly TrayItem[] };

/** The list's code comes with the first file. */
export function useTrayList(wanted: boolean): ComponentType<TrayListProps> | null {
  const [loaded, setLoaded] = useState<{ List: ComponentType<TrayListProps> } | null>(null);
  useEffect(() => {
    if (wanted && !loaded) void import('./tray-list.js').then(({ TrayList }) => setLoaded({ List: TrayList }));
  }, [wanted, loaded]);
  return loaded?.List ?? null;
}

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
