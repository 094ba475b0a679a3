import { opening } from '../hours.rules.js';
import { minutes } from '../queue.rules.js';
import { usePanel } from './context.js';
import { Icon } from './icon.js';
import { useNow } from './use-now.js';

/** What one must know before writing: no line, no memory, no service. One line each, above the talk. */
export function Banners() {
  const { state, texts: { t } } = usePanel();
  return (
    <div class="banners" role="status">
      {state.refused && <p class="banner bad"><Icon name="alert" />{t(state.refused === 'blocked' ? 'banner.blocked' : 'banner.refused')}</p>}
      {!state.refused && state.link === 'offline' && <p class="banner late"><Icon name="offline" />{t('banner.offline')}</p>}
      {!state.lasting && <p class="banner"><Icon name="alert" />{t('banner.memory')}</p>}
      {state.notice && <p class="banner bad"><Icon name="alert" />{t(state.notice)}</p>}
    </div>
  );
}

export function QueueLine() {
  const { state, texts, session } = usePanel();
  const { t } = texts;
  const now = useNow();
  const place = state.talks[state.at]?.place;
  if (!place || state.refused) return null;
  const { open = true, opensAt = null } = state.session?.availability ?? {};
  // A place in a line that nobody serves now is no news; when it opens is.
  if (!open) {
    return (
      <div class="queue" role="status">
        <strong>{opensAt ? opening(opensAt, new Date(now), texts) : t('hours.closed')}</strong>
        <small>{t('hours.kept')}</small>
      </div>
    );
  }
  const about = place.etaSeconds === null ? null : minutes(place.etaSeconds);
  const wait = place.etaSeconds === null ? null : about === null ? t('queue.underMinute') : t('queue.about', { minutes: about });
  return (
    <div class="queue" role="status">
      <strong>{place.position <= 1 ? t('queue.next') : t('queue.place', { count: place.position })}</strong>
      {wait && <span>{wait}</span>}
      <small>{t('queue.stay')}</small>
      <button type="button" class="link" onClick={() => session?.leave({ kind: 'message', from: state.at })}>{t('queue.leave')}</button>
    </div>
  );
}
