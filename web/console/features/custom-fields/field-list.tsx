import type { CustomField } from '#contracts/custom-fields.js';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { arrangeFields, retireField, takeFieldBack } from '../../../client/custom-fields.data.js';
import { Badge } from '../../../ui/badge.js';
import { Button, IconButton } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { showToast } from '../../../ui/toast.js';
import { fieldName, valueText } from '../../app/fields/field-words.js';
import { useChange } from '../../app/use-change.js';
import type { Around } from './condition-row.js';

interface Props extends Around {
  onOpen: (id: string) => void;
}

/** Every field, as they stand on tickets. */
export function FieldList({ fields, onOpen, ...around }: Props) {
  const { t } = useTranslation('fields');
  const { busy, change } = useChange(['custom-fields']);
  if (fields.length === 0) return <EmptyState>{t('list.none')}</EmptyState>;
  const move = (at: number, by: -1 | 1) => {
    const ids = fields.map(({ id }) => id);
    const [moved] = ids.splice(at, 1);
    if (moved) ids.splice(at + by, 0, moved);
    void change(() => arrangeFields(ids));
  };
  const retire = async (field: CustomField) => {
    if (field.retiredAt !== null) return void change(() => takeFieldBack(field.id));
    const done = await change(() => retireField(field.id));
    if (done) showToast({ tone: 'done', text: t('list.didRetire', { name: fieldName(field) }), action: { label: t('list.undo'), run: () => void change(() => takeFieldBack(field.id)) } });
  };
  return (
    <ol className="flex flex-col rounded-panel border border-line bg-surface">
      {fields.map((field, at) => {
        const name = fieldName(field);
        return (
          <li key={field.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2.5 last:border-b-0">
            <span className="flex min-w-0 flex-1 basis-64 flex-col gap-0.5">
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <span dir="auto" className="text-14 font-medium">
                  {name}
                </span>
                {field.retiredAt !== null && <Badge>{t('list.retired')}</Badge>}
                {field.required === 'to_solve' && <Badge tone="amber">{t('list.required')}</Badge>}
                {field.hidden && <Badge tone="blue">{t('list.hidden')}</Badge>}
              </span>
              <span dir="auto" className="text-13 text-muted">
                {[t(`kind.${field.kind}`), whenText(field, fields, around, t)].filter((part) => part !== '').join(' · ')} · <code className="text-12">{field.key}</code>
              </span>
            </span>
            <span className="flex shrink-0 items-center gap-1">
              <IconButton label={t('list.up', { name })} disabled={busy || at === 0} onClick={() => move(at, -1)}>
                <ArrowUp size={16} aria-hidden />
              </IconButton>
              <IconButton label={t('list.down', { name })} disabled={busy || at === fields.length - 1} onClick={() => move(at, 1)}>
                <ArrowDown size={16} aria-hidden />
              </IconButton>
              <Button size="small" aria-label={t('list.changeOf', { name })} onClick={() => onOpen(field.id)}>
                {t('list.change')}
              </Button>
              <Button size="small" look="quiet" disabled={busy} aria-label={t(field.retiredAt === null ? 'list.retireOf' : 'list.takeBackOf', { name })} onClick={() => void retire(field)}>
                {t(field.retiredAt === null ? 'list.retire' : 'list.takeBack')}
              </Button>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** In one line when it is shown. */
function whenText(field: CustomField, fields: readonly CustomField[], { teams, channels }: Omit<Around, 'fields'>, t: (key: string) => string): string {
  const named = (ids: readonly string[], of: Around['teams']) => ids.map((id) => of.find((one) => one.id === id)?.name ?? t('when.unknown')).join(t('when.or'));
  const one = (condition: NonNullable<CustomField['when']>['of'][number]): string => {
    if ('match' in condition) return `(${condition.of.map(one).join(condition.match === 'all' ? t('when.and') : t('when.or'))})`;
    if (condition.by === 'type') return condition.in.map((type) => t(`type.${type}`)).join(t('when.or'));
    if (condition.by === 'team') return named(condition.in, teams);
    if (condition.by === 'channel') return named(condition.in, channels);
    if (condition.by === 'tag') return condition.in.map((tag) => `#${tag}`).join(t('when.or'));
    const asked = fields.find(({ key }) => key === condition.key);
    const name = asked ? fieldName(asked) : condition.key;
    return condition.in.length === 0 ? name : `${name}: ${condition.in.map((value) => valueText(asked, asked?.kind === 'yes_no' ? value === 'yes' : value)).join(t('when.or'))}`;
  };
  return field.when === null ? '' : field.when.of.map(one).join(field.when.match === 'all' ? t('when.and') : t('when.or'));
}
