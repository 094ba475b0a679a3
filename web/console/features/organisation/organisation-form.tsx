import type { Settings, SettingsDocument } from '#contracts/settings.js';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { LOCALE_NAMES, LOCALES, nearestLocale } from '../../../client/i18n.js';
import { queryClient } from '../../../client/query.js';
import { meQuery } from '../../../client/session.data.js';
import { changeSettings, settingsQuery } from '../../../client/settings.data.js';
import { DurationField } from '../../../ui/duration-field.js';
import { CheckField, SelectField, TextField } from '../../../ui/field.js';
import { SettingBlock } from '../../../ui/setting.js';
import { SaveBar } from '../../app/save-bar.js';
import { useDraft } from '../../app/use-draft.js';
import { ContactReasonList } from './contact-reason-list.js';
import { FileRules } from './file-rules.js';
import { RatingTagList } from './rating-tag-list.js';

type Seconds = 'waitingAmberSeconds' | 'waitingRedSeconds' | 'offerSeconds' | 'agentGoneSeconds' | 'customerPromptSeconds' | 'customerEndSeconds';
/** The contract's limits, so that the browser says so before the server does. */
const LIMITS: readonly (readonly [Seconds, number, number])[] = [
  ['waitingAmberSeconds', 10, 86_400],
  ['waitingRedSeconds', 20, 86_400],
  ['offerSeconds', 5, 600],
  ['agentGoneSeconds', 10, 3600],
  ['customerPromptSeconds', 30, 86_400],
  ['customerEndSeconds', 60, 86_400],
];

/** Saved as a whole against the version that was read: nobody's change is lost unseen. */
export function OrganisationForm({ document }: { document: z.infer<typeof SettingsDocument> }) {
  const { t } = useTranslation('admin');
  const { draft, set, bar, onSubmit } = useDraft<Settings>({ value: document.settings, version: document.version }, async (next, version) => {
    try {
      const answer = await changeSettings(next, version);
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      return { value: answer.settings, version: answer.version };
    } finally {
      await queryClient.invalidateQueries({ queryKey: settingsQuery.queryKey });
    }
  });
  const words = { seconds: t('duration.seconds'), minutes: t('duration.minutes'), hours: t('duration.hours'), unit: t('duration.unit') };
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-10">
      <SettingBlock title={t('organisation.general')}>
        <TextField
          label={t('organisation.name')}
          required
          maxLength={80}
          value={draft.organisation}
          onChange={(event) => set({ organisation: event.target.value })}
        />
        <SelectField
          label={t('organisation.locale')}
          hint={t('organisation.localeHint')}
          value={draft.defaultLocale}
          onChange={(event) => set({ defaultLocale: nearestLocale([event.target.value]) })}
        >
          {LOCALES.map((locale) => (
            <option key={locale} value={locale}>
              {LOCALE_NAMES[locale]}
            </option>
          ))}
        </SelectField>
      </SettingBlock>
      <SettingBlock title={t('organisation.times')} lead={t('organisation.timesLead')}>
        <div className="grid gap-4 mid:grid-cols-2">
          {LIMITS.map(([name, min, max]) => (
            <DurationField
              key={name}
              label={t(`organisation.${name}`)}
              hint={t(`organisation.hint.${name}`)}
              words={words}
              min={min}
              max={max}
              value={draft[name]}
              onChange={(seconds) => set({ [name]: seconds })}
            />
          ))}
          <TextField
            label={t('organisation.reopenHours')}
            hint={t('organisation.hint.reopenHours')}
            type="number"
            min={0}
            max={720}
            required
            value={draft.reopenHours}
            onChange={(event) => set({ reopenHours: event.target.valueAsNumber || 0 })}
          />
          <TextField
            label={t('organisation.solvedDays')}
            hint={t('organisation.hint.solvedDays')}
            type="number"
            min={1}
            max={90}
            required
            value={draft.solvedDays}
            onChange={(event) => set({ solvedDays: event.target.valueAsNumber || 1 })}
          />
          {(['undoMailSeconds', 'undoChatSeconds'] as const).map((name) => (
            <TextField
              key={name}
              label={t(`organisation.${name}`)}
              hint={t(`organisation.hint.${name}`)}
              type="number"
              min={0}
              max={30}
              required
              value={draft[name]}
              onChange={(event) => set({ [name]: event.target.valueAsNumber || 0 })}
            />
          ))}
        </div>
      </SettingBlock>
      <FileRules value={draft.files} onChange={(change) => set({ files: { ...draft.files, ...change } })} />
      <SettingBlock title={t('organisation.linksTitle')} lead={t('organisation.linksLead')}>
        <CheckField label={t('organisation.linkPreviews')} checked={draft.linkPreviews} onChange={(event) => set({ linkPreviews: event.target.checked })} />
      </SettingBlock>
      <ContactReasonList value={draft.contactReasons} onChange={(contactReasons) => set({ contactReasons })} />
      <RatingTagList asked={draft.ratingAsked} tags={draft.ratingTags} onChange={set} />
      <SaveBar {...bar} />
    </form>
  );
}
