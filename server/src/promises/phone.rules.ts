import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Where somebody sits whose clock shows this zone; enough to read a number as one dials it at home. */
const COUNTRIES: Readonly<Record<string, CountryCode>> = {
  'Asia/Shanghai': 'CN', 'Asia/Urumqi': 'CN', 'Asia/Taipei': 'TW', 'Asia/Hong_Kong': 'HK', 'Asia/Macau': 'MO', 'Asia/Singapore': 'SG', 'Asia/Tokyo': 'JP',
  'Asia/Seoul': 'KR', 'Asia/Kolkata': 'IN', 'Australia/Sydney': 'AU', 'Australia/Melbourne': 'AU', 'Pacific/Auckland': 'NZ',
  'Europe/Berlin': 'DE', 'Europe/Vienna': 'AT', 'Europe/Zurich': 'CH', 'Europe/Paris': 'FR', 'Europe/London': 'GB', 'Europe/Madrid': 'ES', 'Europe/Rome': 'IT',
  'Europe/Amsterdam': 'NL', 'Europe/Brussels': 'BE', 'Europe/Warsaw': 'PL', 'Europe/Lisbon': 'PT', 'Europe/Dublin': 'IE', 'Europe/Stockholm': 'SE',
  'America/New_York': 'US', 'America/Chicago': 'US', 'America/Denver': 'US', 'America/Los_Angeles': 'US', 'America/Phoenix': 'US', 'America/Toronto': 'CA', 'America/Vancouver': 'CA',
};
/** Numbers that cost whoever calls them: a stranger must not make us dial one. */
const COSTLY: ReadonlySet<string> = new Set(['PREMIUM_RATE', 'SHARED_COST', 'UAN']);

export type Phone = { readonly number: string; readonly country: string | null } | { readonly fault: 'phone_invalid' | 'phone_country' | 'phone_costly' };

/** Reads a number as people write it. */
export function readPhone(written: string, zone: string | null): Phone {
  const country = zone === null ? undefined : COUNTRIES[zone];
  const international = /^\s*(\+|＋)/.test(written);
  if (!international && country === undefined) return { fault: 'phone_country' };
  const found = parsePhoneNumberFromString(written.normalize('NFKC'), { ...(country ? { defaultCountry: country } : {}), extract: false });
  if (!found?.isValid()) return { fault: 'phone_invalid' };
  if (COSTLY.has(found.getType() ?? '')) return { fault: 'phone_costly' };
  return { number: found.number, country: found.country ?? null };
}

/** Every number that somebody may mean who writes it so and sits in one of these zones: his own first, each once. */
export function numbersMeant(written: string, zones: readonly string[]): string[] {
  const read = (zone: string | null) => {
    const phone = readPhone(written, zone);
    return 'fault' in phone ? [] : [phone.number];
  };
  return [...new Set([...zones, null].flatMap(read))];
}

/** "+86 138 0013 8000" */
export const showPhone = (number: string): string => parsePhoneNumberFromString(number)?.formatInternational() ?? number;
