import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { meQuery } from '../../client/session.data.js';
import { useStore } from '../../client/store.js';
import { lazyPart } from '../../ui/lazy-part.js';
import { useKeys } from '../app/keys.js';
import { openingWith } from '../app/opening-with.js';
import { newCall } from '../app/new-call.js';
import type { ListSearch } from '../app/search.js';
import ListMenu from '../features/tickets/list-menu.js';

const OpeningDialog = lazyPart(() => import('../features/tickets/opening-dialog.js'));
const NewCallDialog = lazyPart(() => import('../features/promises/new-call-dialog.js'));

/** What can be done with the list, and a new call or a ticket from a template: from its menu, by a key, or from the palette. */
export default function InboxMenu({ search, onFilter }: { search: ListSearch; onFilter: () => void }) {
  const me = useQuery(meQuery).data;
  const permissions = me?.permissions ?? [];
  const templateId = useStore(openingWith);
  const mayCall = permissions.includes('ticket.reply') && permissions.includes('ticket.edit');
  const calling = useStore(newCall);
  const call = () => newCall.set(true);
  useKeys({ newCall: mayCall ? call : undefined });
  return (
    <>
      <ListMenu search={search} onFilter={onFilter} onCall={mayCall ? call : undefined} />
      <Suspense fallback={null}>{me && templateId !== null && <OpeningDialog meId={me.account.id} templateId={templateId} onClose={() => openingWith.set(null)} />}</Suspense>
      <Suspense fallback={null}>{calling && <NewCallDialog onClose={() => newCall.set(false)} />}</Suspense>
    </>
  );
}
