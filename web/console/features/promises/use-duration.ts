import { useTranslation } from 'react-i18next';
import { durationParts } from './duration.rules.js';

/** Writes a measured duration in one or two units. */
export function useDuration(): (seconds: number) => string {
  const { t } = useTranslation('promises');
  return (seconds) =>
    durationParts(seconds)
      .map(({ unit, count }) => t(`units.${unit}`, { count }))
      .join(' ');
}
