import type { Caller } from '#contracts/calls.js';
import type { TicketTemplate } from '#contracts/ticket-templates.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openWithCall } from '../../../client/calls.data.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { ChosenFields } from '../../app/fields/chosen-fields.js';
import { FormError } from '../../app/form-error.js';
import { OpeningTemplate } from '../../app/opening-template.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';
import { CallFields } from './call-fields.js';
import { callOf, callsAgain, emptyCall } from './call-state.rules.js';
import { type Facts, factsOf, OpeningFields } from './opening-fields.js';
import { NO_TIME } from './when-field.js';

interface Props {
  meId: string;
  /** As it was understood; null where it was withheld. */
  number: string | null;
  shown: string | null;
  /** Nobody: somebody new. */
  person: Caller | null;
  onBack: () => void;
  onClose: () => void;
  onOpened: (ticketId: string) => void;
}

/** A ticket that begins with a call. */
export function NewCallForm({ meId, number, shown, person, onBack, onClose, onOpened }: Props) {
  const { t } = useTranslation('calls');
  const [key] = useState(() => crypto.randomUUID());
  const [call, setCall] = useState(() => emptyCall('in', meId));
  const [when, setWhen] = useState(NO_TIME);
  const [template, setTemplate] = useState<TicketTemplate | null>(null);
  /** What was said by hand: the template's is shown for the rest. */
  const [said, setSaid] = useState<Partial<Facts>>({});
  const facts = { ...factsOf(template), ...said };
  const [fields, setFields] = useState<TicketTemplate['opens']['fields']>({});
  /** Words to the customer are no note. */
  const noteOf = (from: TicketTemplate | null) => (from?.opens.message?.internal ? from.opens.message.text : '');
  const begin = (next: TicketTemplate | null) => {
    setTemplate(next);
    setFields(next?.opens.fields ?? {});
    // What somebody has written already stays.
    if (facts.subject.trim() === '' || facts.subject === factsOf(template).subject) setSaid(({ subject: _, ...rest }) => rest);
    if (call.note.trim() === '' || call.note === noteOf(template)) setCall({ ...call, note: noteOf(next) });
  };
  const record = callOf(call, when.at);
  const unreachable = number === null && callsAgain(call);
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    if (!record) return;
    const [name, email] = [fieldOf(form, 'name').trim(), fieldOf(form, 'email').trim()];
    const ticketId = await openWithCall(
      {
        ...record,
        note: record.note ?? '',
        ...(number === null ? {} : { number }),
        ...(person ? { personId: person.id } : { customer: { ...(name ? { name } : {}), ...(email ? { email } : {}) } }),
        ...facts,
        tags: fieldOf(form, 'tags').split(/[,，、]/u).map((tag) => tag.trim()).filter(Boolean),
        ...(template ? { template: { id: template.id, fields } } : {}),
        ...(template?.opens.teamId ? { teamId: template.opens.teamId } : {}),
        assigneeId: form.has('toMe') ? meId : null,
      },
      key,
    );
    onClose();
    onOpened(ticketId);
  });
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={person ? t('openFor', { name: person.name ?? t('unnamed') }) : t('openNew')}
      description={shown ?? undefined}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button className="me-auto" onClick={onBack}>
            {t('back')}
          </Button>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="new-call" look="primary" busy={busy} disabled={!record || unreachable}>
            {t('open')}
          </Button>
        </>
      }
    >
      <form id="new-call" onSubmit={onSubmit} className="flex flex-col gap-5">
        <OpeningTemplate chosen={template} onChoose={begin} />
        <OpeningFields known={person !== null} template={template} facts={facts} onSay={(more) => setSaid({ ...said, ...more })} />
        {template && <ChosenFields key={template.id} chosen={Object.keys(template.opens.fields)} values={fields} onChange={(_, values) => setFields(values)} />}
        <CallFields meId={meId} call={call} when={when} onCall={setCall} onWhen={setWhen} noteRequired solvable />
        {unreachable && (
          <p role="status" className="text-13 text-amber">
            {t('numberNeeded')}
          </p>
        )}
        <FormError text={error?.text} />
      </form>
    </Dialog>
  );
}
