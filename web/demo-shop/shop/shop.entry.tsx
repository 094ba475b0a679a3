import type { Demo } from '#contracts/demo.js';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { WidgetLocale } from '../../widget/bridge.js';
import { loadDemo } from '../demo.data.js';
import { currentLanguage, keepLanguage } from '../language.js';
import { changePerson, embedWidget } from './embed.js';
import { keepPerson, keptPerson } from './person.js';
import { ShopPage } from './shop-page.js';
import { loadTexts, type ShopTexts } from './texts.js';

const path = location.pathname.replace(/^\/demo-shop\/?/, '').replace(/\/$/, '');

const identityOf = (demo: Demo, email: string | null) =>
  (demo.demo && demo.customers.find((customer) => customer.email === email)?.identityToken) || null;

function Shop({ first }: { first: { language: WidgetLocale; texts: ShopTexts } }) {
  const [{ language, texts }, speak] = useState(first);
  const [demo, setDemo] = useState<Demo | 'loading' | 'failed'>('loading');
  const [person, setPerson] = useState(keptPerson);
  useEffect(() => {
    loadDemo().then(
      (loaded) => {
        setDemo(loaded);
        if (loaded.demo) embedWidget(loaded.widgetKey, language, identityOf(loaded, person));
      },
      () => setDemo('failed'),
    );
  }, []);
  useEffect(() => {
    const product = Object.entries(texts.products).find(([slug]) => path === `products/${slug}`)?.[1];
    document.title = product ? `${product.name} · ${texts.shop}` : texts.shop;
  }, [texts]);
  const changeLanguage = async (next: WidgetLocale) => {
    keepLanguage(next);
    document.documentElement.lang = next;
    window.aftercare?.('setLocale', next);
    speak({ language: next, texts: await loadTexts(next) });
  };
  const become = (email: string | null) => {
    keepPerson(email);
    setPerson(email);
    if (typeof demo === 'object' && demo.demo) changePerson(demo.widgetKey, language, identityOf(demo, email));
  };
  return <ShopPage texts={texts} language={language} demo={demo} person={person} path={path} onLanguage={changeLanguage} onPerson={become} />;
}

const language = currentLanguage();
document.documentElement.lang = language;
render(<Shop first={{ language, texts: await loadTexts(language) }} />, document.body);
