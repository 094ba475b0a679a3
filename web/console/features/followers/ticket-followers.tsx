import { useQuery } from '@tanstack/react-query';
import { Bell, BellOff, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { follow, followersQuery, unfollow } from '../../../client/followers.data.js';
import { exactMinute } from '../../../client/format.js';
import { Avatar } from '../../../ui/avatar.js';
import { Button, IconButton } from '../../../ui/button.js';
import { Section } from '../../../ui/pane.js';
import { FOLLOWER_TEXTS } from '../../app/follower-texts.js';
import { errorText } from '../../app/error-text.js';
import { useLive } from '../../app/live.js';
import { SectionError } from '../../app/section-error.js';
import { useChange } from '../../app/use-change.js';
import { useTexts } from '../../app/use-texts.js';
import { ColleaguePicker } from './colleague-picker.js';

/** Who follows a ticket beside whom it belongs to: oneself at a press, colleagues by name. */
export default function TicketFollowers({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('followers');
  const ready = useTexts('followers', FOLLOWER_TEXTS);
  const { selfId } = useLive();
  const query = useQuery(followersQuery(ticketId));
  const { data } = query;
  const { busy, change } = useChange(followersQuery(ticketId).queryKey);
  const [adding, setAdding] = useState(false);
  if (ready && query.isError && !data) return <SectionError title={t('title')} message={errorText(query.error)} busy={query.isFetching} onRetry={() => void query.refetch()} />;
  if (!ready || !data) return null;
  const own = data.following;
  return (
    <Section
      title={t('title')}
      action={
        <span className="-me-2 flex items-center gap-1">
          {data.can.add && (
            <IconButton size="small" label={t('add')} aria-expanded={adding} onClick={() => setAdding(!adding)}>
              <Plus size={16} aria-hidden />
            </IconButton>
          )}
          <Button
            look="quiet"
            size="small"
            disabled={busy}
            aria-pressed={own}
            icon={own ? <BellOff size={14} aria-hidden /> : <Bell size={14} aria-hidden />}
            onClick={() => void change(() => (own ? unfollow(ticketId, selfId) : follow(ticketId, selfId)))}
          >
            {t(own ? 'unfollow' : 'follow')}
          </Button>
        </span>
      }
    >
      {data.items.length === 0 && !adding && <p className="text-13 text-muted">{t('none')}</p>}
      <ul className="flex flex-col">
        {data.items.map(({ person, by, since }) => (
          <li key={person.id} className="flex min-h-8 items-center gap-2 text-13">
            <Avatar name={person.name} pictureUrl={person.pictureUrl} size={20} />
            <span dir="auto" className="min-w-0 flex-1 truncate" title={t(by === null || by.id === person.id ? 'since' : 'sinceBy', { when: exactMinute(since), name: by?.name ?? '' })}>
              {person.name}
            </span>
            {(data.can.remove || person.id === selfId) && (
              <IconButton size="small" disabled={busy} label={person.id === selfId ? t('unfollow') : t('remove', { name: person.name })} onClick={() => void change(() => unfollow(ticketId, person.id))}>
                <X size={14} aria-hidden />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {adding && (
        <ColleaguePicker
          ticketId={ticketId}
          without={data.items.map(({ person }) => person.id)}
          busy={busy}
          onClose={() => setAdding(false)}
          onPick={(id) => void change(() => follow(ticketId, id)).then((done) => done && setAdding(false))}
        />
      )}
    </Section>
  );
}
