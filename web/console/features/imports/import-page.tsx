import type { Import } from '#contracts/imports.js';
import { Download, Pause, Play, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../../../client/format.js';
import { bringImport, discardImport, isMoving, pauseImport, removeImport, reportAddress } from '../../../client/imports.data.js';
import { Button } from '../../../ui/button.js';
import Confirm from '../../../ui/confirm.js';
import { useChange } from '../../app/use-change.js';
import { ImportFiles } from './import-files.js';
import { ImportBadge } from './import-looks.js';
import { ImportMappingForm } from './import-mapping.js';
import { ImportOutlook } from './import-outlook.js';

/** One import from its files to its tickets: what would become of it stands before the button that does it. */
export function ImportPage({ row, onGone }: { row: Import; onGone: () => void }) {
  const { t } = useTranslation('imports');
  const { change, busy } = useChange(['imports']);
  const [asking, setAsking] = useState<'bring' | 'remove' | 'discard' | null>(null);
  const { id, can, tally, state } = row;
  const refused = tally.refused + tally.refusals.length > 0 || row.files.some(({ records }) => records > 0);
  const discard = async () => {
    if (await change(() => discardImport(id))) onGone();
  };
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-wrap items-center gap-2">
        <ImportBadge row={row} />
        <span className="min-w-0 truncate text-13 text-muted" dir="auto">
          {t('goesTo', { channel: row.channel.name, team: row.team?.name ?? t('field.noTeam') })}
        </span>
        <span className="ms-auto flex flex-wrap gap-2">
          {can.discard && (
            <Button look="quiet" icon={<Trash2 size={16} aria-hidden />} onClick={() => setAsking('discard')}>
              {t('discard')}
            </Button>
          )}
          {can.remove && (
            <Button icon={<Undo2 size={16} aria-hidden />} onClick={() => setAsking('remove')}>
              {t('remove')}
            </Button>
          )}
          {can.pause && (
            <Button icon={<Pause size={16} aria-hidden />} busy={busy} onClick={() => void change(() => pauseImport(id))}>
              {t('pause')}
            </Button>
          )}
          {(can.bring || state === 'ready') && (
            <Button look="primary" icon={<Play size={16} aria-hidden />} busy={busy} disabled={!can.bring || (state === 'ready' && tally.fit === 0)} onClick={() => (state === 'paused' ? void change(() => bringImport(id)) : setAsking('bring'))}>
              {state === 'paused' ? t('goOn') : t('bring', { count: tally.fit })}
            </Button>
          )}
        </span>
      </div>
      {isMoving(row) && <Progress row={row} />}
      <ImportFiles row={row} />
      {row.files.length > 0 && <ImportOutlook row={row} />}
      {row.files.length > 0 && can.map && <ImportMappingForm key={row.version} row={row} />}
      {refused && (
        <a href={reportAddress(id)} download className="inline-flex items-center gap-1.5 self-start text-13 font-medium text-accent-text hover:underline">
          <Download size={14} aria-hidden />
          {t('report')}
        </a>
      )}
      {asking === 'bring' && <Confirm title={t('bringTitle', { count: tally.fit })} text={t('bringText')} confirmLabel={t('bring', { count: tally.fit })} cancelLabel={t('common:cancel')} onConfirm={() => void change(() => bringImport(id))} onClose={() => setAsking(null)} />}
      {asking === 'remove' && <Confirm title={t('removeTitle')} text={t('removeText')} confirmLabel={t('remove')} cancelLabel={t('common:cancel')} onConfirm={() => void change(() => removeImport(id))} onClose={() => setAsking(null)} />}
      {asking === 'discard' && <Confirm title={t('discardTitle')} text={t('discardText')} confirmLabel={t('discard')} cancelLabel={t('common:cancel')} onConfirm={() => void discard()} onClose={() => setAsking(null)} />}
    </div>
  );
}

function Progress({ row: { state, tally } }: { row: Import }) {
  const { t } = useTranslation('imports');
  const done = state === 'removing' ? tally.removed : tally.walked;
  const total = state === 'removing' ? tally.brought : tally.tickets;
  return (
    <div className="flex flex-col gap-2">
      {state === 'reading' ? <progress aria-label={t('bar')} className="h-1.5 w-full accent-accent" /> : <progress max={Math.max(1, total)} value={done} aria-label={t('bar')} className="h-1.5 w-full accent-accent" />}
      <p role="status" className="tabular text-13 text-muted">
        {t(`progress.${state}`, { done: number(done), total: number(total), read: number(tally.tickets + tally.messages + tally.people) })}
      </p>
    </div>
  );
}
