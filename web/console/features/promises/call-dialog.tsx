import type { CallRecord, CallResult, StaffPromise, TicketPromises } from '#contracts/promises.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recordCall } from '../../../client/promises.data.js';
import { serverNow } from '../../../client/clock.js';
import { exactMinute } from '../../../client/format.js';
import { Button } from '../../../ui/button.js';
import { Choices } from '../../../ui/choice.js';
import { Dialog } from '../../../ui/dialog.js';
import { SelectField, TextArea } from '../../../ui/field.js';
import { tellFailure } from '../../app/error-text.js';
import { afterCall, nextTimes } from './call.rules.js';

const RESULTS: readonly CallResult[] = ['reached', 'not_reached', 'left_word', 'wrong_number'];

/** Records what came of a call. The card shows it at once; what the server refuses is taken back and said. */
export default function CallDialog({ promise, onClose }: { promise: StaffPromise; onClose: () => void }) {
  const { t } = useTranslation('promises');
  const [result, setResult] = useState<CallResult | null>(null);
  const [note, setNote] = useState('');
  const [times] = useState(() => nextTimes(serverNow()));
  const again = result === 'not_reached' || result === 'left_word';
  const [next, setNext] = useState<string | null>(null);
  // Whoever was not reached is called again unless the agent says otherwise; who has our word is not.
  const nextDueAt = again ? (next ?? (result === 'not_reached' ? (times[0] ?? '') : '')) : '';
  const save = async () => {
    if (!result) return;
    onClose();
    const record: CallRecord = { result, ...(note.trim() ? { note: note.trim() } : {}), ...(nextDueAt ? { nextDueAt } : {}) };
    const guess = (now: TicketPromises): TicketPromises => ({ ...now, items: now.items.map((item) => (item.id === promise.id ? afterCall(item, record, new Date(serverNow()).toISOString()) : item)) });
    const problem = await recordCall(promise.ticketId, promise.id, record, guess);
    if (problem) tellFailure(problem);
  };
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={t('call.title', { number: promise.callback?.shown ?? '' })}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button look="primary" disabled={!result} onClick={() => void save()}>
            {t('call.save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <Choices label={t('call.result')} value={result} onChange={setResult} options={RESULTS.map((value) => ({ value, label: t(`call.results.${value}`) }))} />
        {again && (
          <SelectField label={t('call.next')} value={nextDueAt} onChange={(event) => setNext(event.target.value)} hint={nextDueAt ? t('call.nextHint') : t(`call.noNext.${result}`)}>
            {times.map((at) => (
              <option key={at} value={at}>
                {exactMinute(at)}
              </option>
            ))}
            <option value="">{t('call.none')}</option>
          </SelectField>
        )}
        {result === 'wrong_number' && <p className="text-13 text-muted">{t('call.wrongHint')}</p>}
        <TextArea label={t('call.note')} value={note} maxLength={2000} onChange={(event) => setNote(event.target.value)} />
      </div>
    </Dialog>
  );
}
