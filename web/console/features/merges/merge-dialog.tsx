import type { MergeCandidates } from '#contracts/merges.js';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { merge, mergeCandidatesQuery, unmerge } from '../../../client/merges.data.js';
import { Badge } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { cx } from '../../../ui/class-names.js';
import { Dialog } from '../../../ui/dialog.js';
import { ErrorState } from '../../../ui/error-state.js';
import { TextField } from '../../../ui/field.js';
import { showToast } from '../../../ui/toast.js';
import { CandidateSkeletons } from '../../app/candidate-skeletons.js';
import { errorText, tellFailure } from '../../app/error-text.js';
import { useLive } from '../../app/live.js';
import { MERGE_TEXTS } from '../../app/merge-texts.js';
import { useRested } from '../../app/use-rested.js';
import { useTexts } from '../../app/use-texts.js';
import { MergeOutlook } from './merge-outlook.js';

type Candidate = MergeCandidates['items'][number];
interface Props {
  ticketId: string;
  number: number;
  onClose: () => void;
  /** It is done: go on in the other. */
  onMerged: (targetId: string) => void;
}

/** Which ticket this one becomes part of, the two side by side, and what will happen. */
export default function MergeDialog({ ticketId, number, onClose, onMerged }: Props) {
  const { t } = useTranslation('merges');
  const ready = useTexts('merges', MERGE_TEXTS);
  const { conversations } = useLive();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<Candidate | null>(null);
  const [busy, setBusy] = useState(false);
  const typed = search.trim();
  const rested = useRested(typed);
  const found = useQuery(mergeCandidatesQuery(ticketId, rested));
  const looking = found.isPlaceholderData || rested !== typed;
  if (!ready) return null;
  const { data } = found;
  const blocked = chosen !== null && !chosen.sameCustomer && (data?.owed.length ?? 0) > 0;
  const run = async () => {
    if (!data || !chosen || blocked || busy) return;
    setBusy(true);
    const { id: targetId, number: to } = chosen;
    try {
      await merge(ticketId, { targetId, from: data.source.state, targetFrom: chosen.state, seenSeq: conversations.of(ticketId).get().last });
      const undo = () => unmerge(ticketId, targetId).then(() => showToast({ tone: 'done', text: t('undone', { from: number }) }), tellFailure);
      showToast({ tone: 'done', text: t('done', { from: number, to }), action: { label: t('console:undo.label'), run: () => void undo() } });
      onMerged(targetId);
    } catch (fault) {
      tellFailure(fault);
      setBusy(false);
      void found.refetch();
    }
  };
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={t('title', { number })}
      description={t('lead')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button look="primary" disabled={!data || chosen === null || blocked} busy={busy} onClick={() => void run()}>
            {chosen ? t('do', { to: chosen.number }) : t('pick')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TextField label={t('search')} placeholder={t('placeholder')} autoFocus autoComplete="off" maxLength={80} dir="auto" value={search} onChange={(event) => setSearch(event.target.value)} />
        {found.isError && <ErrorState message={errorText(found.error)} retryLabel={t('common:retry')} onRetry={() => void found.refetch()} />}
        {found.isPending && <CandidateSkeletons />}
        {data && data.items.length === 0 && (
          <p role="status" className="text-13 text-muted">
            {t(looking ? 'looking' : typed === '' ? 'none' : 'nothing')}
          </p>
        )}
        {data && data.items.length > 0 && (
          <div role="radiogroup" aria-label={t('found')} aria-busy={looking} className={cx('max-h-56 overflow-y-auto rounded-control border border-line', looking && 'opacity-60')}>
            {data.items.map((item) => (
              <CandidateRow key={item.id} item={item} chosen={item.id === chosen?.id} onChoose={() => setChosen(item)} />
            ))}
          </div>
        )}
        {data && chosen && <MergeOutlook source={data.source} target={chosen} owed={data.owed.length > 0} />}
      </div>
    </Dialog>
  );
}

function CandidateRow({ item, chosen, onChoose }: { item: Candidate; chosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation('merges');
  return (
    <label className={cx('flex min-h-12 cursor-pointer items-center gap-3 border-b border-line px-3 py-2 last:border-b-0 hover:bg-hover', chosen && 'bg-tint')}>
      <input type="radio" name="merge-into" checked={chosen} onChange={onChoose} className="shrink-0 accent-accent" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex min-w-0 items-center gap-2 text-14">
          <span className="tabular shrink-0 text-muted">#{item.number}</span>
          <span dir="auto" className="truncate font-medium">
            {item.subject ?? (item.preview || t('untitled'))}
          </span>
        </span>
        <span dir="auto" className="truncate text-13 text-muted">
          {[item.customer.name || t('unknown'), item.customer.email].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className="shrink-0">{item.sameCustomer ? <Badge tone="green">{t('same')}</Badge> : <Badge tone="amber">{t('other')}</Badge>}</span>
    </label>
  );
}
