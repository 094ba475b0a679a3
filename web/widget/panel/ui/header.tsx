import { useEffect, useRef, useState } from 'preact/hooks';
import type { Texts } from '../texts.js';
import { minutes } from '../queue.rules.js';
import { LIST, listed, NEW, type PanelState } from '../state.js';
import { Avatar } from './avatar.js';
import { usePanel } from './context.js';
import { Icon } from './icon.js';

/** Whether somebody is here, in one honest line. */
function standing({ session, talks, at }: PanelState, shop: string, { t }: Texts): { text: string; here: boolean } | null {
  const talk = talks[at];
  if (talk?.info?.agent && talk.info.chat === 'active') {
    return { text: t(talk.agentOnline ? 'header.agentHere' : 'header.agentAway', { shop }), here: talk.agentOnline };
  }
  if (!session) return null;
  const { online, waiting, etaSeconds } = session.availability;
  if (!online) return { text: t('header.away'), here: false };
  // Who waits reads the own place below, not what a newcomer would wait.
  if (talk?.place || etaSeconds === null || (waiting === 0 && etaSeconds < 60)) return { text: t('header.online'), here: true };
  const about = minutes(etaSeconds);
  return { text: about === null ? t('header.waitUnder') : t('header.wait', { minutes: about }), here: true };
}

export function Header({ onEnd }: { onEnd: () => void }) {
  const { state, texts, session, close } = usePanel();
  const { t } = texts;
  const talk = state.talks[state.at];
  const shop = state.session?.settings.shopName ?? state.brand.shopName ?? t('launcher.chat');
  const agent = talk?.info?.chat === 'active' ? talk.info.agent : null;
  const status = standing(state, shop, texts);
  const elsewhere = listed(state).filter(([id]) => id !== state.at);
  const unread = elsewhere.reduce((sum, [, other]) => sum + other.unread, 0);
  const back = session && state.at !== LIST && elsewhere.length > 0;
  return (
    <div class="head">
      {back && (
        <button type="button" class="plain" aria-label={t('header.back')} onClick={() => session.go(LIST)}>
          <Icon name="back" flip />
          {unread > 0 && <b class="badge">{unread}</b>}
        </button>
      )}
      <Avatar name={agent?.name ?? shop} picture={agent?.pictureUrl} />
      <div class="who">
        <h1 id="title" dir="auto">{agent?.name ?? shop}</h1>
        {status && <p class={status.here ? 'status here' : 'status'}><span>{status.text}</span></p>}
      </div>
      {session && talk && state.at !== NEW && <Menu onEnd={onEnd} canEnd={talk.info?.can.end ?? false} />}
      <button type="button" class="plain" aria-label={t('header.close')} onClick={close}>
        <Icon name="close" />
      </button>
    </div>
  );
}

function Menu({ onEnd, canEnd }: { onEnd: () => void; canEnd: boolean }) {
  const { texts: { t }, session } = usePanel();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    addEventListener('pointerdown', outside);
    addEventListener('focusin', outside);
    return () => {
      removeEventListener('pointerdown', outside);
      removeEventListener('focusin', outside);
    };
  }, [open]);
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
    opener.current?.focus();
  };
  const choose = (action: () => void) => () => {
    setOpen(false);
    action();
  };
  return (
    <div class="menu" ref={box} onKeyDown={escape}>
      <button ref={opener} type="button" class="plain" aria-label={t('header.menu')} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="more" />
      </button>
      {open && (
        <ul>
          <li><button type="button" onClick={choose(() => session?.go(NEW))}>{t('start.new')}</button></li>
          <li><button type="button" onClick={choose(() => session?.go(LIST))}>{t('list.title')}</button></li>
          {canEnd && <li><button type="button" class="grave" onClick={choose(onEnd)}>{t('end.action')}</button></li>}
        </ul>
      )}
    </div>
  );
}
