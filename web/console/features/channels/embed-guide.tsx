import { useTranslation } from 'react-i18next';
import { SettingBlock } from '../../../ui/setting.js';
import { CopyField } from '../../app/copy-field.js';
import { useTexts } from '../../app/use-texts.js';
import { guide } from './guide.rules.js';

const TEXTS = {
  en: () => import('../../../locales/en/embedding.json'),
  'zh-CN': () => import('../../../locales/zh-CN/embedding.json'),
  'zh-TW': () => import('../../../locales/zh-TW/embedding.json'),
};

/** What else a shop's page can say to the widget, with code to copy. */
export default function EmbedGuide({ widgetKey }: { widgetKey: string }) {
  const { t } = useTranslation('embedding');
  if (!useTexts('embedding', TEXTS)) return null;
  return (
    <SettingBlock title={t('title')} lead={t('lead')}>
      <div className="flex flex-col divide-y divide-line rounded-panel border border-line">
        {guide(window.location.origin, widgetKey).map(({ name, code }) => (
          <details key={name} className="group px-4">
            <summary className="flex min-h-11 cursor-pointer items-center text-14 font-medium">{t(`${name}.title`)}</summary>
            <div className="flex flex-col gap-2 pb-4">
              <p className="text-13 text-muted">{t(`${name}.text`)}</p>
              <CopyField label={t('example')} text={code} />
            </div>
          </details>
        ))}
      </div>
      <p className="text-13 text-muted">{t('unavailable')}</p>
    </SettingBlock>
  );
}
