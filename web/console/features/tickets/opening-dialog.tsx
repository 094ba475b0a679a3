import type { TicketTemplate } from '#contracts/ticket-templates.js';
import type { TicketPriority, TicketType } from '#contracts/tickets.js';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openTicket, similarQuery } from '../../../client/ticket-openings.data.js';
import { openWithTemplate, templatesQuery } from '../../../client/ticket-templates.data.js';
import { refetchLists } from '../../../client/tickets.data.js';
import { Button } from '../../../ui/button.js';
import { Choices } from '../../../ui/choice.js';
import { Dialog } from '../../../ui/dialog.js';
import { CheckField, SelectField, TextArea, TextField } from '../../../ui/field.js';
import { ChosenFields } from '../../app/fields/chosen-fields.js';
import { FIELD_TEXTS } from '../../app/fields/field-texts.js';
import { OPENING_TEXTS } from '../../app/opening-texts.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';
import { TEMPLATE_TEXTS } from '../../app/template-texts.js';
import { OpeningTemplate } from '../../app/opening-template.js';
import { useTexts } from '../../app/use-texts.js';

const TYPES = ['question', 'problem', 'complaint', 'task'] as const satisfies readonly TicketType[];
const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const satisfies readonly TicketPriority[];

/** Opens a ticket for somebody who called, or whom something has to be told. */
export default function OpeningDialog({ meId, templateId, onClose }: { meId: string; templateId?: string; onClose: () => void }) {
  const { t } = useTranslation('opening');
  const ready = [useTexts('opening', OPENING_TEXTS), useTexts('templates', TEMPLATE_TEXTS), useTexts('fields', FIELD_TEXTS)].every(Boolean);
  const wanted = useQuery({ ...templatesQuery, enabled: templateId !== undefined }).data?.items.find(({ id }) => id === templateId) ?? null;
  const navigate = useNavigate();
  // One dialog is one ticket, however often it is sent.
  const [key] = useState(() => crypto.randomUUID());
  const [taken, setTaken] = useState<TicketTemplate | null | undefined>(undefined);
  const template = taken === undefined ? wanted : taken;
  const opens = template?.opens;
  const [chosenKind, setKind] = useState<'note' | 'reply' | null>(null);
  const kind = chosenKind ?? (opens?.message?.internal === false ? 'reply' : 'note');
  const [typed, setTyped] = useState<TicketTemplate['opens']['fields'] | null>(null);
  const fields = typed ?? opens?.fields ?? {};
  const [subject, setSubject] = useState<string | null>(null);
  const take = (next: TicketTemplate | null) => {
    setTaken(next);
    // What somebody has written already stays.
    if (subject?.trim() === '' || subject === opens?.subject) setSubject(null);
    setKind(null);
    setTyped(null);
  };
  const [email, setEmail] = useState('');
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    const [name, address] = [fieldOf(form, 'name').trim(), fieldOf(form, 'email').trim()];
    const opening = {
      customer: { ...(name ? { name } : {}), ...(address ? { email: address } : {}) },
      subject: fieldOf(form, 'subject'),
      type: TYPES.find((type) => type === fieldOf(form, 'type')) ?? 'question',
      priority: PRIORITIES.find((priority) => priority === fieldOf(form, 'priority')) ?? 'normal',
      tags: fieldOf(form, 'tags').split(/[,，、]/u).map((tag) => tag.trim()).filter(Boolean),
      assigneeId: form.has('toMe') ? meId : null,
      ...(opens?.teamId ? { teamId: opens.teamId } : {}),
      message: { text: fieldOf(form, 'text'), internal: kind === 'note' },
    };
    const { ticket } = await (template ? openWithTemplate(template.id, { opening, fields }, key) : openTicket(opening, key));
    void refetchLists();
    onClose();
    await navigate({ to: '/tickets/$ticketId', params: { ticketId: ticket.id }, search: { view: form.has('toMe') ? 'mine' : 'all' } });
  });
  if (!ready) return null;
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={t('title')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="opening" look="primary" busy={busy}>
            {t('open')}
          </Button>
        </>
      }
    >
      <form id="opening" onSubmit={onSubmit} className="flex flex-col gap-4">
        <OpeningTemplate chosen={template} onChoose={take} />
        <div className="grid gap-4 mid:grid-cols-2">
          <TextField label={t('name')} name="name" maxLength={120} autoFocus required={email === ''} autoComplete="off" dir="auto" />
          <TextField label={t('email')} name="email" type="email" maxLength={254} required={kind === 'reply'} autoComplete="off" onBlur={(event) => setEmail(event.target.checkValidity() ? event.target.value.trim() : '')} />
        </div>
        <Similar email={email} onOpen={onClose} />
        <TextField label={t('subject')} name="subject" value={subject ?? opens?.subject ?? ''} onChange={({ target }) => setSubject(target.value)} required maxLength={200} autoComplete="off" dir="auto" />
        <div key={`facts ${template?.id}`} className="grid gap-4 mid:grid-cols-2">
          <SelectField label={t('type')} name="type" defaultValue={opens?.type ?? 'question'}>
            {TYPES.map((type) => (
              <option key={type} value={type}>
                {t(`types.${type}`)}
              </option>
            ))}
          </SelectField>
          <SelectField label={t('priority')} name="priority" defaultValue={opens?.priority ?? 'normal'}>
            {PRIORITIES.map((priority) => (
              <option key={priority} value={priority}>
                {t(`priorities.${priority}`)}
              </option>
            ))}
          </SelectField>
        </div>
        {template && <TextField key={`tags ${template.id}`} label={t('templates:field.tags')} hint={t('templates:field.tagsHint')} name="tags" defaultValue={opens?.tags.join(', ')} autoComplete="off" dir="auto" />}
        {template && <ChosenFields key={`fields ${template.id}`} chosen={Object.keys(template.opens.fields)} values={fields} onChange={(_, values) => setTyped(values)} />}
        <Choices label={t('kind')} value={kind} onChange={setKind} options={(['note', 'reply'] as const).map((value) => ({ value, label: t(value), hint: t(`${value}Hint`) }))} />
        <TextArea key={`text ${template?.id}`} label={t('text')} name="text" defaultValue={opens?.message?.text ?? ''} required maxLength={8000} rows={5} />
        <CheckField label={t('toMe')} name="toMe" defaultChecked />
        <FormError text={error?.text} />
      </form>
    </Dialog>
  );
}

/** Tickets that may be about the same matter. */
function Similar({ email, onOpen }: { email: string; onOpen: () => void }) {
  const { t } = useTranslation('opening');
  const items = useQuery(similarQuery(email)).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <div role="status" className="flex flex-col gap-1 rounded-panel border border-line bg-amber-paper px-3 py-2 text-13">
      <span className="font-medium">{t('similar', { count: items.length })}</span>
      {items.map(({ id, number, subject, preview }) => (
        <Link key={id} to="/tickets/$ticketId" params={{ ticketId: id }} search={{ view: 'all' }} onClick={onOpen} className="flex min-w-0 gap-2 text-accent-text hover:underline">
          <span className="tabular shrink-0">#{number}</span>
          <span dir="auto" className="min-w-0 truncate">
            {subject ?? (preview || t('noSubject'))}
          </span>
        </Link>
      ))}
    </div>
  );
}
