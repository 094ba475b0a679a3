import type { Message } from '#contracts/messages.js';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Session } from '../session.js';
import type { PanelState } from '../state.js';
import type { Texts } from '../texts.js';

export interface PanelContext {
  state: PanelState;
  texts: Texts;
  /** Null until the shop page has said hello: the panel already shows itself. */
  session: Session | null;
  clearPrefill(): void;
  /** Takes up a message to answer it, and puts the cursor where that is done. */
  quote(id: string, message: Message | null): void;
  close(): void;
}
export const Panel = createContext<PanelContext | null>(null);

export function usePanel(): PanelContext {
  const panel = useContext(Panel);
  if (!panel) throw new Error('used outside the panel');
  return panel;
}
