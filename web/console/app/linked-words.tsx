import { honestAddress } from '../../client/honest-host.rules.js';
import { LinkedText } from '../../ui/linked-text.js';

/** What a person wrote; an address that passes for another is spelt out. */
export const LinkedWords = ({ text }: { text: string }) => <LinkedText text={text} shown={honestAddress} />;
