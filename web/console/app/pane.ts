import { createContext, use } from 'react';

export interface Pane {
  /** Keys, the palette and reading belong to this one. */
  focused: boolean;
  /** Its place among several, from 1; null when it stands alone. */
  place: number | null;
  /** Takes it away from beside the others. */
  close: () => void;
  /** Puts the running chats beside this one, or leaves it alone. Null where the screen is too narrow for that. */
  toggleBeside: (() => void) | null;
}

const PaneContext = createContext<Pane>({ focused: true, place: null, close: () => undefined, toggleBeside: null });
export const PaneProvider = PaneContext;
/** The pane of the talk that a part belongs to. */
export const usePane = (): Pane => use(PaneContext);
