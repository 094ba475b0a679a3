import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameIn } from '#contracts/custom-fields.rules.js';
import { currentLocale } from '../../../client/i18n.js';
import { subStatesQuery } from '../../../client/sub-states.data.js';
import { colleaguesQuery } from '../../../client/people.data.js';
import { waysInQuery } from '../../../client/views.data.js';
import { cx } from '../../../ui/class-names.js';
import { SelectField, TextField } from '../../../ui/field.js';
import type { ListSearch } from '../../app/search.js';
import { FieldWishes } from './field-wishes.js';
import { useTeams } from '../../app/use-teams.js';

const STATES = ['new', 'open', 'pending', 'on_hold', 'solved', 'closed'] as const;
const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
const TYPES = ['question', 'problem', 'complaint', 'task'] as const;
const SORTS = ['waiting', 'due', 'priority', 'recent', 'newest', 'oldest', 'promised'] as const;
type Filter = NonNullable<ListSearch['filter']>;

/** Without what wishes for nothing. */
export function tidied({ filter = {}, ...search }: ListSearch): ListSearch {
  const wished = Object.fromEntries(Object.entries(filter).filter(([, wish]) => wish !== undefined && !(Array.isArray(wish) && wish.length === 0)));
  return { ...search, ...(Object.keys(wished).length > 0 ? { filter: wished } : {}) };
}

/** Everything that narrows a list. */
export function FilterFields({ wish, onChange }: { wish: ListSearch; onChange: (wish: ListSearch) => void }) {
  const { t } = useTranslation('savedViews');
  const people = useQuery(colleaguesQuery).data?.items ?? [];
  const ways = useQuery(waysInQuery).data?.items ?? [];
  const teams = useTeams();
  const parts = useQuery(subStatesQuery).data?.items ?? [];
  const [typed, setTyped] = useState(() => wish.filter?.tags?.join(', ') ?? '');
  const filter = wish.filter ?? {};
  const put = (part: { [K in keyof Filter]?: Filter[K] | undefined }) => {
    onChange({ ...wish, filter: Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined)) });
  };
  const { team, sort, ...rest } = wish;
  const withoutTeam: ListSearch = { ...rest, ...(sort ? { sort } : {}) };
  const withoutSort: ListSearch = { ...rest, ...(team ? { team } : {}) };
  const flag = (key: 'waiting' | 'unread' | 'spam') => (
    <SelectField label={t(`field.${key}`)} value={String(filter[key] ?? '')} onChange={(event) => put({ [key]: event.target.value === '' ? undefined : event.target.value === 'true' })}>
      <option value="">{t('any')}</option>
      <option value="true">{t('yes')}</option>
      <option value="false">{t('no')}</option>
    </SelectField>
  );
  return (
    <>
      <Chips label={t('field.states')} all={STATES} chosen={filter.states ?? []} name={(one) => t(`macros:state.${one}`)} onChange={(states) => put({ states })} />
      <Chips label={t('field.priorities')} all={PRIORITIES} chosen={filter.priorities ?? []} name={(one) => t(`macros:priority.${one}`)} onChange={(priorities) => put({ priorities })} />
      <Chips label={t('field.types')} all={TYPES} chosen={filter.types ?? []} name={(one) => t(`macros:type.${one}`)} onChange={(types) => put({ types })} />
      <TextField
        label={t('field.tags')}
        hint={t('field.tagsHint')}
        value={typed}
        dir="auto"
        onChange={(event) => {
          setTyped(event.target.value);
          put({ tags: event.target.value.split(/[,，、]/u).map((tag) => tag.trim().toLowerCase()).filter(Boolean) });
        }}
      />
      {parts.length > 0 && <Chips label={t('field.subStates')} all={parts.map(({ key }) => key)} chosen={filter.subStates ?? []} name={(key) => nameIn(parts.find((part) => part.key === key)?.names ?? { en: key }, currentLocale())} onChange={(subStates) => put({ subStates })} />}
      <FieldWishes wishes={filter.fields ?? []} onChange={(fields) => put({ fields })} />
      <div className="grid gap-4 mid:grid-cols-2">
        <SelectField label={t('field.assignee')} value={filter.assignee ?? ''} onChange={(event) => put({ assignee: event.target.value || undefined })}>
          <option value="">{t('any')}</option>
          <option value="me">{t('me')}</option>
          <option value="nobody">{t('nobody')}</option>
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </SelectField>
        <SelectField label={t('field.team')} value={team ?? ''} onChange={(event) => onChange(event.target.value ? { ...wish, team: event.target.value } : withoutTeam)}>
          <option value="">{t('any')}</option>
          {teams.map((team) => (
            <option key={team.id} value={team.id}>
              {team.name}
            </option>
          ))}
        </SelectField>
        <SelectField label={t('field.channel')} value={filter.channelId ?? ''} onChange={(event) => put({ channelId: event.target.value || undefined })}>
          <option value="">{t('any')}</option>
          {ways.map((way) => (
            <option key={way.id} value={way.id}>
              {`${way.name} · ${t(`channelKind.${way.kind}`)}`}
            </option>
          ))}
        </SelectField>
        <SelectField label={t('field.follower')} value={filter.follower ?? ''} onChange={(event) => put({ follower: event.target.value || undefined })}>
          <option value="">{t('any')}</option>
          <option value="me">{t('me')}</option>
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('field.callbacks')}
          value={filter.callbacks ?? ''}
          onChange={(event) => put({ callbacks: event.target.value === 'mine' || event.target.value === 'any' ? event.target.value : undefined })}
        >
          <option value="">{t('any')}</option>
          <option value="mine">{t('callbacks.mine')}</option>
          <option value="any">{t('callbacks.any')}</option>
        </SelectField>
        {flag('waiting')}
        {flag('unread')}
        {flag('spam')}
        <SelectField
          label={t('field.sort')}
          value={sort ?? ''}
          onChange={(event) => {
            const next = SORTS.find((one) => one === event.target.value);
            onChange(next ? { ...wish, sort: next } : withoutSort);
          }}
        >
          <option value="">–</option>
          {SORTS.map((one) => (
            <option key={one} value={one}>
              {t(`sort.${one}`)}
            </option>
          ))}
        </SelectField>
      </div>
    </>
  );
}

interface ChipsProps<T extends string> {
  label: string;
  all: readonly T[];
  chosen: readonly T[];
  name: (one: T) => string;
  onChange: (chosen: T[]) => void;
}

function Chips<T extends string>({ label, all, chosen, name, onChange }: ChipsProps<T>) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-13 font-medium">{label}</legend>
      <div className="flex flex-wrap gap-1.5">
        {all.map((one) => {
          const on = chosen.includes(one);
          return (
            <button
              key={one}
              type="button"
              aria-pressed={on}
              onClick={() => onChange(on ? chosen.filter((other) => other !== one) : [...chosen, one])}
              className={cx('h-7 rounded-control border px-2.5 text-13', on ? 'border-accent bg-tint font-medium text-accent-text' : 'border-line text-muted hover:bg-hover')}
            >
              {name(one)}
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}
