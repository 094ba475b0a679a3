import type { PromiseGiven } from '#contracts/promises.js';
import type { AwayTexts } from '../away.texts.js';
import { clockTime, whenText } from '../dates.js';
import { usePanel } from './context.js';
import { Icon } from './icon.js';

/** What was promised, and where the answer will be. */
export function Given({ given: { promise, ticketNumber, conversationId }, words, email, onDone }: { given: PromiseGiven; words: AwayTexts; email: string | null; onDone: () => void }) {
  const { texts, state, session } = usePanel();
  const { t } = words;
  const kind = promise.dueAt === null ? 'untimed' : promise.window ? 'window' : promise.kind;
  const when = promise.window ? clockTime(promise.window.to, texts) : promise.dueAt === null ? '' : whenText(promise.dueAt, texts);
  const from = promise.window ? whenText(promise.window.from, texts) : '';
  return (
    <div class="away given" role="status" tabIndex={-1} ref={(box) => box?.focus()}>
      <span class="tick"><Icon name="tick" /></span>
      <h2>{t(`given.${kind}`, { when, from })}</h2>
      {promise.dueAt !== null && <p class="why">{t('given.zone')}</p>}
      {promise.kind !== 'callback' && <p>{email ? t('given.byMail', { email }) : t('given.here')}</p>}
      <p>{t('given.number', { number: ticketNumber })}</p>
      <button type="button" class="primary" onClick={onDone}>{t('given.open')}</button>
      {email && state.session?.settings.proofs.includes('email') && (
        <button type="button" class="quiet" onClick={() => {
          session?.prove(conversationId);
          onDone();
        }}>{t('given.prove')}</button>
      )}
    </div>
  );
}
