import type { TicketDetail, TicketRow } from '#contracts/tickets.js';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../client/store.js';
import { lazyPart } from '../../ui/lazy-part.js';
import type { ListSearch } from '../app/search.js';
import { asked } from '../app/fields/asked-fields.js';
import { openParts } from '../app/open-parts.js';
import { splitting } from '../app/splitting.js';
import { DESK, useMedia } from '../app/use-media.js';
import { ContextPane } from './ticket-context.js';
import type { TicketPageState } from './use-ticket-page.js';

const TransferDialog = lazyPart(() => import('../features/tickets/transfer-dialog.js'));
const AssignDialog = lazyPart(() => import('../features/tickets/assign-dialog.js'));
const SnoozeDialog = lazyPart(() => import('../features/tickets/snooze-dialog.js'));
const MergeDialog = lazyPart(() => import('../features/merges/merge-dialog.js'));
const EndDialog = lazyPart(() => import('../features/tickets/end-dialog.js'));
const TranscriptDialog = lazyPart(() => import('../features/tickets/transcript-dialog.js'));
const TicketMacro = lazyPart(() => import('../features/macros/ticket-macro.js'));
const AskedDialog = lazyPart(() => import('../features/custom-fields/asked-dialog.js'));
const OpenPartsDialog = lazyPart(() => import('../app/open-parts-dialog.js'));
const SplitDialog = lazyPart(() => import('../features/timeline/split-dialog.js'));
const Confirm = lazyPart(() => import('../../ui/confirm.js'));
const Drawer = lazyPart(() => import('../../ui/drawer.js'));

interface Props {
  row: TicketRow;
  detail: TicketDetail | undefined;
  customer: string;
  search: ListSearch;
  page: TicketPageState;
}

/** What opens over a ticket, one at a time; each is fetched when first needed. */
export function TicketDialogs({ row, detail, customer, search, page }: Props) {
  const { t } = useTranslation();
  const desk = useMedia(DESK);
  const missing = useStore(asked);
  const parts = useStore(openParts);
  const cut = useStore(splitting);
  const { dialog, closeDialog } = page;
  const assigneeId = row.assignee?.id ?? null;
  return (
    <Suspense fallback={null}>
      {dialog === 'transfer' && <TransferDialog customer={customer} assigneeId={assigneeId} onClose={closeDialog} onTransfer={page.transfer} />}
      {dialog === 'assign' && <AssignDialog title={t('assign.title', { number: row.number })} assigneeId={assigneeId} onClose={closeDialog} onAssign={page.assign} />}
      {dialog === 'end' && <EndDialog customer={customer} onClose={closeDialog} onEnd={page.end} />}
      {dialog === 'macro' && <TicketMacro row={row} wanted={page.wantedMacro} onClose={closeDialog} />}
      {dialog === 'snooze' && <SnoozeDialog number={row.number} onClose={closeDialog} onSnooze={page.snooze} />}
      {dialog === 'merge' && <MergeDialog ticketId={row.id} number={row.number} onClose={closeDialog} onMerged={page.merged} />}
      {dialog === 'save' && <TranscriptDialog ticketId={row.id} number={row.number} onClose={closeDialog} />}
      {missing?.ticketId === row.id && <AskedDialog key={missing.keys.join()} asked={missing} />}
      {parts?.ticketId === row.id && <OpenPartsDialog asked={parts} />}
      {cut?.ticketId === row.id && <SplitDialog {...cut} onClose={() => splitting.set(null)} />}
      {dialog === 'block' && (
        <Confirm
          title={t('timeline:visitor.blockTitle', { name: customer })}
          text={t('timeline:visitor.blockText')}
          confirmLabel={t('timeline:visitor.block')}
          cancelLabel={t('common:cancel')}
          onConfirm={page.block}
          onClose={closeDialog}
        />
      )}
      {detail && !desk && page.drawer && (
        <Drawer label={t('ticket.context')} closeLabel={t('common:close')} onClose={() => page.setDrawer(false)}>
          <ContextPane detail={detail} customer={customer} search={search} page={page} />
        </Drawer>
      )}
    </Suspense>
  );
}
