import { Problem } from '../platform/problem.js';
import { Passwords } from './passwords.js';

describe('password hashing', () => {
  test('is argon2id with 19 MiB, two passes and one lane, and proves the password again', async () => {
    const passwords = new Passwords();
    const stored = await passwords.hash('a kettle of green tea', 'mei@shop.example');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.matches('a kettle of green tea', stored)).toBe(true);
    expect(await passwords.matches('a kettle of black tea', stored)).toBe(false);
    expect(await passwords.matches('no password has this hash', null)).toBe(false);
  });

  test('refuses what is easy to guess, saying why', async () => {
    await expect(new Passwords().hash('password1', 'mei@shop.example')).rejects.toMatchObject({ code: 'account/password_weak', data: { reason: 'common' } });
  });

  test('takes 200 characters of Chinese, and ends at 1 KiB without hashing', async () => {
    const passwords = new Passwords();
    const long = '茶'.repeat(200);
    const kept = await passwords.hash(`${long}水`, 'mei@shop.example');
    expect(await passwords.matches(long, kept)).toBe(false);
    // The line is full: whatever has to be hashed is refused now.
    const tries = Array.from({ length: 66 }, () => passwords.matches('guess', kept));
    await expect(passwords.matches('x'.repeat(1024), kept)).rejects.toMatchObject({ code: 'request/too_many' });
    expect(await passwords.matches('x'.repeat(1025), kept)).toBe(false);
    await Promise.all(tries);
  });

  test('lets a bounded number wait and refuses the rest at once', async () => {
    const passwords = new Passwords();
    await passwords.matches('warm up', null);
    const tries = Array.from({ length: 100 }, () => passwords.matches('guess', null).catch((fault: unknown) => fault));
    const results = await Promise.all(tries);
    const refused = results.filter((result) => result instanceof Problem && result.code === 'request/too_many');
    expect(refused).toHaveLength(34);
    expect(results.filter((result) => result === false)).toHaveLength(66);
    expect(await passwords.matches('afterwards', null)).toBe(false);
  });
});
