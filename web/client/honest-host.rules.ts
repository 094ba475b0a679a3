const SCRIPTS = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo', 'Arabic', 'Hebrew', 'Thai', 'Devanagari'].map((name) => [name, new RegExp(`\\p{Script=${name}}`, 'u')] as const);
/** Scripts that are written together. */
const TOGETHER: ReadonlySet<string> = new Set(['Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo', 'Latin']);
/** Cyrillic and Greek letters that nobody tells from Latin ones. */
const ALIKE = /^[аeеорсухіјѕһԁԛԝӏвкмнтαοενρυικ0-9-]+$/u;

/** True for a name that passes for another: scripts mixed within a word, or a whole word of letters that look Latin. */
export function passesForAnother(host: string): boolean {
  return host.split('.').some((label) => {
    // A letter of no script we know cannot be judged, so it is shown as it is sent.
    const letters = [...label].filter((character) => /\p{L}/u.test(character));
    const found = SCRIPTS.filter(([, script]) => letters.some((letter) => script.test(letter)));
    const known = letters.every((letter) => found.some(([, script]) => script.test(letter)));
    const mixed = found.length > 1 && !found.every(([name]) => TOGETHER.has(name));
    const foreign = found.some(([name]) => name === 'Cyrillic' || name === 'Greek');
    return !known || mixed || (foreign && ALIKE.test(label.toLowerCase()));
  });
}

/** An address as it may be shown: what passes for another name is spelt as machines spell it. */
export function honestAddress(address: string): string {
  const host = /^https?:\/\/(?:[^/?#]*@)?([^/?#:]*)/iu.exec(address)?.[1] ?? '';
  return passesForAnother(host) ? new URL(address).href : address;
}
