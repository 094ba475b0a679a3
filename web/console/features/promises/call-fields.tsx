import { mayCallAgain, mustCallAgain } from '#contracts/calls.rules.js';
import type { CallResult } from '#contracts/promises.js';
import { useTranslation } from 'react-i18next';
import { Choices, Segments } from '../../../ui/choice.js';
import { CheckField, TextArea } from '../../../ui/field.js';
import { callsAgain, type CallState, maySolve } from './call-state.rules.js';
import { OwnerField } from './owner-field.js';
import { type When, WhenField } from './when-field.js';

const RESULTS: readonly CallResult[] = ['reached', 'resolved', 'callback_wanted', 'not_reached', 'left_word', 'wrong_number'];
/** What found nobody is said of the customer's call in other words. */
const THEIRS = { not_reached: 'missed', left_word: 'voice', wrong_number: 'misdialled' } as const;

interface Props {
  meId: string;
  call: CallState;
  when: When;
  onCall: (call: CallState) => void;
  onWhen: (when: When) => void;
  /** A ticket cannot begin without a word of what it is about. */
  noteRequired?: boolean;
  /** The ticket may be solved by whoever looks. */
  solvable: boolean;
  /** A call is owed on the ticket. */
  owed?: boolean;
}

/** What came of a call, who calls again and when, and what is noted. */
export function CallFields({ meId, call, when, onCall, onWhen, noteRequired, solvable, owed }: Props) {
  const { t } = useTranslation('calls');
  const { direction, result } = call;
  const again = callsAgain(call);
  const word = (value: CallResult) => (direction === 'in' && value in THEIRS ? t(THEIRS[value === 'left_word' || value === 'wrong_number' ? value : 'not_reached']) : t(`promises:call.results.${value}`));
  const ends = owed && direction === 'out' && !again && (result === 'not_reached' || result === 'left_word' || result === 'wrong_number');
  return (
    <div className="flex flex-col gap-5">
      <Segments label={t('direction')} value={direction} onChange={(value) => onCall({ ...call, direction: value })} options={(['in', 'out'] as const).map((value) => ({ value, label: t(value) }))} />
      <div className="[&_fieldset]:mid:grid [&_fieldset]:mid:grid-cols-2 [&_fieldset]:mid:gap-2">
        <Choices label={t('result')} value={result} onChange={(value) => onCall({ ...call, result: value, again: null })} options={RESULTS.map((value) => ({ value, label: word(value) }))} />
      </div>
      {result !== null && mayCallAgain(result) && (
        <div className="flex flex-col gap-3">
          {!mustCallAgain(result) && <CheckField label={t('again')} checked={again} onChange={(event) => onCall({ ...call, again: event.target.checked })} />}
          {again && (
            <div className="grid gap-4 mid:grid-cols-2">
              <WhenField label={t('when')} when={when} onChange={onWhen} required />
              <OwnerField meId={meId} value={call.ownerId} onChange={(ownerId) => onCall({ ...call, ownerId })} />
            </div>
          )}
          {again && <p className="text-13 text-muted">{t('againHint')}</p>}
        </div>
      )}
      {ends && <p className="text-13 text-muted">{t(`ends.${result}`)}</p>}
      <TextArea label={t('note')} value={call.note} maxLength={8000} rows={4} required={noteRequired} onChange={(event) => onCall({ ...call, note: event.target.value })} />
      {solvable && maySolve(call) && <CheckField label={t('solve')} checked={call.solve} onChange={(event) => onCall({ ...call, solve: event.target.checked })} />}
    </div>
  );
}
