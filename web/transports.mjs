const NOTHING = '\0no-webtransport';

/**
 * Desk and chat speak websocket and, where that is cut, long polling; the third transport that their library brings is never asked for.
 * @returns {import('vite').Plugin}
 */
export const withoutWebTransport = () => ({
  name: 'aftercare-without-webtransport',
  enforce: 'pre',
  resolveId: (source) => (source.endsWith('/webtransport.js') ? NOTHING : null),
  load: (id) => (id === NOTHING ? 'export class WT {}' : null),
});
