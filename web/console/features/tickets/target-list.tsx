import { useQuery } from '@tanstack/react-query';
import { UsersRound } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { colleaguesQuery } from '../../../client/people.data.js';
import { Avatar } from '../../../ui/avatar.js';
import { cx } from '../../../ui/class-names.js';
import { ErrorState } from '../../../ui/error-state.js';
import { TextField } from '../../../ui/field.js';
import { RowSkeletons } from '../../../ui/pane.js';
import { errorText } from '../../app/error-text.js';
import type { Target } from '../../app/target.js';
import { useTeams } from '../../app/use-teams.js';

interface Props {
  value: Target | null;
  exceptId: string | null;
  onChange: (target: Target) => void;
}

/** Teams and colleagues to choose from, those with a free place first. */
export function TargetList({ value, exceptId, onChange }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed).trim().toLocaleLowerCase();
  const teams = useTeams();
  const colleagues = useQuery(colleaguesQuery);
  if (colleagues.isError) return <ErrorState message={errorText(colleagues.error)} retryLabel={t('common:retry')} onRetry={() => void colleagues.refetch()} />;
  const fits = (name: string) => name.toLocaleLowerCase().includes(wanted);
  const people = (colleagues.data?.items ?? [])
    .filter((person) => person.replies && person.id !== exceptId && fits(person.name))
    .toSorted((a, b) => Number(b.connected && b.free > 0) - Number(a.connected && a.free > 0) || a.name.localeCompare(b.name));
  const shownTeams = teams.filter((team) => fits(team.name));
  return (
    <div className="flex flex-col gap-2">
      <TextField label={t('target.search')} type="search" value={typed} onChange={(event) => setTyped(event.target.value)} autoFocus />
      <div role="radiogroup" aria-label={t('target.label')} className="h-60 overflow-y-auto rounded-control border border-line p-1">
        {colleagues.isPending && <RowSkeletons count={4} height={44} />}
        {shownTeams.map((team) => (
          <Choice key={team.id} checked={value?.kind === 'team' && value.ref.id === team.id} onSelect={() => onChange({ kind: 'team', ref: team })}>
            <span className="inline-flex size-6 items-center justify-center rounded-full bg-press text-muted">
              <UsersRound size={14} aria-hidden />
            </span>
            <span className="min-w-0 flex-1 truncate">{team.name}</span>
            <span className="text-12 text-muted">{t('target.team')}</span>
          </Choice>
        ))}
        {people.map((person) => (
          <Choice
            key={person.id}
            checked={value?.kind === 'person' && value.ref.id === person.id}
            onSelect={() => onChange({ kind: 'person', ref: { id: person.id, name: person.name, pictureUrl: person.pictureUrl } })}
          >
            <Avatar name={person.name} pictureUrl={person.pictureUrl} presence={person.connected ? person.availability : 'offline'} />
            <span className="min-w-0 flex-1 truncate">{person.name}</span>
            <span className="text-12 text-muted">
              {person.connected ? t(`availability.${person.availability}`) : t('target.notConnected')}
              {person.connected && ` · ${t('target.free', { count: person.free })}`}
            </span>
          </Choice>
        ))}
        {!colleagues.isPending && people.length + shownTeams.length === 0 && <p className="p-3 text-13 text-muted">{t('target.none')}</p>}
      </div>
    </div>
  );
}

function Choice({ checked, onSelect, children }: { checked: boolean; onSelect: () => void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      role="radio"
      aria-checked={checked}
      onClick={onSelect}
      className={cx('flex h-10 w-full items-center gap-2.5 rounded-control px-2 text-start text-14', checked ? 'bg-tint' : 'hover:bg-hover')}
    >
      {children}
    </button>
  );
}
