import { useEffect, useState } from 'preact/hooks';
import { call } from '../api.js';
import { loadSaveTexts, type SaveTexts } from '../save.texts.js';
import { usePanel } from './context.js';
import { Icon } from './icon.js';

type Told = 'saved' | 'sent' | 'failed' | 'tooMany' | null;
const WITHIN_MS = 60_000;

/** The talk as a file to keep, or by mail to an address that is proven. */
export function SaveCard({ id }: { id: string }) {
  const { session, state, texts: { locale } } = usePanel();
  const [words, setWords] = useState<SaveTexts | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [told, setTold] = useState<Told>(null);
  const [busy, setBusy] = useState(false);
  const token = session?.token() ?? '';
  const path = `conversations/${id}/transcript`;
  useEffect(() => void loadSaveTexts(locale).then(setWords), [locale]);
  useEffect(() => void call<{ to: string | null }>('GET', `${path}/address`, token).then((answer) => answer.ok && setTo(answer.body.to)), [id]);
  if (!session || !words) return null;
  const { t } = words;

  const run = (deed: () => Promise<Told>) => async () => {
    setBusy(true);
    setTold(null);
    setTold(await deed());
    setBusy(false);
  };
  const download = (format: 'html' | 'text') => run(async () => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    try {
      const response = await fetch(`/api/v1/widget/${path}?${String(new URLSearchParams({ format, locale, zone }))}`, {
        credentials: 'omit', signal: AbortSignal.timeout(WITHIN_MS), headers: { authorization: `Bearer ${token}` },
      });
      if (!response.ok) return response.status === 429 ? 'tooMany' : 'failed';
      keep(await response.blob(), nameIn(response.headers.get('content-disposition')) ?? (format === 'html' ? 'chat.html' : 'chat.txt'));
      return 'saved';
    } catch {
      // The line broke off, whatever the cause: nothing was kept, and it can be tried again.
      return 'failed';
    }
  });
  const letter = run(async () => {
    const answer = await call('POST', `${path}/letter`, token);
    return answer.ok ? 'sent' : answer.code === 'request/too_many' ? 'tooMany' : 'failed';
  });
  const canProve = to === null && (state.session?.settings.proofs.includes('email') ?? false);
  return (
    <section class="ask proof" aria-labelledby="save-title">
      <h2 id="save-title">{t('title')}</h2>
      <p class="why">{t('what')}</p>
      <div class="buttons">
        <button type="button" class="primary" disabled={busy} ref={(button) => button?.focus()} onClick={download('html')}><Icon name="file" />{t('html')}</button>
        <button type="button" class="quiet" disabled={busy} onClick={download('text')}>{t('text')}</button>
        {to !== null && <button type="button" class="quiet" disabled={busy} onClick={letter}><Icon name="mail" /><span dir="auto">{t('mail', { to: `\u2068${to}\u2069` })}</span></button>}
        {canProve && <button type="button" class="quiet" onClick={() => {
          session.save(null);
          session.prove(id);
        }}><Icon name="mail" />{t('prove')}</button>}
      </div>
      {told && <p role="status" class={told === 'saved' || told === 'sent' ? 'why' : 'fault'}>{t(told)}</p>}
      <div class="links"><button type="button" class="link" onClick={() => session.save(null)}>{t('close')}</button></div>
    </section>
  );
}

/** The name that the server gave it. */
function nameIn(disposition: string | null): string | null {
  const coded = /filename\*=UTF-8''([^;\s]+)/.exec(disposition ?? '')?.[1];
  return coded === undefined ? null : decodeURIComponent(coded);
}

function keep(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads it after the click; an address that is gone at once would save nothing.
  setTimeout(() => URL.revokeObjectURL(link.href), WITHIN_MS);
}
