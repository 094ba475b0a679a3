import type { Account } from '#contracts/accounts.js';
import { Ban, Ellipsis, Languages, Pencil, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../ui/avatar.js';
import { Badge } from '../../../ui/badge.js';
import { Menu } from '../../../ui/menu.js';
import { Table } from '../../../ui/table.js';
import { roleName } from './role-name.js';

interface Props {
  people: readonly Account[];
  onChange: (person: Account) => void;
  /** Languages, skills and how many tickets; absent for who may not change them. */
  onAbilities: ((person: Account) => void) | undefined;
  onDeactivate: (person: Account) => void;
  onReactivate: (person: Account) => void;
}

/** Everybody with an account: those who left stand last. */
export function PeopleTable({ people, onChange, onAbilities, onDeactivate, onReactivate }: Props) {
  const { t } = useTranslation('admin');
  const sorted = people.toSorted((a, b) => Number(a.deactivatedAt !== null) - Number(b.deactivatedAt !== null) || a.name.localeCompare(b.name));
  const actions = (person: Account) => [
    ...(person.can.change ? [{ key: 'change', label: t('people.change'), icon: <Pencil size={16} aria-hidden />, onSelect: () => onChange(person) }] : []),
    ...(onAbilities && !person.deactivatedAt && !person.invited ? [{ key: 'abilities', label: t('people.abilities'), icon: <Languages size={16} aria-hidden />, onSelect: () => onAbilities(person) }] : []),
    ...(person.can.deactivate && !person.deactivatedAt
      ? [{ key: 'off', label: t('people.deactivate'), icon: <Ban size={16} aria-hidden />, danger: true, onSelect: () => onDeactivate(person) }]
      : []),
    ...(person.deactivatedAt
      ? [{ key: 'on', label: t('people.reactivate'), icon: <RotateCcw size={16} aria-hidden />, onSelect: () => onReactivate(person) }]
      : []),
  ];
  return (
    <Table
      empty={t('people.nobody')}
      columns={[
        { label: t('people.person') },
        { label: t('people.roles') },
        { label: t('people.teams') },
        { label: t('people.state') },
        { label: t('people.capacity'), end: true },
        { label: <span className="sr-only">{t('people.actions')}</span>, end: true },
      ]}
      rows={sorted.map((person) => ({
        key: person.id,
        cells: [
          <span className="flex items-center gap-2.5">
            <Avatar name={person.name} pictureUrl={person.pictureUrl} presence={person.connected ? person.availability : 'offline'} />
            <span className="min-w-0">
              <span className="block font-medium">{person.name}</span>
              <span className="block text-12 text-muted">{person.email}</span>
            </span>
          </span>,
          person.roles.map((role) => roleName(role, t)).join(', '),
          person.teams.map((team) => team.name).join(', ') || '–',
          <PersonState person={person} />,
          person.capacity,
          actions(person).length > 0 && (
            <Menu
              align="end"
              groups={[{ items: actions(person) }]}
              aria-label={t('people.actionsOf', { name: person.name })}
              className="inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-press hover:text-text"
            >
              <Ellipsis size={16} aria-hidden />
            </Menu>
          ),
        ],
      }))}
    />
  );
}

function PersonState({ person }: { person: Account }) {
  const { t } = useTranslation('admin');
  if (person.deactivatedAt) return <Badge>{t('people.deactivated')}</Badge>;
  if (person.invited) return <Badge tone="blue">{t('people.invited')}</Badge>;
  return <span className="text-muted">{person.connected ? t(`console:availability.${person.availability}`) : t('console:target.notConnected')}</span>;
}
