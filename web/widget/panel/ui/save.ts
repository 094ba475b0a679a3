import type { ComponentType } from 'preact';
import { usePanel } from './context.js';
import { useLater } from './later.js';

/** Its code comes with the wish to save a talk. */
export function useSaveCard(id: string): ComponentType<{ id: string }> | null {
  const { state } = usePanel();
  return useLater(state.saving === id, async () => (await import('./save-card.js')).SaveCard);
}
