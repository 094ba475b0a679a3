import { useEffect, useState } from 'preact/hooks';
import type { Tray } from '../../../client/file-tray.js';
import { usePanel } from './context.js';

/** The files of a draft, drawn anew as they go up. */
export function useTray(id: string) {
  const { session } = usePanel();
  const tray: Tray | null = session?.files.tray(id) ?? null;
  const [, draw] = useState(0);
  useEffect(() => tray?.watch(() => draw((count) => count + 1)), [tray]);
  return { tray, items: tray?.items() ?? [] };
}
