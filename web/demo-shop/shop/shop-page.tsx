import type { Demo } from '#contracts/demo.js';
import type { WidgetLocale } from '../../widget/bridge.js';
import { fill } from '../fill.js';
import { LanguageSelect } from '../language-select.js';
import { Drawing } from './drawings.js';
import { money, type Product, PRODUCTS } from './products.js';
import type { ShopTexts } from './texts.js';

interface ShopProps {
  texts: ShopTexts;
  language: WidgetLocale;
  demo: Demo | 'loading' | 'failed';
  person: string | null;
  /** The rest of the address below `/demo-shop/`. */
  path: string;
  onLanguage: (language: WidgetLocale) => void;
  onPerson: (email: string | null) => void;
}
export function ShopPage(props: ShopProps) {
  const { texts, language, demo, path, onLanguage } = props;
  const slug = /^products\/([\w-]+)$/.exec(path)?.[1];
  const product = PRODUCTS.find((one) => one.slug === slug);
  return (
    <div class="page">
      <aside class="notice">
        <span>{texts.notice}</span>
        <a href="/">{texts.start}</a>
      </aside>
      <header>
        <a class="mark" href="/demo-shop/">{texts.shop}</a>
        <div class="tools">
          <PersonSelect {...props} />
          <LanguageSelect value={language} label={texts.language} onChange={onLanguage} />
        </div>
      </header>
      <main>
        {demo === 'failed' && <p class="closed" role="alert">{texts.failed}</p>}
        {typeof demo === 'object' && !demo.demo && <p class="closed" role="alert">{texts.noDemo}</p>}
        {product ? <ProductPage texts={texts} language={language} product={product} />
        : path === '' ? <Shelves texts={texts} language={language} />
        : <p class="closed">{texts.notFound} <a href="/demo-shop/">{texts.all}</a></p>}
      </main>
    </div>
  );
}

function PersonSelect({ texts, demo, person, onPerson }: ShopProps) {
  if (typeof demo !== 'object' || !demo.demo) return null;
  return (
    <label class="select">
      <span>{texts.person}</span>
      <select value={person ?? ''} onChange={(event) => onPerson(event.currentTarget.value || null)}>
        <option value="">{texts.guest}</option>
        {demo.customers.map(({ name, email, orderNumber }) => <option key={email} value={email}>{fill(texts.order, { name, order: orderNumber })}</option>)}
      </select>
    </label>
  );
}

function Shelves({ texts, language }: { texts: ShopTexts; language: WidgetLocale }) {
  return (
    <>
      <h1>{texts.tagline}</h1>
      <p class="intro">{texts.intro}</p>
      {(['kitchen', 'travel'] as const).map((shelf) => (
        <section key={shelf} aria-labelledby={shelf}>
          <h2 id={shelf}>{texts[shelf]}</h2>
          <ul class="goods">
            {PRODUCTS.filter((product) => product.shelf === shelf).map(({ slug, price }) => (
              <li key={slug}>
                <a href={`/demo-shop/products/${slug}`}>
                  <Drawing slug={slug} />
                  <strong>{texts.products[slug].name}</strong>
                  <span>{texts.products[slug].short}</span>
                  <span class="price">{money(price, language)}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function ProductPage({ texts, language, product }: { texts: ShopTexts; language: WidgetLocale; product: Product }) {
  const { name, short, text, facts } = texts.products[product.slug];
  return (
    <article>
      <a class="up" href="/demo-shop/">{texts.all}</a>
      <div class="item">
        <Drawing slug={product.slug} />
        <div>
          <h1>{name}</h1>
          <p class="short">{short}</p>
          <p class="price">{money(product.price, language)}</p>
          <p>{text}</p>
          <ul class="facts">{facts.map((fact) => <li key={fact}>{fact}</li>)}</ul>
          <button type="button" onClick={() => window.aftercare?.('newMessage', fill(texts.question, { product: name }))}>{texts.ask}</button>
          <p class="terms">{texts.delivery} · {texts.returns}</p>
        </div>
      </div>
    </article>
  );
}
