import type { Demo } from '#contracts/demo.js';
import type { WidgetLocale } from '../../widget/bridge.js';
import { fill } from '../fill.js';
import { LanguageSelect } from '../language-select.js';
import type { StartTexts } from './texts.js';

interface StartProps {
  texts: StartTexts;
  language: WidgetLocale;
  demo: Demo | 'loading' | 'failed';
  onLanguage: (language: WidgetLocale) => void;
  onLoad: () => void;
}
export function StartPage({ texts, language, demo, onLanguage, onLoad }: StartProps) {
  const isDemo = typeof demo === 'object' && demo.demo;
  return (
    <div class="page">
      <header>
        <h1>{texts.title}</h1>
        <LanguageSelect value={language} label={texts.language} onChange={onLanguage} />
      </header>
      <main>
        <p class="what">{texts.what}</p>
        {isDemo && <p class="shop">{fill(texts.shopIs, { organisation: demo.organisation })}</p>}
        {demo === 'failed' && (
          <p class="failed" role="alert">
            {texts.failed} <button type="button" onClick={onLoad}>{texts.retry}</button>
          </p>
        )}
        {isDemo || demo === 'loading' ? <Cards texts={texts} demo={isDemo ? demo : null} onUsed={onLoad} /> : <Plain texts={texts} />}
        {isDemo && <Walk texts={texts} customer={demo.customers.find((one) => one.orderNumber === 'A1047')?.name ?? ''} />}
      </main>
    </div>
  );
}

const Plain = ({ texts }: { texts: StartTexts }) => (
  <section>
    <p>{texts.plain}</p>
    <a class="button" href="/console/">{texts.console}</a>
  </section>
);

const STAFF = ['agent', 'lead', 'manager', 'admin'] as const;

function Cards({ texts, demo, onUsed }: { texts: StartTexts; demo: Extract<Demo, { demo: true }> | null; onUsed: () => void }) {
  const { customer } = texts.roles;
  return (
    <section aria-labelledby="roles" aria-busy={demo === null}>
      <h2 id="roles">{texts.rolesTitle}</h2>
      <ul class="cards">
        <li>
          <h3>{customer.name}</h3>
          <p>{customer.does}</p>
          <a class="button" href={demo?.shopUrl ?? '/demo-shop/'} target="_blank" rel="noopener">{customer.enter}</a>
        </li>
        {STAFF.map((role) => {
          const card = demo?.roles.find((one) => one.role === role);
          return (
            <li key={role}>
              <h3>{texts.roles[role].name}</h3>
              <p>{texts.roles[role].does}</p>
              <p class="name">{card?.name}</p>
              {card ? <a class="button quiet" href={card.link} target="_blank" rel="noopener" onClick={onUsed} aria-label={`${texts.roles[role].enter}: ${card.name}`}>{texts.roles[role].enter}</a>
              : <span class="button quiet off">{texts.loading}</span>}
            </li>
          );
        })}
      </ul>
      <p class="note">{texts.rolesNote}</p>
    </section>
  );
}

const Walk = ({ texts, customer }: { texts: StartTexts; customer: string }) => (
  <section aria-labelledby="walk">
    <h2 id="walk">{texts.walkTitle}</h2>
    <ol class="walk">
      {texts.walk.map((step) => (
        <li key={step.title}>
          <h3>{step.title}</h3>
          <p>{fill(step.text, { customer })}</p>
        </li>
      ))}
    </ol>
    <p class="note">{texts.notYet}</p>
  </section>
);
