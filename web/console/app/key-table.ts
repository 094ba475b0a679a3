/**
 * Every key of the console as shipped, in the groups of the sheet; handler, sheet, palette, tooltips and settings read it. A comma
 * stands between two ways to say the same, a space inside a chord. The words are `keys:name.<name>`.
 */
export const KEY_TABLE = {
  everywhere: { palette: 'mod+k', search: '/', sheet: '?', close: 'escape', undo: 'z' },
  go: { goInbox: 'g i', goMine: 'g m', goUnassigned: 'g u', goTeam: 'g t', goAll: 'g a', goVisits: 'g v', goLive: 'g l' },
  list: { next: 'j', previous: 'k', peek: 'space', newTicket: 'c', newCall: 'shift+c', filter: 'f', foldViews: '[', select: 'x', extend: 'shift+j', extendBack: 'shift+k' },
  ticket: {
    reply: 'r',
    note: 'n',
    open: 'enter,o',
    send: 'mod+enter',
    sendSolve: 'mod+shift+enter',
    submitOpen: '',
    submitPending: '',
    submitHold: '',
    assign: 'a',
    toMe: 'i',
    end: 'e',
    state: 's',
    snooze: 'h',
    priority: 'p',
    tags: 't',
    macro: 'm',
    unread: 'u',
    merge: 'shift+m',
    spam: '!',
    context: ']',
  },
  beside: { beside: 'b', openBeside: 'shift+enter', pane1: 'mod+1,1', pane2: 'mod+2,2', pane3: 'mod+3,3', pane4: 'mod+4,4', closePane: 'w' },
} as const;
const { everywhere, go, list, ticket, beside } = KEY_TABLE;
export const STANDARD_KEYS = { ...everywhere, ...go, ...list, ...ticket, ...beside };
export type KeyName = keyof typeof STANDARD_KEYS;
