import type { Message } from '#contracts/messages.js';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exactMinute } from '../../../client/format.js';
import { split, splitsQuery } from '../../../client/splits.data.js';
import { useStore } from '../../../client/store.js';
import { Button } from '../../../ui/button.js';
import { cx } from '../../../ui/class-names.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextField } from '../../../ui/field.js';
import { showToast } from '../../../ui/toast.js';
import { errorText } from '../../app/error-text.js';
import { FormError } from '../../app/form-error.js';
import { useLive } from '../../app/live.js';
import { SPLIT_TEXTS } from '../../app/split-texts.js';
import { useTexts } from '../../app/use-texts.js';

/** The contract's limit, said here so that no schema travels with it. */
const MOST = 50;
const SUBJECT = 80;

/** Which words become a matter of their own, from the chosen one on, and what it is called. */
export default function SplitDialog({ ticketId, messageId, onClose }: { ticketId: string; messageId: string; onClose: () => void }) {
  const { t } = useTranslation('splits');
  const ready = useTexts('splits', SPLIT_TEXTS);
  const navigate = useNavigate();
  const { conversations } = useLive();
  const { entries } = useStore(conversations.of(ticketId));
  const taken = useQuery(splitsQuery(ticketId)).data?.into.flatMap(({ messageIds }) => messageIds) ?? [];
  const first = entries.find(({ id }) => id === messageId);
  const offered = entries.filter((one) => one.seq >= (first?.seq ?? 0) && one.kind !== 'system' && one.recalledAt === null && !taken.includes(one.id)).slice(0, MOST);
  const [chosen, setChosen] = useState<readonly string[]>([messageId]);
  const [subject, setSubject] = useState(() => firstLine(first));
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (!ready) return null;
  const wanted = offered.flatMap(({ id }) => (chosen.includes(id) ? [id] : []));
  const all = wanted.length === offered.length;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy || wanted.length === 0 || subject.trim() === '') return;
    setBusy(true);
    split(ticketId, { subject: subject.trim(), messageIds: wanted }).then(
      ({ ticket }) => {
        showToast({ tone: 'done', text: t('done', { number: ticket.number }) });
        onClose();
        void navigate({ to: '/tickets/$ticketId', params: { ticketId: ticket.id }, search: { view: 'all' } });
      },
      (error: unknown) => {
        setRefusal(errorText(error));
        setBusy(false);
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('title')}
      description={t('lead')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="split" look="primary" busy={busy} disabled={wanted.length === 0 || subject.trim() === ''}>
            {t('do')}
          </Button>
        </>
      }
    >
      <form id="split" onSubmit={submit} className="flex flex-col gap-4">
        <TextField label={t('subject')} autoFocus dir="auto" maxLength={200} value={subject} onChange={(event) => setSubject(event.target.value)} />
        <fieldset>
          <legend className="mb-1.5 flex w-full items-center justify-between gap-2 text-13 font-medium">
            {t('messages', { count: wanted.length })}
            {offered.length > 1 && (
              <Button look="quiet" size="small" onClick={() => setChosen(all ? [messageId] : offered.map(({ id }) => id))}>
                {t(all ? 'only' : 'andLater')}
              </Button>
            )}
          </legend>
          <div className="max-h-72 overflow-y-auto rounded-control border border-line">
            {offered.map((one) => (
              <label key={one.id} className={cx('grid cursor-pointer grid-cols-[auto_1fr] gap-x-3 border-b border-line px-3 py-2 text-13 last:border-b-0 hover:bg-hover', one.internal && 'bg-amber-paper')}>
                <input
                  type="checkbox"
                  className="row-span-2 mt-1 size-4 accent-accent"
                  checked={chosen.includes(one.id)}
                  onChange={(event) => setChosen(event.target.checked ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))}
                />
                <span className="text-12 text-muted">
                  <span dir="auto">{one.author.name || t(`timeline:author.${one.author.kind}`)}</span> · <span className="tabular">{exactMinute(one.createdAt)}</span>
                </span>
                <span dir="auto" className="line-clamp-3 break-words whitespace-pre-line">
                  {one.text ?? one.attachments.map((file) => file.name).join(', ')}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <FormError text={refusal ?? undefined} />
      </form>
    </Dialog>
  );
}

/** What was said in one line says what it is about; a letter begins with a greeting. */
function firstLine(message: Message | undefined): string {
  const text = message?.text?.trim() ?? '';
  return text.includes('\n') ? '' : [...text].slice(0, SUBJECT).join('');
}
