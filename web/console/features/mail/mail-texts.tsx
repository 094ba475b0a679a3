import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLocale, LOCALE_NAMES, LOCALES, nearestLocale } from '../../../client/i18n.js';
import { mailWordingsQuery, rewordMails, signForTeam, teamSignaturesQuery } from '../../../client/mail.data.js';
import { queryClient } from '../../../client/query.js';
import { Button } from '../../../ui/button.js';
import { SelectField, TextArea, TextField } from '../../../ui/field.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';

/** What our mails say by themselves in each language, and what stands under those of each team. */
export function MailTexts() {
  const { t } = useTranslation('mail');
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-16 font-semibold">{t('texts.title')}</h2>
      <div className="grid items-start gap-4 wide:grid-cols-2">
        <Wordings />
        <Signatures />
      </div>
    </section>
  );
}

const PANEL = 'flex flex-col gap-4 rounded-panel border border-line bg-surface px-4 py-4';

function Wordings() {
  const { t } = useTranslation('mail');
  const { data } = useQuery(mailWordingsQuery);
  const [locale, setLocale] = useState(currentLocale());
  const wording = data?.items.find((one) => one.locale === locale);
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    if (!wording) return;
    const own = (name: 'subject' | 'receipt') => {
      const said = fieldOf(form, name).replaceAll('\r\n', '\n').trim();
      return said === '' || said === wording.standard[name] ? null : said;
    };
    await rewordMails(locale, { subject: own('subject'), receipt: own('receipt') }, wording.version);
    await queryClient.invalidateQueries({ queryKey: mailWordingsQuery.queryKey });
  });
  return (
    <form onSubmit={onSubmit} className={PANEL}>
      <SelectField label={t('texts.language')} value={locale} onChange={(event) => setLocale(nearestLocale([event.target.value]))}>
        {LOCALES.map((one) => (
          <option key={one} value={one}>
            {LOCALE_NAMES[one]}
          </option>
        ))}
      </SelectField>
      {wording && (
        <div key={`${locale} ${wording.version}`} className="flex flex-col gap-4">
          <TextField label={t('texts.subject')} hint={t('texts.blanks', { shop: '{shop}', number: '{number}' })} name="subject" maxLength={200} dir="auto" autoComplete="off" defaultValue={wording.subject ?? wording.standard.subject} />
          <TextArea label={t('texts.receipt')} name="receipt" rows={6} maxLength={4000} dir="auto" defaultValue={wording.receipt ?? wording.standard.receipt} />
        </div>
      )}
      <FormError text={error?.text} />
      <Button type="submit" busy={busy} className="self-start">
        {t('common:save')}
      </Button>
    </form>
  );
}

function Signatures() {
  const { t } = useTranslation('mail');
  const { data } = useQuery(teamSignaturesQuery);
  const [chosen, setChosen] = useState('');
  const shown = data?.items.find(({ team }) => team.id === chosen) ?? data?.items[0];
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    if (!shown) return;
    await signForTeam(shown.team.id, fieldOf(form, 'signature'));
    await queryClient.invalidateQueries({ queryKey: teamSignaturesQuery.queryKey });
  });
  if (!shown) return null;
  return (
    <form onSubmit={onSubmit} className={PANEL}>
      <SelectField label={t('texts.team')} value={shown.team.id} onChange={(event) => setChosen(event.target.value)}>
        {data?.items.map(({ team }) => (
          <option key={team.id} value={team.id}>
            {team.name}
          </option>
        ))}
      </SelectField>
      <TextArea key={`${shown.team.id} ${shown.text}`} label={t('texts.teamSignature')} hint={t('texts.teamHint')} name="signature" rows={6} maxLength={1000} dir="auto" defaultValue={shown.text} />
      <FormError text={error?.text} />
      <Button type="submit" busy={busy} className="self-start">
        {t('common:save')}
      </Button>
    </form>
  );
}
