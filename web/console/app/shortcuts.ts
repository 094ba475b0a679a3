/** Every key of the console, in the groups of the sheet. The texts are `keys.<name>`. */
export const SHORTCUTS = {
  everywhere: [
    ['palette', 'Mod+K'],
    ['sheet', '?'],
    ['close', 'Escape'],
  ],
  go: [
    ['goMine', 'G M'],
    ['goUnassigned', 'G U'],
    ['goTeam', 'G T'],
    ['goAll', 'G A'],
    ['goLive', 'G L'],
  ],
  list: [
    ['next', 'J'],
    ['previous', 'K'],
    ['foldViews', '['],
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
  ],
} as const;
