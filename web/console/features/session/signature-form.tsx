import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ownSignatureQuery, signAs } from '../../../client/mail.data.js';
import { queryClient } from '../../../client/query.js';
import { Button } from '../../../ui/button.js';
import { TextArea } from '../../../ui/field.js';
import { SettingBlock } from '../../../ui/setting.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';

/** What stands under one's own answers by mail. */
export function SignatureForm() {
  const { t } = useTranslation();
  const { data } = useQuery(ownSignatureQuery);
  const { busy, error, onSubmit } = useSubmit(async (form) => queryClient.setQueryData(ownSignatureQuery.queryKey, await signAs(fieldOf(form, 'signature'))));
  if (!data) return null;
  return (
    <SettingBlock title={t('account:signature')} lead={t('account:signatureLead')}>
      <form onSubmit={onSubmit} className="flex flex-col items-start gap-3">
        <TextArea className="w-full" label={t('account:signatureText')} name="signature" rows={3} maxLength={1000} dir="auto" defaultValue={data.text} error={error?.text} />
        <Button type="submit" busy={busy}>
          {t('common:save')}
        </Button>
      </form>
    </SettingBlock>
  );
}
