import type { CannedReply } from '#contracts/canned-replies.js';
import type { Locale } from '#contracts/common.js';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLocale, LOCALE_NAMES, LOCALES } from '../../client/i18n.js';
import { fillIn, unknownBlanks, VARIABLES } from '../../client/reply-variables.rules.js';
import { Button } from '../../ui/button.js';
import { Segments } from '../../ui/choice.js';
import { TextArea } from '../../ui/field.js';

type Texts = CannedReply['texts'];

/** What a reply says, language by language, and how it reads when its blanks are filled in. */
export function ReplyWords({ texts, onChange }: { texts: Texts; onChange: (texts: Texts) => void }) {
  const { t } = useTranslation('replies');
  const [locale, setLocale] = useState<Locale>(() => LOCALES.find((one) => texts[one] !== undefined) ?? currentLocale());
  const box = useRef<HTMLTextAreaElement>(null);
  const text = texts[locale] ?? '';
  const put = (next: string) => onChange({ ...texts, [locale]: next });
  const unknown = unknownBlanks(text);
  const insert = (name: string) => {
    const blank = `{{${name}}}`;
    const [from, to] = [box.current?.selectionStart ?? text.length, box.current?.selectionEnd ?? text.length];
    put(text.slice(0, from) + blank + text.slice(to));
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(from + blank.length, from + blank.length);
    });
  };
  const sample = { 'customer.name': t('sample.customer'), 'agent.name': t('sample.agent'), 'ticket.number': t('sample.number'), 'shop.name': t('sample.shop') };
  return (
    <div className="flex flex-col gap-3">
      <Segments
        label={t('common:language')}
        value={locale}
        options={LOCALES.map((value) => ({ value, label: `${LOCALE_NAMES[value]}${texts[value]?.trim() ? ' ✓' : ''}` }))}
        onChange={setLocale}
      />
      <TextArea
        ref={box}
        label={t('field.text')}
        hint={t('field.textHint')}
        lang={locale}
        rows={5}
        maxLength={4000}
        value={text}
        onChange={(event) => put(event.target.value)}
        error={unknown.length > 0 ? t('field.unknown', { names: unknown.join(', ') }) : undefined}
      />
      <div className="flex flex-wrap items-center gap-1.5">
        <span className="text-13 text-muted">{t('field.insert')}</span>
        {VARIABLES.map((name) => (
          <Button key={name} size="small" onClick={() => insert(name)}>
            {t(`variable.${name.replace('.', '_')}`)}
          </Button>
        ))}
      </div>
      <div className="rounded-panel border border-line bg-app p-3">
        <p className="mb-1 text-12 text-muted">{t('sample.label')}</p>
        <p dir="auto" lang={locale} className="wrap-anywhere text-14 whitespace-pre-wrap">
          {text.trim() === '' ? <span className="text-muted">{t('sample.empty')}</span> : fillIn(text, sample)}
        </p>
      </div>
    </div>
  );
}
