/** Why the database cannot be used at the start, by what Node and PostgreSQL call it. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody answers there',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'no such host is known',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  ETIMEDOUT: 'no answer came in time',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
  ENOENT: 'there is no such socket',
  '28000': 'it does not let this user in',
  '28P01': 'the password is wrong',
  '3D000': 'there is no database of that name',
  '53300': 'it has no connection left',
  '57P03': 'it is still starting',
};

const read = (fault: unknown, name: string): unknown => (typeof fault === 'object' && fault !== null ? Reflect.get(fault, name) : undefined);

/** One sentence about a database that is away, without its password; null when the fault is another one. */
export function databaseAway(fault: unknown, databaseUrl: string): string | null {
  // A host with several addresses fails with one fault for each.
  const inner = read(fault, 'errors');
  const code = [fault, ...(Array.isArray(inner) ? inner : [])].map((one) => read(one, 'code')).find((one) => typeof one === 'string' && Object.hasOwn(REASONS, one));
  const late = fault instanceof Error && /timeout exceeded when trying to connect|Connection terminated/i.test(fault.message);
  const reason = typeof code === 'string' ? REASONS[code] : late ? REASONS['ETIMEDOUT'] : undefined;
  return reason === undefined ? null : `The database at ${placeOf(databaseUrl)} cannot be used: ${reason}. Check DATABASE_URL and whether PostgreSQL runs.`;
}

function placeOf(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return 'DATABASE_URL';
  const { host, pathname } = new URL(databaseUrl);
  return `${host}${pathname}`;
}
