import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { countsQuery } from '../../client/tickets.data.js';

/** The number of unread tickets stands in the tab's title, where it is seen from other tabs. */
export function useTitle(): void {
  const { t } = useTranslation('common');
  const unread = useQuery(countsQuery).data?.unread ?? 0;
  const name = t('product');
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) ${name}` : name;
  }, [unread, name]);
}
