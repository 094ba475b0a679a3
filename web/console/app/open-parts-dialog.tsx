import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import type { OpenParts } from './open-parts.js';
import { RELATION_TEXTS } from './relation-texts.js';
import { useTexts } from './use-texts.js';

/** Before a ticket is done while parts of it are open: which ones, and whether it shall be done anyway. */
export default function OpenPartsDialog({ asked: { parts, anyway, leave } }: { asked: OpenParts }) {
  const { t } = useTranslation('relations');
  if (!useTexts('relations', RELATION_TEXTS)) return null;
  return (
    <Dialog
      open
      size="small"
      onClose={leave}
      title={t('open.title', { count: parts.length })}
      description={t('open.text')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={leave}>{t('common:cancel')}</Button>
          <Button look="primary" onClick={anyway}>
            {t('open.anyway')}
          </Button>
        </>
      }
    >
      <ul className="flex flex-col gap-1">
        {parts.map((one) => (
          <li key={one.id}>
            <Link to="/tickets/$ticketId" params={{ ticketId: one.id }} search={{ view: 'all' }} onClick={leave} className="flex min-h-8 items-center gap-2 rounded-control px-2 text-14 hover:bg-hover">
              <span className="tabular shrink-0 text-muted">#{one.number}</span>
              <span dir="auto" className="min-w-0 truncate">
                {one.subject ?? t('untitled')}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
