import { pickLocale } from '../widget/loader/locale.js';
import type { WidgetLocale } from '../widget/bridge.js';

export const LANGUAGES: Record<WidgetLocale, string> = { en: 'English', 'zh-CN': '简体中文', 'zh-TW': '繁體中文' };
const KEPT = 'aftercare-demo:language';

/** Chosen before, else the browser's. Where storage is refused, the choice lasts as long as the page. */
export function currentLanguage(): WidgetLocale {
  return pickLocale([stored(), ...navigator.languages]);
}
export function keepLanguage(language: WidgetLocale): void {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // Private windows of some browsers refuse; the page itself already speaks the language.
  }
}
function stored(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}
