/** More than that is a mailing, and no talk. */
export const MOST_PARTICIPANTS = 20;
const MOST_NAMED_AT_ONCE = 10;

interface Person {
  readonly address: string;
  readonly name: string;
}

/** Whether an address leads to one of our mailboxes, signed or not: a copy to it would come back as a mail of our own. */
export function isOurs(address: string, mailboxes: readonly string[]): boolean {
  const at = address.lastIndexOf('@');
  const plain = `${address.slice(0, at).split('+')[0]}${address.slice(at)}`;
  return mailboxes.includes(plain.toLowerCase());
}

/** Whom a mail of the requester names beside himself and us, each once. */
export function namedBeside(others: readonly Person[], requester: readonly string[], mailboxes: readonly string[]): Person[] {
  const known = new Set(requester.map((address) => address.toLowerCase()));
  return others
    .filter(({ address }) => {
      if (known.has(address) || isOurs(address, mailboxes)) return false;
      known.add(address);
      return true;
    })
    .slice(0, MOST_NAMED_AT_ONCE);
}
