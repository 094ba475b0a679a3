import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { exactMinute, exactTime } from '../../../client/format.js';
import { originQuery } from '../../../client/imports.data.js';
import { Section } from '../../../ui/pane.js';
import { IMPORT_TEXTS } from '../../app/import-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { useNameOf } from './import-looks.js';

/** Where this ticket was before it came here. */
export default function TicketOrigin({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('imports');
  const ready = useTexts('imports', IMPORT_TEXTS);
  const nameOf = useNameOf();
  const origin = useQuery(originQuery(ticketId)).data?.origin;
  if (!ready || !origin) return null;
  return (
    <Section title={t('origin.title')}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-13">
        <Fact name={t('column.from')}>{nameOf(origin)}</Fact>
        <Fact name={t('origin.id')}>
          <span className="tabular">#{origin.externalId}</span>
        </Fact>
        {origin.assigneeName && <Fact name={t('origin.assignee')}>{origin.assigneeName}</Fact>}
        <Fact name={t('origin.at')}>
          <span title={exactTime(origin.importedAt)}>{exactMinute(origin.importedAt)}</span>
        </Fact>
      </dl>
      {origin.url && (
        <a href={origin.url} target="_blank" rel="noopener noreferrer nofollow" className="mt-2 inline-flex items-center gap-1.5 text-13 text-accent-text hover:underline">
          <ExternalLink size={14} aria-hidden />
          {t('origin.open')}
        </a>
      )}
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd dir="auto" className="min-w-0 break-words">
        {children}
      </dd>
    </>
  );
}
