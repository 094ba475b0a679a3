import type { WidgetChannel } from '#contracts/channels.js';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { queryClient } from '../../../client/query.js';
import { changeWidget } from '../../../client/settings.data.js';
import { Button } from '../../../ui/button.js';
import { TextArea } from '../../../ui/field.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';

interface Props {
  widget: z.infer<typeof WidgetChannel>;
  originsOf: (text: string) => string[];
  onDone: () => Promise<unknown>;
}

/** Which sites may show the chat; with none named, any may. */
export function SitesStep({ widget, originsOf, onDone }: Props) {
  const { t } = useTranslation('setup');
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    await changeWidget(widget.id, { settings: { ...widget.settings, allowedOrigins: originsOf(fieldOf(form, 'sites')) } }, widget.version);
    await queryClient.invalidateQueries({ queryKey: ['settings'] });
    await onDone();
  });
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      <TextArea label={t('sites.label')} name="sites" dir="ltr" rows={3} hint={t('sites.hint')} placeholder={t('sites.placeholder')} defaultValue={widget.settings.allowedOrigins.join('\n')} />
      <FormError text={error?.text} />
      <Button type="submit" look="primary" busy={busy} className="self-start">
        {t('saveAndGoOn')}
      </Button>
    </form>
  );
}
