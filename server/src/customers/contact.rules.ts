/** An address as it may be shown in a talk: enough for its owner to know it by. */
export function masked(kind: string, address: string): string {
  if (kind === 'phone') return `${address.slice(0, 3)} … ${address.slice(-3)}`;
  const at = address.lastIndexOf('@');
  return `${[...address][0] ?? ''}…${address.slice(at)}`;
}

const ADDRESS = /[^\s<>()[\],;:"'@]+@[^\s<>()[\],;:"'@]+/gu;
const NUMBER = /\+?\d(?:[\s./()-]{0,3}\d){6,14}/gu;
const HIDDEN = '…';

/** What somebody without `customer.contact` sees of an address: that there is one. Not even its end, which says where somebody works. */
export const hiddenAddress = (address: string): string => `${[...address][0] ?? ''}${HIDDEN}@${HIDDEN}`;
/** The same of a telephone number. */
export const hiddenNumber = (number: string): string => `${HIDDEN} ${number.replaceAll(/\D/g, '').slice(-2)}`;
/** Words that nobody meant to be an address but that may hold one: names, what a mail server answered. */
export const withoutContact = (text: string): string => text.replaceAll(ADDRESS, hiddenAddress).replaceAll(NUMBER, hiddenNumber);
