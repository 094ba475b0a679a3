import { NEW, newTalk } from '../state.js';
import { QueueLine } from './banners.js';
import { Composer } from './composer.js';
import { usePanel } from './context.js';
import { Icon } from './icon.js';
import { Log } from './log.js';
import { useRatingCard } from './rating.js';

export function Conversation({ id, ending, onEnded }: { id: string; ending: boolean; onEnded: () => void }) {
  const { state } = usePanel();
  const talk = state.talks[id] ?? newTalk(id);
  const form = state.session?.settings.preChat;
  const asking = id === NEW && !state.asked && talk.state.pending.length === 0 && (form?.enabled ?? false) && (form?.fields.length ?? 0) > 0;
  const canWrite = talk.info === null || talk.info.can.write;
  const over = talk.info !== null && talk.info.state !== 'open';
  return (
    <div class="body">
      <QueueLine />
      <Log id={id} talk={talk} asking={asking} />
      {over && !ending && <Over id={id} />}
      {ending ? <AskEnd id={id} onDone={onEnded} /> : canWrite && !asking && <Composer id={id} />}
    </div>
  );
}

function AskEnd({ id, onDone }: { id: string; onDone: () => void }) {
  const { texts: { t }, session } = usePanel();
  const end = () => {
    onDone();
    void session?.move(id, 'end');
  };
  return (
    <div class="ask" role="alertdialog" aria-describedby="ask-end" aria-label={t('end.action')} onKeyDown={(event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onDone();
    }}>
      <p id="ask-end">{t('end.ask')}</p>
      <div class="buttons">
        <button type="button" class="primary" ref={(button) => button?.focus()} onClick={end}>{t('end.confirm')}</button>
        <button type="button" class="quiet" onClick={onDone}>{t('end.keep')}</button>
      </div>
    </div>
  );
}

function Over({ id }: { id: string }) {
  const { state, texts: { t }, session } = usePanel();
  const talk = state.talks[id] ?? newTalk(id);
  const canReopen = talk.info?.can.reopen ?? false;
  const Rating = useRatingCard(talk);
  return (
    <div class="ask over">
      {Rating && <Rating key={id} id={id} told={talk.rated} />}
      <p>{t('end.over')}</p>
      <div class="buttons">
        {canReopen && (
          <button type="button" class="primary" onClick={() => session?.move(id, 'reopen')}>
            <Icon name="undo" flip />
            {t('end.reopen')}
          </button>
        )}
        <button type="button" class={canReopen ? 'quiet' : 'primary'} onClick={() => session?.go(NEW)}>
          <Icon name="plus" />
          {t('start.new')}
        </button>
      </div>
    </div>
  );
}
