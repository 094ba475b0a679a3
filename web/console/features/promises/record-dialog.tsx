import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallDirection } from '#contracts/promises.js';
import { recordCallOn } from '../../../client/calls.data.js';
import { Problem } from '../../../client/problem.js';
import { meQuery } from '../../../client/session.data.js';
import { detailQuery } from '../../../client/tickets.data.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextField } from '../../../ui/field.js';
import { lazyPart } from '../../../ui/lazy-part.js';
import { CALL_TEXTS } from '../../app/call-texts.js';
import { tellFailure } from '../../app/error-text.js';
import { askFields } from '../../app/fields/asked-fields.js';
import { FormError } from '../../app/form-error.js';
import { useLive } from '../../app/live.js';
import { type OpenParts, partsIn } from '../../app/open-parts.js';
import { useSubmit } from '../../app/use-submit.js';
import { useTexts } from '../../app/use-texts.js';
import { usePromiseTexts } from './use-promise-texts.js';
import { CallFields } from './call-fields.js';
import { callOf, emptyCall } from './call-state.rules.js';
import { NO_TIME } from './when-field.js';

const OpenPartsDialog = lazyPart(() => import('../../app/open-parts-dialog.js'));

interface Props {
  ticketId: string;
  /** The number that is called, where that is known. */
  number?: string | undefined;
  shown?: string | undefined;
  direction: CallDirection;
  /** The callback that it is an attempt of, which knows its number. */
  promiseId?: string;
  onClose: () => void;
  /** It is recorded. */
  onDone?: () => void;
}

/** Records what came of a call on a ticket that is there. */
export default function RecordDialog({ ticketId, number, shown, direction, promiseId, onClose, onDone }: Props) {
  const { t } = useTranslation('calls');
  const ready = [useTexts('calls', CALL_TEXTS), usePromiseTexts()].every(Boolean);
  const me = useQuery(meQuery).data;
  const detail = useQuery(detailQuery(ticketId)).data;
  const { watched, conversations } = useLive();
  const [key] = useState(() => crypto.randomUUID());
  // What comes while somebody writes this down is behind the dialog, and of a talk that is not on the screen nothing was seen.
  const [onScreen] = useState(() => watched.get() === ticketId);
  const [seenSeq] = useState(() => (onScreen ? conversations.of(ticketId).get().last : 0));
  const meId = me?.account.id ?? '';
  const [call, setCall] = useState(() => emptyCall(direction, meId));
  const [when, setWhen] = useState(NO_TIME);
  const [typed, setTyped] = useState('');
  const [parts, setParts] = useState<OpenParts['parts'] | null>(null);
  const [asking, setAsking] = useState(false);
  const record = callOf(call, when.at);
  const send = async (openChildren: number) => {
    if (!record) return;
    const used = number ?? typed.trim();
    await recordCallOn(ticketId, { ...record, openChildren, ...(promiseId ? { promiseId } : {}), ...(used === '' ? {} : { number: used }), ...(seenSeq === 0 ? {} : { seenSeq }) }, key);
    onClose();
    onDone?.();
  };
  const leave = () => setParts(null);
  const refused = (cause: unknown) => {
    leave();
    tellFailure(cause);
    return false;
  };
  /** Records it; what solving asks for first is asked in place of this dialog, which keeps what was written. */
  const attempt = (openChildren: number): Promise<boolean> =>
    send(openChildren).then(
      () => true,
      (cause: unknown) => {
        if (!(cause instanceof Problem)) throw cause;
        if (cause.code === 'relation/children_open') {
          setParts(partsIn(cause));
          return false;
        }
        // Its fields are asked for on its page.
        if (cause.code !== 'ticket/fields_missing' || !onScreen) throw cause;
        leave();
        setAsking(true);
        return askFields(ticketId, cause, () => attempt(openChildren).catch(refused)).finally(() => setAsking(false));
      },
    );
  const { busy, error, onSubmit } = useSubmit(() => attempt(0));
  if (!ready || !me || asking) return null;
  const anyway = () => void attempt(parts?.length ?? 0).catch(refused);
  if (parts)
    return (
      <Suspense fallback={null}>
        <OpenPartsDialog asked={{ ticketId, parts, leave, anyway }} />
      </Suspense>
    );
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={shown ? t(call.direction === 'in' ? 'recordFrom' : 'recordTo', { number: shown }) : t('recordTitle', { number: detail?.ticket.number ?? '' })}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="record-call" look="primary" busy={busy} disabled={!record}>
            {t('promises:call.save')}
          </Button>
        </>
      }
    >
      <form id="record-call" onSubmit={onSubmit} className="flex flex-col gap-5">
        <CallFields meId={meId} call={call} when={when} onCall={setCall} onWhen={setWhen} solvable={detail?.can.solve ?? false} owed={promiseId !== undefined} />
        {number === undefined && promiseId === undefined && (
          <TextField label={t('number')} hint={t('numberHint')} type="tel" dir="ltr" autoComplete="off" maxLength={40} value={typed} onChange={(event) => setTyped(event.target.value)} />
        )}
        <FormError text={error?.text} />
      </form>
    </Dialog>
  );
}
