import { useQuery } from '@tanstack/react-query';
import { Bell } from 'lucide-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { noticeCountsQuery } from '../../../client/followers.data.js';
import { useStore } from '../../../client/store.js';
import { Count } from '../../../ui/badge.js';
import { IconButton } from '../../../ui/button.js';
import { lazyPart } from '../../../ui/lazy-part.js';
import { FOLLOWER_TEXTS } from '../../app/follower-texts.js';
import { noticesOpen } from '../../app/notices-open.js';
import { useTexts } from '../../app/use-texts.js';

const NoticesPanel = lazyPart(() => import('./notices-panel.js'));

/** In the rail: how much one was pointed to and has not looked at, and the way there. */
export function NoticesBell() {
  const { t } = useTranslation('followers');
  const ready = useTexts('followers', FOLLOWER_TEXTS);
  const unseen = useQuery(noticeCountsQuery).data?.unseen ?? 0;
  const open = useStore(noticesOpen);
  if (!ready) return null;
  return (
    <>
      <span className="relative">
        <IconButton label={t('notices.title')} tipSide="right" size="large" aria-haspopup="dialog" aria-expanded={open} onClick={() => noticesOpen.set(true)}>
          <Bell size={20} aria-hidden />
        </IconButton>
        <span className="pointer-events-none absolute -end-1 -top-1">
          <Count value={unseen} label={t('notices.unseen', { count: unseen })} strong />
        </span>
      </span>
      <Suspense fallback={null}>{open && <NoticesPanel onClose={() => noticesOpen.set(false)} />}</Suspense>
    </>
  );
}
