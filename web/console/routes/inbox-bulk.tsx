import type { Me } from '#contracts/accounts.js';
import type { BulkChange } from '#contracts/bulk.js';
import type { Macro, MacroAction } from '#contracts/macros.js';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askBulk, bulkQuery, matchingQuery, stopBulk, undoBulk } from '../../client/bulk.data.js';
import { useStore } from '../../client/store.js';
import { refetchLists } from '../../client/tickets.data.js';
import { lazyPart } from '../../ui/lazy-part.js';
import { showToast } from '../../ui/toast.js';
import { BULK_TEXTS } from '../app/bulk-texts.js';
import { errorText, tellFailure } from '../app/error-text.js';
import { useKeys } from '../app/keys.js';
import { MACRO_TEXTS } from '../app/macro-texts.js';
import { type ListSearch, toListQuery } from '../app/search.js';
import { followedChange, selection } from '../app/selection.js';
import { NOTHING } from '../app/selection.rules.js';
import type { Target } from '../app/target.js';
import { useTexts } from '../app/use-texts.js';
import { BulkBar, type BulkDialog } from '../features/bulk/bulk-bar.js';
import { BulkStatus } from '../features/bulk/bulk-status.js';

const AssignDialog = lazyPart(() => import('../features/tickets/assign-dialog.js'));
const BulkTags = lazyPart(() => import('../features/bulk/bulk-tags.js'));
const BulkTraits = lazyPart(() => import('../features/bulk/bulk-traits.js'));
const BulkReport = lazyPart(() => import('../features/bulk/bulk-report.js'));
const MacroPicker = lazyPart(() => import('../features/macros/macro-picker.js'));

const TRAITS = [['ticket.edit', 'set_field'], ['ticket.close', 'set_sub_state']] as const;

type Deed = { actions: MacroAction[] } | { macro: { id: string; version: number } };

/** The marked tickets, and the change of many that is under way. */
export default function InboxBulk({ search, me }: { search: ListSearch; me: Me }) {
  const { t } = useTranslation('bulk');
  const ready = [useTexts('bulk', BULK_TEXTS), useTexts('macros', MACRO_TEXTS)].every(Boolean);
  const picked = useStore(selection);
  const followed = useStore(followedChange);
  const [dialog, setDialog] = useState<BulkDialog | 'report' | null>(null);
  const [busy, setBusy] = useState(false);
  const query = toListQuery(search);
  const matching = useQuery({ ...matchingQuery(query), enabled: picked.ids.length > 0 }).data?.count ?? null;
  const change = useQuery({ ...bulkQuery(followed ?? ''), enabled: followed !== null }).data;
  const clear = () => selection.set(NOTHING);
  const may = picked.ids.length > 0;
  useKeys({ close: may ? clear : undefined, macro: may ? () => setDialog('macro') : undefined, assign: may && me.permissions.includes('ticket.assign') ? () => setDialog('assign') : undefined });

  const state = change?.state;
  useEffect(() => {
    if (state !== undefined && state !== 'running') void refetchLists();
  }, [state]);

  if (!ready) return null;
  const undo = (id: string) => void undoBulk(id).then(follow, tellFailure);
  const follow = (next: BulkChange) => {
    const told = next.state === 'finished' && next.failed === 0;
    followedChange.set(told ? null : next.id);
    if (!told) return;
    const text = t(next.kind === 'undo' ? 'undone' : 'done', { count: next.done });
    showToast({ tone: 'done', text, ...(next.can.undo ? { action: { label: t('undo'), run: () => undo(next.id) } } : {}) });
  };
  const run = async (deed: Deed): Promise<string | null> => {
    const { teamId, filter = {}, view, state: shelf } = query;
    const which = picked.all ? { matching: { view, state: shelf, filter: { ...filter, ...(teamId ? { teamId } : {}) } } } : { ticketIds: [...picked.ids] };
    setBusy(true);
    try {
      follow(await askBulk({ ...which, ...deed }));
      clear();
      return null;
    } catch (error) {
      return errorText(error);
    } finally {
      setBusy(false);
    }
  };
  const act = (action: MacroAction) => {
    setDialog(null);
    void run({ actions: [action] }).then((why) => why !== null && showToast({ tone: 'error', text: why }));
  };
  const assign = (target: Target | null) =>
    act(target === null ? { do: 'assign', to: 'nobody' } : target.kind === 'team' ? { do: 'assign_team', teamId: target.ref.id } : { do: 'assign_person', accountId: target.ref.id });
  const count = picked.all && matching !== null ? matching : picked.ids.length;
  return (
    <>
      {change && (
        <BulkStatus
          change={change}
          onStop={() => void stopBulk(change.id).catch(tellFailure)}
          onUndo={() => undo(change.id)}
          onReport={() => setDialog('report')}
          onDismiss={() => followedChange.set(null)}
        />
      )}
      {may && (
        <BulkBar
          me={me}
          count={count}
          matching={matching !== null && matching > picked.ids.length ? matching : null}
          all={picked.all}
          busy={busy}
          onAll={() => selection.set({ ...picked, all: true })}
          onClear={clear}
          onDo={act}
          onDialog={setDialog}
        />
      )}
      <Suspense fallback={null}>
        {dialog === 'assign' && <AssignDialog title={t('assignTo', { count })} assigneeId={null} onClose={() => setDialog(null)} onAssign={assign} />}
        {dialog === 'tags' && <BulkTags count={count} onDo={act} onClose={() => setDialog(null)} />}
        {dialog === 'traits' && <BulkTraits count={count} kinds={TRAITS.filter(([permission]) => me.permissions.includes(permission)).map(([, kind]) => kind)} onDo={act} onClose={() => setDialog(null)} />}
        {dialog === 'macro' && (
          <MacroPicker ticketId={null} title={t('macros:pickMany', { count })} onRun={({ id, version }: Macro) => run({ macro: { id, version } })} onClose={() => setDialog(null)} />
        )}
        {dialog === 'report' && change && <BulkReport change={change} onClose={() => setDialog(null)} />}
      </Suspense>
    </>
  );
}
