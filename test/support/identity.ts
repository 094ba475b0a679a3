import { SignJWT } from 'jose';

interface Claims {
  readonly sub?: unknown;
  readonly email?: unknown;
  readonly name?: unknown;
  /** Seconds from now; null leaves `exp` out. */
  readonly expiresIn?: number | null;
  readonly alg?: string;
}

/** What a shop's server makes of its signed-in customer. */
export async function identityToken(secret: string, { expiresIn = 300, alg = 'HS256', ...claims }: Claims): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const token = new SignJWT({ ...claims, iat: now, ...(expiresIn === null ? {} : { exp: now + expiresIn }) } as Record<string, unknown>);
  return token.setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));
}

/** A token that claims to need no signature. */
export function unsignedToken(claims: Record<string, unknown>): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none', typ: 'JWT' })}.${part({ exp: Math.floor(Date.now() / 1000) + 300, ...claims })}.`;
}
