import type { Demo } from '#contracts/demo.js';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { WidgetLocale } from '../../widget/bridge.js';
import { loadDemo } from '../demo.data.js';
import { currentLanguage, keepLanguage } from '../language.js';
import { StartPage } from './start-page.js';
import { loadTexts, type StartTexts } from './texts.js';

/** A used link is of no more use: fresh ones come with every use, whenever the page is looked at again, and before the old ones expire. */
const FRESH_FOR_MS = 10 * 60_000;

function Start({ first }: { first: { language: WidgetLocale; texts: StartTexts } }) {
  const [{ language, texts }, speak] = useState(first);
  const [demo, setDemo] = useState<Demo | 'loading' | 'failed'>('loading');
  const load = () => void loadDemo().then(setDemo, () => setDemo((before) => (typeof before === 'object' ? before : 'failed')));
  useEffect(() => {
    load();
    const timer = setInterval(load, FRESH_FOR_MS);
    const seen = () => {
      if (document.visibilityState === 'visible') load();
    };
    document.addEventListener('visibilitychange', seen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, []);
  const change = async (next: WidgetLocale) => {
    keepLanguage(next);
    document.documentElement.lang = next;
    speak({ language: next, texts: await loadTexts(next) });
  };
  return <StartPage texts={texts} language={language} demo={demo} onLanguage={change} onLoad={load} />;
}

const language = currentLanguage();
document.documentElement.lang = language;
render(<Start first={{ language, texts: await loadTexts(language) }} />, document.body);
