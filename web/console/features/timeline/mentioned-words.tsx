import type { Mention } from '#contracts/messages.js';
import { cx } from '../../../ui/class-names.js';
import { LinkedWords } from '../../app/linked-words.js';
import { mentionsIn } from './mention.rules.js';

/** A note with those whom it mentions marked; oneself more than others. */
export function MentionedWords({ text, mentions, meId }: { text: string; mentions: readonly Mention[]; meId: string }) {
  const places = mentionsIn(text, mentions);
  return (
    <>
      {places.map(({ from, to, person }, nth) => (
        <span key={from}>
          <LinkedWords text={text.slice(places[nth - 1]?.to ?? 0, from)} />
          <span dir="auto" className={cx('rounded-control px-1 font-medium', person.id === meId ? 'bg-accent text-accent-on' : 'bg-tint text-accent-text')}>
            {text.slice(from, to)}
          </span>
        </span>
      ))}
      <LinkedWords text={text.slice(places.at(-1)?.to ?? 0)} />
    </>
  );
}
