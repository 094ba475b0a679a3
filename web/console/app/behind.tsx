import type { Me } from '#contracts/accounts.js';
import { createPortal } from 'react-dom';
import { NoticesBell } from '../features/followers/notices-bell.js';
import { Alerts } from './alerts/alerts.js';

/** What every page has and nobody waits for: what rings, and what stands in the rail besides. */
export default function Behind({ me }: { me: Me }) {
  const rail = document.getElementById('rail-more');
  return (
    <>
      <Alerts me={me} />
      {rail && createPortal(<NoticesBell />, rail)}
    </>
  );
}
