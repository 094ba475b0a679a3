import type { WidgetChannel } from '#contracts/channels.js';
import type { SettingsDocument } from '#contracts/settings.js';
import { MessageCircle } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { LOCALE_NAMES, LOCALES, nearestLocale } from '../../../client/i18n.js';
import { queryClient } from '../../../client/query.js';
import { meQuery } from '../../../client/session.data.js';
import { changeSettings, changeWidget } from '../../../client/settings.data.js';
import { Button } from '../../../ui/button.js';
import { SelectField, TextField } from '../../../ui/field.js';
import { LogoField } from '../../app/logo-field.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';

interface Props {
  document: z.infer<typeof SettingsDocument>;
  widget: z.infer<typeof WidgetChannel>;
  onDone: () => Promise<unknown>;
}

/** The name the desk goes by, the name the shop's customers know, and its colour, seen before it is saved. */
export function OrganisationStep({ document, widget, onDone }: Props) {
  const { t } = useTranslation('setup');
  const [accent, setAccent] = useState(widget.settings.accent);
  const [shop, setShop] = useState(widget.storeName);
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    const organisation = fieldOf(form, 'organisation').trim();
    const defaultLocale = nearestLocale([fieldOf(form, 'locale')]);
    await changeSettings({ ...document.settings, organisation, defaultLocale }, document.version);
    await changeWidget(widget.id, { storeName: shop.trim(), settings: { ...widget.settings, accent } }, widget.version);
    await Promise.all([queryClient.invalidateQueries({ queryKey: ['settings'] }), queryClient.invalidateQueries({ queryKey: meQuery.queryKey })]);
    await onDone();
  });
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      <div className="grid gap-4 mid:grid-cols-2">
        <TextField label={t('organisation.name')} name="organisation" required maxLength={80} defaultValue={document.settings.organisation} />
        <TextField label={t('organisation.shop')} name="shop" required maxLength={60} value={shop} onChange={(event) => setShop(event.target.value)} />
        <SelectField label={t('organisation.locale')} name="locale" defaultValue={document.settings.defaultLocale}>
          {LOCALES.map((locale) => (
            <option key={locale} value={locale}>
              {LOCALE_NAMES[locale]}
            </option>
          ))}
        </SelectField>
        <TextField label={t('organisation.accent')} name="accent" type="color" value={accent} onChange={(event) => setAccent(event.target.value)} />
      </div>
      <LogoField widget={widget} />
      <div role="img" aria-label={t('organisation.preview')} className="flex items-center gap-3 rounded-panel border border-line bg-app p-4">
        <span style={{ background: accent }} className="flex size-12 shrink-0 items-center justify-center rounded-full">
          <MessageCircle size={22} color={readable(accent)} aria-hidden />
        </span>
        <span dir="auto" style={{ background: accent, color: readable(accent) }} className="max-w-72 rounded-[16px] px-3.5 py-2 text-14">
          {t('organisation.sample', { shop: shop.trim() || widget.storeName })}
        </span>
      </div>
      <FormError text={error?.text} />
      <Button type="submit" look="primary" busy={busy} className="self-start">
        {t('saveAndGoOn')}
      </Button>
    </form>
  );
}

/** Black or white, whichever reads better on the colour. */
function readable(hex: string): string {
  const part = (at: number) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2;
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5) > 0.3 ? '#000' : '#fff';
}
