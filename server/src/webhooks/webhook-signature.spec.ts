import { headersOf, signature, wordOf } from './webhook-signature.js';

/** The vector of the specification and of its libraries. */
const VECTOR = { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', seconds: 1_614_265_330, body: '{"test": 2432232314}', signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' };

describe('the signature of a webhook', () => {
  it('is that of the specification', () => {
    expect(signature(VECTOR.secret, VECTOR.id, VECTOR.seconds, VECTOR.body)).toBe(VECTOR.signature);
  });

  it.each([
    ['id', { id: 'msg_other' }],
    ['time', { seconds: VECTOR.seconds + 1 }],
    ['body', { body: '{"test": 2432232315}' }],
    ['secret', { secret: wordOf(Buffer.alloc(32, 7)) }],
  ])('is another one for another %s', (_, other) => {
    const { secret, id, seconds, body } = { ...VECTOR, ...other };
    expect(signature(secret, id, seconds, body)).not.toBe(VECTOR.signature);
  });

  it('is made over the bytes of Chinese and of pictures in words', () => {
    expect(signature(VECTOR.secret, 'm', 1, '{"t":"退款 😀"}')).not.toBe(signature(VECTOR.secret, 'm', 1, '{"t":"退款 😁"}'));
  });

  it('stands there twice while the secret changes, the newer one first', () => {
    const now = new Date(VECTOR.seconds * 1000 + 999);
    const next = wordOf(Buffer.alloc(32, 1));
    const headers = headersOf([next, VECTOR.secret], VECTOR.id, now, VECTOR.body);
    expect(headers['webhook-timestamp']).toBe(String(VECTOR.seconds));
    expect(headers['webhook-id']).toBe(VECTOR.id);
    expect(headers['webhook-signature']?.split(' ')).toEqual([signature(next, VECTOR.id, VECTOR.seconds, VECTOR.body), VECTOR.signature]);
  });

  it('is made with a secret that says what it is', () => expect(wordOf(Buffer.from('31f290f6bf06298aab4f08d43c3f082cf648a362da2da4b0', 'hex'))).toBe(VECTOR.secret));
});
