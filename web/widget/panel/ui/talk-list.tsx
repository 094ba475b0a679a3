import type { Attachment } from '#contracts/files.js';
import { isPicture } from '../../../client/file.rules.js';
import { shortWhen } from '../dates.js';
import { lastMoment, listed, NEW, type Talk } from '../state.js';
import { Avatar } from './avatar.js';
import { usePanel } from './context.js';
import { Icon } from './icon.js';

export function TalkList() {
  const { state, texts, session } = usePanel();
  const { t } = texts;
  const shop = state.session?.settings.shopName ?? t('launcher.chat');
  return (
    <div class="body list">
      <h2>{t('list.title')}</h2>
      <ul>
        {listed(state).map(([id, talk]) => (
          <li key={id}>
            <button type="button" onClick={() => session?.go(id)}>
              <Avatar name={talk.info?.agent?.name ?? shop} picture={talk.info?.agent ? talk.info.agent.pictureUrl : state.session?.settings.logoUrl} />
              <span class="about">
                <span class="top">
                  <strong dir="auto">{talk.info?.agent?.name ?? shop}</strong>
                  <time>{lastMoment(talk) && shortWhen(lastMoment(talk), texts)}</time>
                </span>
                <span class="top">
                  <span class="last" dir="auto"><Preview talk={talk} /></span>
                  {talk.unread > 0 && <b class="badge" aria-label={t('list.unread', { count: talk.unread })}>{talk.unread}</b>}
                  {talk.unread === 0 && talk.info && talk.info.state !== 'open' && <small>{t('list.ended')}</small>}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="primary" onClick={() => session?.go(NEW)}>
        <Icon name="plus" />
        {t('start.new')}
      </button>
    </div>
  );
}

function Preview({ talk }: { talk: Talk }) {
  const { texts: { t } } = usePanel();
  const broughtBy = (files: readonly Attachment[]) => (files.length === 0 ? t('list.none') : t(files.every(isPicture) ? 'file.picture' : 'file.file'));
  const unsent = talk.state.pending.at(-1);
  if (unsent) return <>{t('list.unsent', { text: unsent.text || broughtBy(unsent.files ?? []) })}</>;
  const last = talk.state.entries.findLast((entry) => entry.kind !== 'system' && entry.recalledAt === null);
  if (last) return <>{last.text ?? broughtBy(last.attachments)}</>;
  const { text = '', files = null } = talk.info?.last ?? {};
  return <>{text || (files ? t(`file.${files}`) : t('list.none'))}</>;
}
