interface Signatures {
  readonly own: string;
  readonly team: string;
  readonly mailbox: string;
}

/** The writer's own lines, and under them those of the team; where it has none, those of the mailbox. */
export const signatureOf = ({ own, team, mailbox }: Signatures): string => [own, team.trim() === '' ? mailbox : team].map((part) => part.trim()).filter((part) => part !== '').join('\n\n');

/** Plain substitution: what is filled in is never looked at again. */
export const filled = (text: string, blanks: { readonly shop: string; readonly number: number }): string => text.replace(/\{(shop|number)\}/g, (_, name: 'shop' | 'number') => String(blanks[name]));
