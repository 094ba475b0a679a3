/** Room names are computed here and on the server only; no client ever names a room. */
export const rooms = {
  conversation: (id: string) => `c:${id}`,
  account: (id: string) => `a:${id}`,
  visitor: (id: string) => `v:${id}`,
  team: (id: string) => `t:${id}`,
  /** Everybody who works here. */
  staff: () => 'staff',
  /** Everybody who may see every ticket. */
  everything: () => 'everything',
  session: (id: string) => `s:${id}`,
} as const;
