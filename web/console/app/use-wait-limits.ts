import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../../client/session.data.js';

/** From how many seconds a wait is amber, then red: the organisation's settings. */
export function useWaitLimits(): { amber: number; red: number } {
  const settings = useQuery(meQuery).data?.settings;
  return { amber: settings?.waitingAmberSeconds ?? 60, red: settings?.waitingRedSeconds ?? 180 };
}
