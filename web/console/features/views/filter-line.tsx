import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ListFilter, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { nameIn } from '#contracts/custom-fields.rules.js';
import { customFieldsQuery } from '../../../client/custom-fields.data.js';
import { currentLocale } from '../../../client/i18n.js';
import { subStatesQuery } from '../../../client/sub-states.data.js';
import { colleaguesQuery } from '../../../client/people.data.js';
import { waysInQuery } from '../../../client/views.data.js';
import { IconButton } from '../../../ui/button.js';
import { MACRO_TEXTS } from '../../app/macro-texts.js';
import type { ListSearch } from '../../app/search.js';
import { wishText } from './field-wishes.js';
import { useTexts } from '../../app/use-texts.js';
import { FIELD_TEXTS } from '../../app/fields/field-texts.js';
import { VIEW_TEXTS } from '../../app/view-texts.js';

/** What the list is narrowed to and ordered by, in one line; it opens what changes that. */
export default function FilterLine({ search, onOpen }: { search: ListSearch; onOpen: () => void }) {
  const { t } = useTranslation('savedViews');
  const ready = [useTexts('savedViews', VIEW_TEXTS), useTexts('macros', MACRO_TEXTS), useTexts('fields', FIELD_TEXTS)].every(Boolean);
  const people = useQuery(colleaguesQuery).data?.items ?? [];
  const ways = useQuery({ ...waysInQuery, enabled: search.filter?.channelId !== undefined }).data?.items ?? [];
  const parts = useQuery({ ...subStatesQuery, enabled: search.filter?.subStates !== undefined }).data?.items ?? [];
  const known = useQuery({ ...customFieldsQuery, enabled: search.filter?.fields !== undefined }).data?.items ?? [];
  const navigate = useNavigate();
  if (!ready) return null;
  const { states = [], priorities = [], types = [], tags = [], subStates = [], fields = [], assignee, waiting, unread, follower, spam, callbacks, channelId } = search.filter ?? {};
  const who = assignee === 'me' || assignee === 'nobody' ? t(assignee) : people.find(({ id }) => id === assignee)?.name;
  const words = [
    ...states.map((state) => t(`macros:state.${state}`)),
    ...priorities.map((priority) => t(`macros:priority.${priority}`)),
    ...types.map((type) => t(`macros:type.${type}`)),
    ...tags.map((tag) => `#${tag}`),
    ...subStates.map((key) => nameIn(parts.find((part) => part.key === key)?.names ?? { en: key }, currentLocale())),
    ...fields.map((wish) => wishText(wish, known)),
    ...(assignee ? [who ?? t('macros:somebody')] : []),
    ...(waiting === undefined ? [] : [t(waiting ? 'chip.waiting' : 'chip.notWaiting')]),
    ...(unread === undefined ? [] : [t(unread ? 'chip.unread' : 'chip.read')]),
    ...(follower === undefined ? [] : [follower === 'me' ? t('chip.followed') : t('chip.followedBy', { name: people.find(({ id }) => id === follower)?.name ?? t('macros:somebody') })]),
    ...(callbacks ? [t(callbacks === 'mine' ? 'chip.callbacksMine' : 'chip.callbacksAny')] : []),
    ...(spam === undefined ? [] : [t(spam ? 'chip.spam' : 'chip.notSpam')]),
    ...(channelId ? [ways.find(({ id }) => id === channelId)?.name ?? t('field.channel')] : []),
    ...(search.group ? [t('groupedBy', { by: t(`group.${search.group}`) })] : []),
    ...(search.sort ? [t(`sort.${search.sort}`)] : []),
  ];
  return (
    <div className="flex h-9 shrink-0 items-center gap-1 border-b border-line bg-app ps-4 pe-2">
      <button type="button" onClick={onOpen} title={t('title')} className="target flex min-w-0 flex-1 items-center gap-2 rounded-control text-start text-13 text-muted hover:text-text">
        <ListFilter size={14} className="shrink-0" aria-hidden />
        <span className="truncate">{words.join(' · ')}</span>
      </button>
      <IconButton size="small" label={t('clear')} onClick={() => void navigate({ to: '/tickets', search: { view: search.view } })}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  );
}
