import type { RelationKind, Relations } from '#contracts/relations.js';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { relate, relationCandidatesQuery } from '../../../client/relations.data.js';
import { Badge } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { cx } from '../../../ui/class-names.js';
import { Dialog } from '../../../ui/dialog.js';
import { ErrorState } from '../../../ui/error-state.js';
import { TextField } from '../../../ui/field.js';
import { customerName } from '../../app/customer-name.js';
import { CandidateSkeletons } from '../../app/candidate-skeletons.js';
import { errorText, tellFailure } from '../../app/error-text.js';
import { useRested } from '../../app/use-rested.js';

const KINDS: readonly RelationKind[] = ['related', 'child', 'parent'];

/** What another ticket is to this one, and which one it is. */
export default function RelationDialog({ ticketId, number, relations, onClose }: { ticketId: string; number: number; relations: Relations; onClose: () => void }) {
  const { t } = useTranslation('relations');
  const [kind, setKind] = useState<RelationKind>('related');
  const [search, setSearch] = useState('');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const typed = search.trim();
  const rested = useRested(typed);
  const found = useQuery(relationCandidatesQuery(ticketId, rested));
  const items = found.data?.items ?? [];
  const looking = found.isPlaceholderData || rested !== typed;
  const chosen = items.find(({ id }) => id === chosenId);
  const run = async () => {
    if (!chosen || busy) return;
    setBusy(true);
    try {
      await relate(ticketId, { otherId: chosen.id, kind });
      onClose();
    } catch (fault) {
      tellFailure(fault);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('dialog.title', { number })}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button look="primary" disabled={!chosen} busy={busy} onClick={() => void run()}>
            {t('dialog.do')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <fieldset>
          <legend className="mb-1.5 text-13 font-medium">{t('dialog.kind')}</legend>
          <div className="flex flex-wrap gap-1.5">
            {KINDS.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={kind === one}
                disabled={one === 'parent' && relations.parent !== null}
                onClick={() => setKind(one)}
                className={cx('h-8 rounded-control border px-2.5 text-13 disabled:opacity-50', kind === one ? 'border-accent bg-tint font-medium text-accent-text' : 'border-line text-muted hover:bg-hover')}
              >
                {t(`dialog.is.${one}`)}
              </button>
            ))}
          </div>
          <p className="mt-1.5 text-12 text-muted">{t(`dialog.means.${kind}`, { number })}</p>
        </fieldset>
        <TextField label={t('dialog.search')} placeholder={t('dialog.placeholder')} autoFocus autoComplete="off" maxLength={80} dir="auto" value={search} onChange={(event) => setSearch(event.target.value)} />
        {found.isError && <ErrorState message={errorText(found.error)} retryLabel={t('common:retry')} onRetry={() => void found.refetch()} />}
        {found.isPending && <CandidateSkeletons />}
        {found.data && items.length === 0 && (
          <p role="status" className="text-13 text-muted">
            {t(looking ? 'dialog.looking' : typed === '' ? 'dialog.none' : 'dialog.nothing')}
          </p>
        )}
        {items.length > 0 && (
          <div role="radiogroup" aria-label={t('dialog.found')} aria-busy={looking} className={cx('max-h-64 overflow-y-auto rounded-control border border-line', looking && 'opacity-60')}>
            {items.map((item) => (
              <label key={item.id} className={cx('flex min-h-12 cursor-pointer items-center gap-3 border-b border-line px-3 py-2 last:border-b-0 hover:bg-hover', item.id === chosenId && 'bg-tint')}>
                <input type="radio" name="relate-to" checked={item.id === chosenId} onChange={() => setChosenId(item.id)} className="shrink-0 accent-accent" />
                <span className="flex min-w-0 flex-1 flex-col">
                  <span className="flex min-w-0 items-center gap-2 text-14">
                    <span className="tabular shrink-0 text-muted">#{item.number}</span>
                    <span dir="auto" className="truncate font-medium">
                      {item.subject ?? t('untitled')}
                    </span>
                  </span>
                  <span dir="auto" className="truncate text-13 text-muted">
                    {customerName(item.customer, item.number, t)}
                  </span>
                </span>
                <Badge>{t(`life:state.${item.state}`)}</Badge>
              </label>
            ))}
          </div>
        )}
      </div>
    </Dialog>
  );
}
