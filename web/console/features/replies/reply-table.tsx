import type { CannedReply } from '#contracts/canned-replies.js';
import { useTranslation } from 'react-i18next';
import { LOCALE_NAMES, LOCALES } from '../../../client/i18n.js';
import { Badge } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { Table } from '../../../ui/table.js';

interface Props {
  items: readonly CannedReply[];
  empty: string;
  onChange: (reply: CannedReply) => void;
  onRemove: (reply: CannedReply) => void;
}

export function ReplyTable({ items: replies, empty, onChange, onRemove }: Props) {
  const { t } = useTranslation('replies');
  return (
    <Table
      empty={empty}
      columns={[
        { label: t('column.title') },
        { label: t('column.shortcut') },
        { label: t('column.scope') },
        { label: t('column.languages') },
        { label: t('column.uses'), end: true },
        { label: <span className="sr-only">{t('column.actions')}</span>, end: true },
      ]}
      rows={replies.map((reply) => ({
        key: reply.id,
        cells: [
          <span className="block max-w-80 min-w-40">
            <span dir="auto" className="block truncate font-medium">
              {reply.title}
            </span>
            <span dir="auto" className="block truncate text-12 text-muted">
              {[reply.folder, Object.values(reply.texts)[0]].filter(Boolean).join(' · ')}
            </span>
          </span>,
          reply.shortcut ? <span className="text-muted">/{reply.shortcut}</span> : <span className="text-faint">–</span>,
          <Badge tone={reply.scope === 'own' ? 'accent' : 'neutral'}>{reply.team?.name ?? t(`scope.${reply.scope}`)}</Badge>,
          <span className="text-muted">
            {LOCALES.filter((locale) => reply.texts[locale] !== undefined)
              .map((locale) => LOCALE_NAMES[locale])
              .join(', ')}
          </span>,
          reply.uses,
          <span className="inline-flex gap-2">
            {reply.can.change && (
              <Button size="small" aria-label={t('changeOf', { title: reply.title })} onClick={() => onChange(reply)}>
                {t('change')}
              </Button>
            )}
            {reply.can.remove && (
              <Button size="small" look="quiet" aria-label={t('removeOf', { title: reply.title })} onClick={() => onRemove(reply)}>
                {t('common:delete')}
              </Button>
            )}
          </span>,
        ],
      }))}
    />
  );
}
