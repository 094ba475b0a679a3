/** Whether mail to an address comes back to one of our mailboxes, whatever stands behind a plus sign. */
export function leadsToUs(address: string, mailboxes: readonly string[]): boolean {
  const at = address.lastIndexOf('@');
  return mailboxes.some((mailbox) => mailbox.toLowerCase() === `${address.slice(0, at).split('+')[0]}${address.slice(at)}`.toLowerCase());
}
