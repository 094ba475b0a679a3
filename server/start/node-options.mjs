/**
 * How Node runs the application. A message lives for a few milliseconds, from the socket to the commit and out again:
 * with room for that in the young generation most of it is gone before it would be copied (docs/decisions/0014).
 */
export const NODE_OPTIONS = ['--max-semi-space-size=64'];
