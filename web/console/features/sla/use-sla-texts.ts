import { useTranslation } from 'react-i18next';
import { useTexts } from '../../app/use-texts.js';
import { openTimeParts } from './minutes.rules.js';

const LOADERS = {
  en: () => import('../../../locales/en/sla.json'),
  'zh-CN': () => import('../../../locales/zh-CN/sla.json'),
  'zh-TW': () => import('../../../locales/zh-TW/sla.json'),
};

/** The words of due times come with the parts that show them. */
export const useSlaTexts = (): boolean => useTexts('sla', LOADERS);

/** Writes a length of open time in one or two units. */
export function useOpenTime(): (seconds: number) => string {
  const { t } = useTranslation('sla');
  return (seconds) =>
    openTimeParts(seconds)
      .map(({ unit, count }) => t(`units.${unit}`, { count }))
      .join(' ');
}
