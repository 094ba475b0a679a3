import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { colleaguesQuery } from '../../../client/people.data.js';
import { SelectField } from '../../../ui/field.js';

/** Who calls: oneself first. Whether a colleague may is the server's to say. */
export function OwnerField({ meId, value, onChange }: { meId: string; value: string; onChange: (ownerId: string) => void }) {
  const { t } = useTranslation('calls');
  const people = useQuery(colleaguesQuery).data?.items ?? [];
  return (
    <SelectField label={t('owner')} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value={meId}>{t('me')}</option>
      {people
        .filter(({ id }) => id !== meId)
        .map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
    </SelectField>
  );
}
