import type { Quote } from '#contracts/messages.js';
import { usePanel } from './context.js';
import { Icon } from './icon.js';

interface Props {
  quote: Quote;
  onJump?: (() => void) | undefined;
  onCancel?: () => void;
}

/** The line of the message that another one answers; it leads there. */
export function Quoted({ quote, onJump, onCancel }: Props) {
  const { texts: { t } } = usePanel();
  const { author } = quote;
  const name = author.kind === 'customer' ? t('message.you') : author.name || t(author.kind === 'bot' ? 'message.assistant' : 'message.someone');
  const words = (
    <>
      <b>{name}</b>
      <span dir="auto">{quote.recalled ? t('message.gone') : (quote.text ?? t('message.file'))}</span>
    </>
  );
  return (
    <div class="quoted">
      {onJump ? <button type="button" title={t('message.quoteJump')} onClick={onJump}>{words}</button> : <div>{words}</div>}
      {onCancel && (
        <button type="button" class="plain" aria-label={t('message.quoteCancel')} onClick={onCancel}>
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
