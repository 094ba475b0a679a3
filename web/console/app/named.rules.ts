const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
/** Whose name, or a part of it, begins with the query; of Chinese names also what stands within. Who is called so from the beginning comes first. */
export function named<P extends { readonly name: string }>(people: readonly P[], query: string): P[] {
  const wanted = fold(query);
  const begins = people.filter(({ name }) => fold(name).startsWith(wanted));
  const within = people.filter((person) => !begins.includes(person) && (fold(person.name).split(/[\s\-‑·]+/u).some((part) => part.startsWith(wanted)) || (/\p{Script=Han}/u.test(wanted) && fold(person.name).includes(wanted))));
  return [...begins, ...within];
}
