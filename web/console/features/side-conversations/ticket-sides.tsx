import type { SideConversation } from '#contracts/side-conversations.js';
import { useQuery } from '@tanstack/react-query';
import { CheckCheck, Plus, Truck } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { shortTime } from '../../../client/format.js';
import { sidesQuery } from '../../../client/side-conversations.data.js';
import { Badge } from '../../../ui/badge.js';
import { IconButton } from '../../../ui/button.js';
import { cx } from '../../../ui/class-names.js';
import { lazyPart } from '../../../ui/lazy-part.js';
import { Section } from '../../../ui/pane.js';
import { SIDE_TEXTS } from '../../app/side-texts.js';
import { useTexts } from '../../app/use-texts.js';

const SideDialog = lazyPart(() => import('./side-dialog.js'));
const NewSideDialog = lazyPart(() => import('./new-side-dialog.js'));

/** Talks with people outside about this ticket. The customer knows nothing of them. */
export default function TicketSides({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('side-conversations');
  const ready = useTexts('side-conversations', SIDE_TEXTS);
  const { data } = useQuery(sidesQuery(ticketId));
  const [shown, setShown] = useState<string | 'new' | null>(null);
  if (!ready || !data || (data.items.length === 0 && !data.canStart)) return null;
  return (
    <Section
      title={t('title')}
      action={
        data.canStart && (
          <IconButton size="small" label={t('new')} onClick={() => setShown('new')}>
            <Plus size={16} aria-hidden />
          </IconButton>
        )
      }
    >
      {data.items.length === 0 && <p className="text-13 text-muted">{t('none')}</p>}
      <ul className="-mx-2 flex flex-col gap-0.5">
        {data.items.map((side) => (
          <SideRow key={side.id} side={side} onOpen={() => setShown(side.id)} />
        ))}
      </ul>
      <Suspense fallback={null}>
        {shown === 'new' && <NewSideDialog ticketId={ticketId} onClose={() => setShown(null)} onOpened={setShown} />}
        {shown !== null && shown !== 'new' && <SideDialog ticketId={ticketId} id={shown} onClose={() => setShown(null)} />}
      </Suspense>
    </Section>
  );
}

function SideRow({ side, onOpen }: { side: SideConversation; onOpen: () => void }) {
  const { t } = useTranslation('side-conversations');
  const who = side.to.map(({ address, partner }) => partner?.name ?? address).join(', ');
  return (
    <li>
      <button type="button" onClick={onOpen} className="flex w-full min-w-0 flex-col gap-0.5 rounded-control px-2 py-1.5 text-start hover:bg-hover">
        <span className="flex w-full items-center gap-1.5 text-13">
          {side.unread && <span className="size-2 shrink-0 rounded-full bg-accent" role="img" aria-label={t('unread')} />}
          <span dir="auto" className={cx('min-w-0 flex-1 truncate', side.unread ? 'font-semibold' : 'font-medium')}>
            {side.subject}
          </span>
          <span className="tabular shrink-0 text-12 text-muted">{shortTime(side.lastAt, serverNow())}</span>
        </span>
        <span className="flex w-full items-center gap-1.5 text-12 text-muted">
          <Truck size={12} className="shrink-0" aria-hidden />
          <span dir="auto" className="min-w-0 flex-1 truncate">
            {who}
          </span>
          {side.state === 'done' && <Badge icon={<CheckCheck size={12} aria-hidden />}>{t('done')}</Badge>}
        </span>
        <span dir="auto" className="w-full truncate text-12 text-muted">
          {side.preview}
        </span>
      </button>
    </li>
  );
}
