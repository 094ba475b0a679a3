import type { Actor } from '../platform/actor.js';
import { hiddenAddress, hiddenNumber, withoutContact } from './contact.rules.js';

type Reader = Pick<Actor, 'permissions'>;

/** Whether this person may see how a customer is reached. Everything that shows an address or a number asks here. */
export const seesContact = ({ permissions }: Reader): boolean => permissions.has('customer.contact');

/** An address, a number or a name as this person may see it. What is missing stays missing. */
export const addressFor = <T extends string | null>(reader: Reader, address: T): T | string => (address === null || seesContact(reader) ? address : hiddenAddress(address));
export const numberFor = <T extends string | null>(reader: Reader, number: T): T | string => (number === null || seesContact(reader) ? number : hiddenNumber(number));
export const wordsFor = <T extends string | null>(reader: Reader, words: T): T | string => (words === null || seesContact(reader) ? words : withoutContact(words));
/** Under what name somebody's words are kept and shown to all: of a customer who names himself by an address or a number, that there is one. */
export const authorNameOf = ({ kind, name }: Pick<Actor, 'kind' | 'name'>): string => (kind === 'customer' ? withoutContact(name) : name);
export const contactFor = <T extends string | null>(reader: Reader, kind: string, address: T): T | string => (kind === 'phone' ? numberFor(reader, address) : addressFor(reader, address));
