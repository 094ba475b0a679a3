import { useQuery } from '@tanstack/react-query';
import { CircleCheck, LoaderCircle } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { clockTime } from '../../../client/format.js';
import { sightingsQuery } from '../../../client/setup.data.js';
import { Button } from '../../../ui/button.js';
import { CopyField } from '../../app/copy-field.js';

interface Props {
  widgetId: string;
  snippet: string;
  allowed: readonly string[];
  onDone: () => void;
}

/** The snippet, and whether the shop has it: the desk waits for the chat to be opened on a page of another site. */
export function SnippetStep({ widgetId, snippet, allowed, onDone }: Props) {
  const { t } = useTranslation('setup');
  const [since] = useState(() => new Date(serverNow()).toISOString());
  const items = useQuery(sightingsQuery(widgetId, since)).data?.items ?? [];
  const seen = items.filter((item) => !item.own);
  return (
    <>
      <CopyField label={t('snippet.label')} text={snippet} />
      <div role="status" className="rounded-panel border border-line p-4 text-14">
        {seen.length > 0 ? (
          <ul className="flex flex-col gap-1.5">
            {seen.map((item) => (
              <li key={item.origin} className="flex items-center gap-2">
                <CircleCheck size={16} className="shrink-0 text-green" aria-hidden />
                <span className="[overflow-wrap:anywhere]">{t('snippet.seen', { origin: item.origin, time: clockTime(item.at) })}</span>
              </li>
            ))}
          </ul>
        ) : (
          <div className="flex gap-2">
            <LoaderCircle size={16} className="mt-0.5 shrink-0 animate-spin text-muted motion-reduce:animate-none" aria-hidden />
            <div className="flex flex-col gap-2">
              <p>{t('snippet.waiting')}</p>
              <ul className="list-disc ps-4 text-13 text-muted">
                <li>{t('snippet.hintOpen')}</li>
                <li>{allowed.length > 0 ? t('snippet.hintSites', { sites: allowed.join(', ') }) : t('snippet.hintAnySite')}</li>
                <li>{t('snippet.hintPolicy')}</li>
              </ul>
              {items.length > 0 && <p className="text-13 text-muted">{t('snippet.ownSeen')}</p>}
            </div>
          </div>
        )}
      </div>
      <Button look={seen.length > 0 ? 'primary' : 'plain'} className="self-start" onClick={onDone}>
        {t(seen.length > 0 ? 'goOn' : 'later')}
      </Button>
    </>
  );
}
