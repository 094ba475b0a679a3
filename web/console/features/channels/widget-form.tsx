import type { WidgetChannel } from '#contracts/channels.js';
import type { Team } from '#contracts/accounts.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { changeWidget, widgetsQuery } from '../../../client/settings.data.js';
import { queryClient } from '../../../client/query.js';
import { Segments } from '../../../ui/choice.js';
import { CheckField, SelectField, TextArea, TextField } from '../../../ui/field.js';
import { SettingBlock, SettingRow } from '../../../ui/setting.js';
import { LogoField } from '../../app/logo-field.js';
import { SaveBar } from '../../app/save-bar.js';
import { useDraft } from '../../app/use-draft.js';
import { originLines } from './snippet.rules.js';
import { IdentityKeys } from './identity-keys.js';
import { AutomaticLines } from './automatic-lines.js';
import { GreetingRules } from './greeting-rules.js';
import { PreChatFields } from './pre-chat-fields.js';
import { WidgetWords } from './widget-words.js';

type Widget = z.infer<typeof WidgetChannel>;

const valueOf = (widget: Widget) => ({ name: widget.name, teamId: widget.team?.id ?? null, settings: widget.settings });

/** Everything about one widget that a shop can choose. */
export function WidgetForm({
  widget,
  teams,
  automatic,
}: {
  widget: Widget;
  teams: readonly z.infer<typeof Team>[];
  automatic: Parameters<typeof AutomaticLines>[0]['standard'];
}) {
  const { t } = useTranslation('admin');
  const [origins, setOrigins] = useState(widget.settings.allowedOrigins.join('\n'));
  const { draft, set, bar, onSubmit } = useDraft({ value: valueOf(widget), version: widget.version }, async (next, version) => {
    try {
      const answer = await changeWidget(widget.id, next, version);
      return { value: valueOf(answer), version: answer.version };
    } finally {
      await queryClient.invalidateQueries({ queryKey: widgetsQuery.queryKey });
    }
  });
  const { settings } = draft;
  const put = (change: Partial<Widget['settings']>) => set({ settings: { ...settings, ...change } });
  const positions = (['right', 'left'] as const).map((value) => ({ value, label: t(`widgets.positions.${value}`) }));
  const themes = (['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`widgets.themes.${value}`) }));
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-10">
      <SettingBlock title={t('widgets.look')}>
        <TextField label={t('widgets.name')} value={draft.name} required maxLength={60} onChange={(event) => set({ name: event.target.value })} />
        <SelectField
          label={t('widgets.team')}
          hint={t('widgets.teamHint')}
          value={draft.teamId ?? ''}
          onChange={(event) => set({ teamId: event.target.value || null })}
        >
          <option value="">{t('widgets.noTeam')}</option>
          {teams.map((team) => (
            <option key={team.id} value={team.id}>
              {team.name}
            </option>
          ))}
        </SelectField>
        <LogoField widget={widget} />
        <SettingRow label={t('widgets.accent')}>
          <label className="flex items-center gap-2 text-13">
            <span className="sr-only">{t('widgets.accent')}</span>
            <input
              type="color"
              value={settings.accent}
              onChange={(event) => put({ accent: event.target.value })}
              className="h-8 w-12 rounded-control border border-line-strong bg-surface p-0.5"
            />
            <code className="font-mono text-12">{settings.accent}</code>
          </label>
        </SettingRow>
        <SettingRow label={t('widgets.position')}>
          <Segments label={t('widgets.position')} value={settings.position} options={positions} onChange={(position) => put({ position })} />
        </SettingRow>
        <SettingRow label={t('console:theme.label')}>
          <Segments label={t('console:theme.label')} value={settings.theme} options={themes} onChange={(theme) => put({ theme })} />
        </SettingRow>
      </SettingBlock>
      <WidgetWords settings={settings} onChange={put} />
      <AutomaticLines value={settings.automatic} standard={automatic} onChange={(lines) => put({ automatic: lines })} />
      <GreetingRules value={settings.greetings} onChange={(greetings) => put({ greetings })} />
      <PreChatFields value={settings.preChat} onChange={(preChat) => put({ preChat })} />
      <SettingBlock title={t('widgets.where')}>
        <TextArea
          label={t('widgets.origins')}
          hint={t('widgets.originsHint')}
          dir="ltr"
          value={originLines(origins).join() === settings.allowedOrigins.join() ? origins : settings.allowedOrigins.join('\n')}
          onChange={(event) => {
            setOrigins(event.target.value);
            put({ allowedOrigins: originLines(event.target.value) });
          }}
        />
      </SettingBlock>
      <SettingBlock title={t('widgets.visits')}>
        <CheckField label={t('widgets.visitsOn')} hint={t('widgets.visitsHint')} checked={settings.visits} onChange={(event) => put({ visits: event.target.checked })} />
      </SettingBlock>
      <IdentityKeys value={settings.identityKeys} onChange={(identityKeys) => put({ identityKeys })} />
      <SaveBar {...bar} />
    </form>
  );
}
