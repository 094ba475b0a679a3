import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Crowd } from './crowd.js';

/** A request as Node gives it, from an address and through the proxies that a header names. */
function from(address: string, forwarded?: string): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: address });
  const request = new IncomingMessage(socket);
  if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded;
  return request;
}

describe('the crowd of one network', () => {
  it('is full at its limit and has room again when one leaves', () => {
    const crowd = new Crowd(2, []);
    const network = crowd.networkOf(from('203.0.113.7'));
    expect(network).toBe('203.0.113.7');
    if (network === null) return;
    crowd.enter(network);
    expect(crowd.isFull(network)).toBe(false);
    crowd.enter(network);
    expect(crowd.isFull(network)).toBe(true);
    expect(crowd.isFull('203.0.113.8')).toBe(false);
    crowd.leave(network);
    expect(crowd.isFull(network)).toBe(false);
  });

  it('does not count this machine', () => {
    const crowd = new Crowd(1, []);
    expect(crowd.networkOf(from('::1'))).toBeNull();
    expect(crowd.isFull(null)).toBe(false);
  });

  it('counts the lines of one IPv6 household as one', () => {
    const crowd = new Crowd(1, []);
    expect(crowd.networkOf(from('2001:db8:1:2::a'))).toBe(crowd.networkOf(from('2001:db8:1:2::b')));
  });

  it('believes a header only from a proxy it was told of', () => {
    const header = '198.51.100.9';
    expect(new Crowd(1, []).networkOf(from('203.0.113.7', header))).toBe('203.0.113.7');
    expect(new Crowd(1, ['203.0.113.7']).networkOf(from('203.0.113.7', header))).toBe(header);
  });
});
