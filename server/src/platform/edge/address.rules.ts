import { isIPv6 } from 'node:net';

/** Whether the caller's address is this machine's own. Behind a proxy it is the proxy's unless TRUSTED_PROXIES is set. */
export const isLoopback = (address: string): boolean => address === '::1' || /^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/i.test(address);

/** What one household or office counts as: an IPv4 address, or the /64 that an IPv6 line is given. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail.split(':').filter(Boolean);
  const gap: string[] = address.includes('::') ? Array(Math.max(0, 8 - front.length - back.length)).fill('0') : [];
  return [...front, ...gap, ...back].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':');
}
