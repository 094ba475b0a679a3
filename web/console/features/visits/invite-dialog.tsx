import type { Visit } from '#contracts/visits.js';
import { useTranslation } from 'react-i18next';
import { languageName } from '../../../client/format.js';
import { inviteVisitor } from '../../../client/visits.data.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextArea } from '../../../ui/field.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';

interface Props {
  visit: Visit;
  name: string;
  onClose: () => void;
}

/** A first word to somebody on the shop's page. */
export function InviteDialog({ visit, name, onClose }: Props) {
  const { t } = useTranslation('visits');
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    await inviteVisitor(visit.id, fieldOf(form, 'text').replace(/\s+/g, ' ').trim());
    onClose();
  });
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={t('dialog.title', { name })}
      description={t('dialog.lead')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="invite" look="primary" busy={busy}>
            {t('dialog.send')}
          </Button>
        </>
      }
    >
      <form id="invite" onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextArea
          label={t('dialog.text')}
          hint={t('dialog.hint', { language: languageName(visit.language ?? 'en') })}
          name="text"
          required
          maxLength={200}
          rows={3}
          defaultValue={visit.suggestion}
        />
        <FormError text={error?.text} />
      </form>
    </Dialog>
  );
}
