import { useTranslation } from 'react-i18next';
import { currentLocale, LOCALE_NAMES, LOCALES } from '../../client/i18n.js';
import { Segments } from '../../ui/choice.js';
import { ToastRegion } from '../../ui/toast.js';
import { choose } from '../app/preferences.js';
import { TIMELINE_TEXTS } from '../app/timeline-texts.js';
import { useTexts } from '../app/use-texts.js';
import { KitControls } from '../features/kit/kit-controls.js';
import { KitFloating } from '../features/kit/kit-floating.js';
import { KitFoundations } from '../features/kit/kit-foundations.js';
import { KitStates } from '../features/kit/kit-states.js';
import { KitTimeline } from '../features/kit/kit-timeline.js';
import { KitLists } from './kit-lists.js';
import { KitWork } from './kit-work.js';

const TEXTS = {
  en: () => import('../../locales/en/kit.json'),
  'zh-CN': () => import('../../locales/zh-CN/kit.json'),
  'zh-TW': () => import('../../locales/zh-TW/kit.json'),
};

/** Every part of the interface on one page: look here before and after a change. */
export default function KitRoute() {
  const { t } = useTranslation('kit');
  const locale = currentLocale();
  const [kit, timeline] = [useTexts('kit', TEXTS), useTexts('timeline', TIMELINE_TEXTS)];
  if (!kit || !timeline) return null;
  return (
    <main className="mx-auto max-w-[96rem] px-4 py-8 mid:px-8">
      <header className="mb-6 flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="text-28 font-semibold">{t('title')}</h1>
          <p className="text-14 text-muted">{t('lead')}</p>
        </div>
        <Segments
          label={t('common:language')}
          value={locale}
          options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
          onChange={(value) => choose({ locale: value }, false)}
        />
      </header>
      <div className="grid gap-6 desk:grid-cols-2">
        {(['light', 'dark'] as const).map((theme) => (
          <section
            key={theme}
            data-theme={theme}
            aria-label={t(`theme.${theme}`, { ns: 'console' })}
            className="flex min-w-0 flex-col gap-8 rounded-panel border border-line bg-app p-5 text-text"
          >
            <KitFoundations />
            <KitControls />
            <KitTimeline />
            <KitStates />
            <KitLists />
            <KitWork />
            <KitFloating />
          </section>
        ))}
      </div>
      <ToastRegion label={t('common:notifications')} closeLabel={t('common:close')} />
    </main>
  );
}
