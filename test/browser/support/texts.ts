import enConsole from '../../../web/locales/en/console.json';
import cnConsole from '../../../web/locales/zh-CN/console.json';
import enTimeline from '../../../web/locales/en/timeline.json';
import cnTimeline from '../../../web/locales/zh-CN/timeline.json';
import enWidget from '../../../web/locales/en/widget.json';
import cnWidget from '../../../web/locales/zh-CN/widget.json';

/** The languages that people speak in these tests. */
export type Language = 'en' | 'zh-CN';

export const widgetTexts = (language: Language) => ({ en: enWidget, 'zh-CN': cnWidget })[language];
export const consoleTexts = (language: Language) => ({ en: { ...enConsole, composer: enTimeline.composer }, 'zh-CN': { ...cnConsole, composer: cnTimeline.composer } })[language];
