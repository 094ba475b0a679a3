import type { Message } from '#contracts/messages.js';
import { useEffect, useRef } from 'preact/hooks';
import { canRecall } from '../timeline.rules.js';
import { usePanel } from './context.js';

interface Props {
  id: string;
  message: Message;
  now: number;
  onDone(): void;
}

/** What a finger that rests on a message can do with it. */
export function MessageMenu({ id, message, now, onDone }: Props) {
  const { texts: { t }, session, quote } = usePanel();
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    menu.current?.querySelector('button')?.focus();
    const away = (event: Event) => {
      if (!(event.target instanceof Node && menu.current?.contains(event.target))) onDone();
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, []);
  const item = (label: string, run: () => void) => (
    <button type="button" role="menuitem" onClick={() => {
      onDone();
      run();
    }}>{label}</button>
  );
  return (
    <div class="held" role="menu" tabIndex={-1} ref={menu} onKeyDown={(event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onDone();
    }}>
      {item(t('message.quote'), () => quote(id, message))}
      {message.text !== null && item(t('message.copy'), () => copy(message.text ?? ''))}
      {message.author.kind === 'customer' && canRecall(message, now) && item(t('message.recall'), () => void session?.recall(id, message.id))}
    </div>
  );
}

// The frame has no right to the clipboard of its own: what is selected may be copied all the same.
function copy(text: string): void {
  const field = document.body.appendChild(document.createElement('textarea'));
  field.className = 'hidden';
  field.value = text;
  field.select();
  document.execCommand('copy');
  field.remove();
}
