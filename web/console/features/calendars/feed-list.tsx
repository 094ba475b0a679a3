import type { Calendar } from '#contracts/calendars.js';
import { CircleAlert, CircleCheck, Clock, RefreshCw, Rss, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readFeed, subscribe, unsubscribe } from '../../../client/calendars.data.js';
import { serverNow } from '../../../client/clock.js';
import { exactTime, shortTime } from '../../../client/format.js';
import { Badge } from '../../../ui/badge.js';
import { Button, IconButton } from '../../../ui/button.js';
import { TextField } from '../../../ui/field.js';
import { SettingBlock } from '../../../ui/setting.js';
import { Time } from '../../../ui/time.js';
import { useChange } from '../../app/use-change.js';

const STATES = {
  new: { tone: 'neutral', icon: <Clock size={12} aria-hidden /> },
  good: { tone: 'green', icon: <CircleCheck size={12} aria-hidden /> },
  failed: { tone: 'red', icon: <CircleAlert size={12} aria-hidden /> },
} as const;

/** Calendars of holidays elsewhere: what each gave, when, and what went wrong. Saved at once, apart from the form. */
export function FeedList({ calendar }: { calendar: Calendar }) {
  const { t } = useTranslation('calendars');
  const { busy, change } = useChange(['calendars']);
  const [url, setUrl] = useState('');
  const add = () =>
    change(async () => {
      const { id, feeds } = await subscribe(calendar.id, url);
      setUrl('');
      const made = feeds.find((feed) => calendar.feeds.every((known) => known.id !== feed.id));
      if (made) await readFeed(id, made.id);
    });
  return (
    <SettingBlock title={t('feeds.title')} lead={t('feeds.lead')}>
      {calendar.feeds.map((feed) => (
        <div key={feed.id} className="flex items-center gap-3 border-b border-line pb-3">
          <Rss size={16} className="shrink-0 text-muted" aria-hidden />
          <div className="min-w-0 flex-1">
            <p className="truncate text-13" dir="ltr" title={feed.url}>
              {feed.url}
            </p>
            <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-13 text-muted">
              <Badge {...STATES[feed.state]}>{t(`feeds.states.${feed.state}`)}</Badge>
              {feed.error && <span className="text-red">{t(`feeds.errors.${feed.error}`)}</span>}
              {feed.fetchedAt && (
                <>
                  <span>{t('feeds.days', { count: feed.days })}</span>
                  <Time at={feed.fetchedAt} short={t('feeds.read', { when: shortTime(feed.fetchedAt, serverNow()) })} exact={exactTime(feed.fetchedAt)} />
                </>
              )}
            </p>
          </div>
          <IconButton label={t('feeds.readNow')} busy={busy} onClick={() => void change(() => readFeed(calendar.id, feed.id))}>
            <RefreshCw size={16} aria-hidden />
          </IconButton>
          <IconButton label={t('feeds.remove')} disabled={busy} onClick={() => void change(() => unsubscribe(calendar.id, feed.id))}>
            <Trash2 size={16} aria-hidden />
          </IconButton>
        </div>
      ))}
      <div className="flex items-end gap-2">
        <TextField
          className="min-w-0 flex-1"
          label={t('feeds.url')}
          dir="ltr"
          inputMode="url"
          maxLength={1000}
          value={url}
          onChange={(event) => setUrl(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            if (url !== '') void add();
          }}
        />
        <Button className="mb-0.5" busy={busy} disabled={url === ''} onClick={() => void add()}>
          {t('feeds.add')}
        </Button>
      </div>
    </SettingBlock>
  );
}
