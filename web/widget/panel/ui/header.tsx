import { useEffect, useRef, useState } from 'preact/hooks';
import type { Texts } from '../texts.js';
import { opening, standing } from '../hours.rules.js';
import { minutes } from '../queue.rules.js';
import { LIST, listed, NEW, type PanelState, type Talk } from '../state.js';
import { Avatar } from './avatar.js';
import { usePanel } from './context.js';
import { Icon } from './icon.js';
import { useNow } from './use-now.js';

/** Whether somebody is here, in one honest line. */
function line({ session, talks, at }: PanelState, shop: string, texts: Texts, now: Date): { text: string; here: boolean } | null {
  const { t } = texts;
  const talk = talks[at];
  if (talk?.info?.agent && talk.info.chat === 'active') {
    return { text: t(talk.agentOnline ? 'header.agentHere' : 'header.agentAway', { shop }), here: talk.agentOnline };
  }
  if (!session) return null;
  const { opensAt, waiting, etaSeconds } = session.availability;
  const what = standing(session.availability);
  if (what === 'closed' && opensAt) return { text: opening(opensAt, now, texts), here: false };
  if (what === 'unknown' || what === 'away') return { text: t(what === 'away' ? 'header.away' : 'hours.closed'), here: false };
  if (what === 'busy' && etaSeconds === null) return { text: t('header.busy'), here: true };
  // Who waits reads the own place below, not what a newcomer would wait.
  if (talk?.place || etaSeconds === null || (what === 'here' && waiting === 0 && etaSeconds < 60)) return { text: t('header.online'), here: true };
  const about = minutes(etaSeconds);
  return { text: about === null ? t('header.waitUnder') : t('header.wait', { minutes: about }), here: true };
}

export function Header({ onEnd }: { onEnd: () => void }) {
  const { state, texts, session, close } = usePanel();
  const { t } = texts;
  const now = useNow();
  const talk = state.talks[state.at];
  const shop = state.session?.settings.shopName ?? state.brand.shopName ?? t('launcher.chat');
  const agent = talk?.info?.chat === 'active' ? talk.info.agent : null;
  const status = line(state, shop, texts, new Date(now));
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
      <Avatar name={agent?.name ?? shop} picture={agent ? agent.pictureUrl : (state.session?.settings ?? state.brand).logoUrl} />
      <div class="who">
        <h1 id="title" dir="auto">{agent?.name ?? shop}</h1>
        {status && <p class={status.here ? 'status here' : 'status'}><span>{status.text}</span></p>}
      </div>
      {session && talk && state.at !== NEW && <Menu onEnd={onEnd} info={talk.info} />}
      <button type="button" class="plain" aria-label={t('header.close')} onClick={close}>
        <Icon name="close" />
      </button>
    </div>
  );
}

function Menu({ onEnd, info }: { onEnd: () => void; info: Talk['info'] }) {
  const { state, texts: { t }, session } = usePanel();
  const canProve = info !== null && info.proof === null && state.session?.settings.proofs[0];
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
          {canProve && <li><button type="button" onClick={choose(() => session?.prove(info.id))}>{t('start.prove')}</button></li>}
          {info && <li><button type="button" onClick={choose(() => session?.save(info.id))}>{t('start.save')}</button></li>}
          {info?.can.end && <li><button type="button" class="grave" onClick={choose(onEnd)}>{t('end.action')}</button></li>}
        </ul>
      )}
    </div>
  );
}
