import { standing } from '../hours.rules.js';
import { NEW, newTalk } from '../state.js';
import { PromiseLine } from './away.js';
import { QueueLine } from './banners.js';
import { Composer } from './composer.js';
import { usePanel } from './context.js';
import { Icon } from './icon.js';
import { Log } from './log.js';
import { useProofCard } from './proof.js';
import { useRatingCard } from './rating.js';
import { useSaveCard } from './save.js';

export function Conversation({ id, ending, onEnded }: { id: string; ending: boolean; onEnded: () => void }) {
  const { state } = usePanel();
  const talk = state.talks[id] ?? newTalk(id);
  const form = state.session?.settings.preChat;
  // At night a form asks where the answer shall go; words of one's own begin below a conversation.
  const closed = state.session !== null && !state.session.availability.open && talk.state.pending.length === 0 && state.prefill === null;
  const away = state.session !== null && ['away', 'closed', 'unknown'].includes(standing(state.session.availability));
  const asking = !away && id === NEW && !state.asked && talk.state.pending.length === 0 && (form?.enabled ?? false) && (form?.fields.length ?? 0) > 0;
  const Proof = useProofCard(id, talk);
  const Save = useSaveCard(id);
  const canWrite = talk.info === null || talk.info.can.write;
  const over = talk.info !== null && talk.info.state !== 'open';
  return (
    <div class="body">
      <QueueLine />
      <PromiseLine id={id} />
      <Log id={id} talk={talk} asking={asking} />
      {Proof && !Save && !ending && <Proof key={id} id={id} proof={talk.info?.proof ?? null} />}
      {Save && !ending && <Save key={id} id={id} />}
      {over && !ending && <Over id={id} />}
      {ending ? <AskEnd id={id} onDone={onEnded} /> : canWrite && !asking && !(id === NEW && closed) && <Composer id={id} />}
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
  // Nobody waits in a queue at night: what is written below is promised an answer.
  const closed = state.session !== null && !state.session.availability.open;
  const canReopen = !closed && (talk.info?.can.reopen ?? false);
  const Rating = useRatingCard(talk);
  // Beside the question about the chat, its button is the only one that stands out.
  const first = Rating ? 'quiet' : 'primary';
  return (
    <div class="ask over">
      {Rating && <Rating key={id} id={id} told={talk.rated} />}
      <p>{t('end.over')}</p>
      <div class="buttons">
        {canReopen && (
          <button type="button" class={first} onClick={() => session?.move(id, 'reopen')}>
            <Icon name="undo" flip />
            {t('end.reopen')}
          </button>
        )}
        <button type="button" class={canReopen ? 'quiet' : first} onClick={() => session?.go(NEW)}>
          <Icon name="plus" />
          {t('start.new')}
        </button>
        <button type="button" class="quiet" onClick={() => session?.save(id)}>
          <Icon name="file" />
          {t('start.save')}
        </button>
      </div>
    </div>
  );
}
