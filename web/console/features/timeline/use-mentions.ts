import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Mention } from '#contracts/messages.js';
import { readersQuery } from '../../../client/followers.data.js';
import { queryClient } from '../../../client/query.js';
import { prefetch } from '../../../ui/lazy-part.js';
import { mentionAt, mentionsIn } from './mention.rules.js';
import { type Box, useLookup } from './use-lookup.js';

export const loadMentionPicker = () => import('./mention-picker.js');

/** Colleagues who are mentioned in a note while it is written: what follows the sign at the caret is the query. */
export function useMentions(ticketId: string, box: Box, note: boolean, selfId: string) {
  const { wanted, replace, ...lookup } = useLookup(box, note ? mentionAt : never);
  // Fetched with the first focus; until then nobody is known.
  const people = useQuery({ ...readersQuery(ticketId), enabled: false }).data?.items ?? [];
  /** Of two of one name, who was picked. */
  const chosen = useRef(new Set<string>());
  return {
    ...lookup,
    wanted,
    insert(person: Mention) {
      chosen.current.add(person.id);
      replace(`@${person.name} `);
    },
    /** Whom the words mention beside oneself, each once. */
    in(text: string): Mention[] {
      const found = note ? mentionsIn(text, people, chosen.current) : [];
      return [...new Map(found.map(({ person }) => [person.id, { id: person.id, name: person.name }])).values()].filter(({ id }) => id !== selfId);
    },
    prepare() {
      if (!note) return;
      prefetch(loadMentionPicker);
      void queryClient.prefetchQuery(readersQuery(ticketId));
    },
  };
}

const never = () => null;
