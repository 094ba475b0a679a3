import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import { isLoopback, networkOf } from '../edge/address.rules.js';

/** Counts open connections per household or office, so that one address cannot take them all. This machine itself is not counted. */
export class Crowd {
  private readonly counts = new Map<string, number>();
  private readonly trust: (address: string, hop: number) => boolean;

  constructor(private readonly most: number, trustedProxies: readonly string[]) {
    this.trust = trustedProxies.length > 0 ? proxyAddr.compile([...trustedProxies]) : () => false;
  }

  /** The network a connection is counted under; null when it is not counted. */
  networkOf(request: IncomingMessage): string | null {
    const address = proxyAddr(request, this.trust);
    return isLoopback(address) ? null : networkOf(address);
  }

  isFull(network: string | null): boolean {
    return network !== null && (this.counts.get(network) ?? 0) >= this.most;
  }

  enter(network: string): void {
    this.counts.set(network, (this.counts.get(network) ?? 0) + 1);
  }

  leave(network: string): void {
    const left = (this.counts.get(network) ?? 1) - 1;
    if (left > 0) this.counts.set(network, left);
    else this.counts.delete(network);
  }
}
