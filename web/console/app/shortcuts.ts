/** Every key of the console, in the groups of the sheet. The texts are `keys.<name>`, some of them among those of panes. */
export const SHORTCUTS = {
  everywhere: [
    ['palette', 'Mod+K'],
    ['sheet', '?'],
    ['close', 'Escape'],
    ['undo', 'Z'],
  ],
  go: [
    ['goMine', 'G M'],
    ['goUnassigned', 'G U'],
    ['goTeam', 'G T'],
    ['goAll', 'G A'],
    ['goVisits', 'G V'],
    ['goLive', 'G L'],
  ],
  list: [
    ['next', 'J'],
    ['previous', 'K'],
    ['newTicket', 'C'],
    ['foldViews', '['],
    ['select', 'X'],
    ['extend', 'Shift+J'],
    ['extendBack', 'Shift+K'],
  ],
  ticket: [
    ['reply', 'R'],
    ['note', 'N'],
    ['open', 'Enter'],
    ['assign', 'A'],
    ['toMe', 'I'],
    ['end', 'E'],
    ['context', ']'],
    ['send', 'Mod+Enter'],
    ['unread', 'U'],
    ['macro', 'M'],
  ],
  beside: [
    ['beside', 'B'],
    ['openBeside', 'Shift+Enter'],
    ['pane', 'Mod+1 2 3 4'],
    ['closePane', 'X'],
  ],
} as const;
