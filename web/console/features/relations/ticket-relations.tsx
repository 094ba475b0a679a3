import type { RelatedTicket } from '#contracts/relations.js';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CheckCheck, Plus, Unlink } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exactMinute } from '../../../client/format.js';
import { part, relate, relationsQuery } from '../../../client/relations.data.js';
import { Badge } from '../../../ui/badge.js';
import { IconButton } from '../../../ui/button.js';
import { lazyPart } from '../../../ui/lazy-part.js';
import { Section } from '../../../ui/pane.js';
import { showToast } from '../../../ui/toast.js';
import { customerName } from '../../app/customer-name.js';
import { errorText, tellFailure } from '../../app/error-text.js';
import { LIFE_TEXTS } from '../../app/life-texts.js';
import { RELATION_TEXTS } from '../../app/relation-texts.js';
import { SectionError } from '../../app/section-error.js';
import { useTexts } from '../../app/use-texts.js';

const RelationDialog = lazyPart(() => import('./relation-dialog.js'));
type Kind = 'parent' | 'child' | 'related';

/** The whole this ticket is a part of, its own parts, and what else has to do with it. */
export default function TicketRelations({ ticketId, number }: { ticketId: string; number: number }) {
  const { t } = useTranslation('relations');
  const ready = [useTexts('relations', RELATION_TEXTS), useTexts('life', LIFE_TEXTS)].every(Boolean);
  const query = useQuery(relationsQuery(ticketId));
  const { data } = query;
  const [adding, setAdding] = useState(false);
  if (ready && query.isError && !data) return <SectionError title={t('title')} message={errorText(query.error)} busy={query.isFetching} onRetry={() => void query.refetch()} />;
  if (!ready || !data) return null;
  const groups: readonly (readonly [Kind, readonly RelatedTicket[]])[] = [['parent', data.parent ? [data.parent] : []], ['child', data.children], ['related', data.related]];
  const none = groups.every(([, items]) => items.length === 0);
  if (none && !data.can.change) return null;
  const takeAway = (kind: Kind, other: RelatedTicket) => {
    const undo = () => void relate(ticketId, { otherId: other.ticket.id, kind }).catch(tellFailure);
    part(ticketId, other.ticket.id).then(() => showToast({ tone: 'done', text: t('parted', { number: other.ticket.number }), action: { label: t('console:undo.label'), run: undo } }), tellFailure);
  };
  return (
    <Section
      title={t('title')}
      action={
        data.can.change && (
          <IconButton size="small" label={t('add')} onClick={() => setAdding(true)}>
            <Plus size={16} aria-hidden />
          </IconButton>
        )
      }
    >
      {none && <p className="text-13 text-muted">{t('none')}</p>}
      {groups.map(
        ([kind, items]) =>
          items.length > 0 && (
            <div key={kind} className="mb-2 last:mb-0">
              <h4 className="text-12 text-muted">{t(`kind.${kind}`)}</h4>
              <ul className="-mx-2">
                {items.map((one) => (
                  <RelationRow key={one.ticket.id} other={one} onPart={data.can.change ? () => takeAway(kind, one) : undefined} />
                ))}
              </ul>
            </div>
          ),
      )}
      <Suspense fallback={null}>{adding && <RelationDialog ticketId={ticketId} number={number} relations={data} onClose={() => setAdding(false)} />}</Suspense>
    </Section>
  );
}

function RelationRow({ other: { ticket, by, at }, onPart }: { other: RelatedTicket; onPart: (() => void) | undefined }) {
  const { t } = useTranslation('relations');
  const done = ticket.state === 'solved' || ticket.state === 'closed';
  return (
    <li className="flex items-center gap-1 rounded-control pe-1 hover:bg-hover">
      <Link
        to="/tickets/$ticketId"
        params={{ ticketId: ticket.id }}
        search={{ view: 'all' }}
        title={t(by ? 'sinceBy' : 'since', { when: exactMinute(at), name: by?.name ?? '' })}
        className="flex min-h-9 min-w-0 flex-1 items-center gap-2 px-2 text-13"
      >
        <span className="tabular shrink-0 text-muted">#{ticket.number}</span>
        <span dir="auto" className="min-w-0 flex-1 truncate">
          {ticket.subject ?? customerName(ticket.customer, ticket.number, t)}
        </span>
        <Badge tone={done ? 'green' : 'neutral'} icon={done && <CheckCheck size={12} aria-hidden />}>
          {t(`life:state.${ticket.state}`)}
        </Badge>
      </Link>
      {onPart && (
        <IconButton size="small" label={t('part', { number: ticket.number })} onClick={onPart}>
          <Unlink size={14} aria-hidden />
        </IconButton>
      )}
    </li>
  );
}
