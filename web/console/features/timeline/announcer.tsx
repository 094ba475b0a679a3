import type { Message } from '#contracts/messages.js';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

const GATHER_MS = 700;

/** Reads out what customers newly write, sender first, a burst in one go; never history and never one's own words. */
export function Announcer({ entries, last, loaded }: { entries: readonly Message[]; last: number; loaded: boolean }) {
  const { t } = useTranslation();
  const said = useRef<number | null>(null);
  const [spoken, setSpoken] = useState<readonly number[]>([]);
  useEffect(() => {
    if (!loaded) return;
    if (said.current === null) said.current = last;
    const timer = window.setTimeout(() => {
      const fresh = entries.filter((message) => message.seq > (said.current ?? 0) && message.author.kind === 'customer' && message.text);
      said.current = last;
      if (fresh.length > 0) setSpoken(fresh.map(({ seq }) => seq));
    }, GATHER_MS);
    return () => window.clearTimeout(timer);
  }, [entries, last, loaded]);
  // From the entries as they are now: what is recalled is read out to nobody any more.
  const words = entries.flatMap((message) => (message.text && spoken.includes(message.seq) ? [t('timeline:says', { name: message.author.name || t('timeline:author.customer'), text: message.text })] : []));
  return (
    <div className="sr-only" role="status">
      {words.join(' ')}
    </div>
  );
}
