import type { Partner } from '#contracts/side-conversations.js';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addPartner, changePartner, partnersQuery, removePartner } from '../../../client/side-conversations.data.js';
import { queryClient } from '../../../client/query.js';
import { Badge } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { SelectField, TextField } from '../../../ui/field.js';
import { Table } from '../../../ui/table.js';
import { showToast } from '../../../ui/toast.js';
import { FormError } from '../../app/form-error.js';
import { SIDE_TEXTS } from '../../app/side-texts.js';
import { useChange } from '../../app/use-change.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';
import { useTexts } from '../../app/use-texts.js';

const KINDS = ['warehouse', 'carrier', 'supplier', 'other'] as const;

/** The address book of people outside whom staff writes to beside tickets. */
export function PartnerList() {
  const { t } = useTranslation('side-conversations');
  const ready = useTexts('side-conversations', SIDE_TEXTS);
  const { data } = useQuery(partnersQuery);
  const { change } = useChange(partnersQuery.queryKey);
  const [shown, setShown] = useState<Partner | 'new' | null>(null);
  const remove = async (partner: Partner) => {
    const { name, address, kind } = partner;
    if (await change(() => removePartner(partner.id)))
      showToast({ tone: 'done', text: t('removed', { name }), action: { label: t('undo'), run: () => void change(() => addPartner({ name, address, kind })) } });
  };
  if (!ready || !data) return null;
  return (
    <section className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 className="text-16 font-semibold">{t('partners')}</h2>
          <p className="text-13 text-muted">{t('partnersLead')}</p>
        </div>
        <Button icon={<Plus size={16} aria-hidden />} onClick={() => setShown('new')}>
          {t('addPartner')}
        </Button>
      </div>
      <Table
        empty={t('noPartners')}
        columns={[{ label: t('name') }, { label: t('address') }, { label: t('kindLabel') }, { label: <span className="sr-only">{t('actions')}</span>, end: true }]}
        rows={data.items.map((partner) => ({
          key: partner.id,
          cells: [
            <span dir="auto" className="font-medium">
              {partner.name}
            </span>,
            <bdi className="break-all">{partner.address}</bdi>,
            <Badge>{t(`kind.${partner.kind}`)}</Badge>,
            <span className="flex justify-end gap-2">
              <Button size="small" aria-label={t('changeOf', { name: partner.name })} onClick={() => setShown(partner)}>
                {t('change')}
              </Button>
              <Button size="small" look="quiet" aria-label={t('removeOf', { name: partner.name })} onClick={() => void remove(partner)}>
                {t('remove')}
              </Button>
            </span>,
          ],
        }))}
      />
      {shown && <PartnerDialog partner={shown === 'new' ? null : shown} onClose={() => setShown(null)} />}
    </section>
  );
}

function PartnerDialog({ partner, onClose }: { partner: Partner | null; onClose: () => void }) {
  const { t } = useTranslation('side-conversations');
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    const said = { name: fieldOf(form, 'name'), address: fieldOf(form, 'address'), kind: KINDS.find((kind) => kind === fieldOf(form, 'kind')) ?? 'other' };
    await (partner ? changePartner(partner.id, said, partner.version) : addPartner(said));
    await queryClient.invalidateQueries({ queryKey: partnersQuery.queryKey });
    onClose();
  });
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={partner?.name ?? t('addPartner')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="partner" look="primary" busy={busy}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <form id="partner" onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField label={t('name')} name="name" required maxLength={100} autoComplete="off" defaultValue={partner?.name} />
        <TextField label={t('address')} name="address" type="email" required maxLength={254} dir="ltr" autoComplete="off" defaultValue={partner?.address} />
        <SelectField label={t('kindLabel')} name="kind" defaultValue={partner?.kind ?? 'carrier'}>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </SelectField>
        <FormError text={error?.text} />
      </form>
    </Dialog>
  );
}
