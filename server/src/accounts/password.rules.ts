import { COMMON_PASSWORDS } from './common-passwords.js';

export type PasswordFault = 'short' | 'common' | 'own_address' | 'one_character';

/**
 * Whether a password is too easy to guess: short, among the most used, made of one character, or the person's own
 * address. No rule about digits and signs, which only make people choose worse ones (NIST SP 800-63B).
 */
export function passwordFault(password: string, email: string): PasswordFault | null {
  // People count characters, not UTF-16 units: four emoji are not eight characters.
  if ([...password].length < 8) return 'short';
  const plain = password.toLowerCase();
  if (new Set(plain).size === 1) return 'one_character';
  if (COMMON_PASSWORDS.has(plain)) return 'common';
  if (plain === email.toLowerCase() || plain === email.toLowerCase().split('@')[0]) return 'own_address';
  return null;
}
