import type { Me } from '#contracts/accounts.js';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { Activity, AlarmClock, Bell, Compass, FilePlus, Flame, Inbox, Keyboard, Languages, Layers, Monitor, Moon, MoonStar, PhoneCall, PhoneOutgoing, Settings, Sun, UserRound, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LOCALE_NAMES, LOCALES } from '../../../client/i18n.js';
import { setAvailability } from '../../../client/session.data.js';
import { PresenceDot } from '../../../ui/presence-dot.js';
import { AVAILABILITIES } from '../../app/account-menu.js';
import { MID, useMedia } from '../../app/use-media.js';
import { newCall } from '../../app/new-call.js';
import { openingWith } from '../../app/opening-with.js';
import { TEMPLATE_TEXTS } from '../../app/template-texts.js';
import { templatesQuery } from '../../../client/ticket-templates.data.js';
import { CALL_TEXTS } from '../../app/call-texts.js';
import { ADMIN_PAGES } from '../../app/admin-pages.js';
import { tellFailure } from '../../app/error-text.js';
import type { KeyName } from '../../app/key-table.js';
import { keysOf } from '../../app/keys.js';
import { noticesOpen } from '../../app/notices-open.js';
import { choose } from '../../app/preferences.js';
import type { VIEWS } from '../../app/search.js';
import { FOLLOWER_TEXTS } from '../../app/follower-texts.js';
import { SETTINGS_TEXTS } from '../../app/settings-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { icons } from './ticket-icons.js';
import { useOffered } from '../../app/page-commands.js';

export interface PaletteCommand {
  key: string;
  label: string;
  icon: ReactNode;
  keys?: string | undefined;
  run: () => void;
}
export interface Group {
  key: string;
  label: string;
  commands: PaletteCommand[];
}

/** What the palette can do, here and now. */
export function useCommands(me: Me, onShortcuts: () => void): Group[] {
  const { t } = useTranslation();
  const named = useTexts('settings', SETTINGS_TEXTS);
  const pointed = useTexts('followers', FOLLOWER_TEXTS);
  const called = useTexts('calls', CALL_TEXTS);
  const navigate = useNavigate();
  const offered = useOffered();
  const go = (view: (typeof VIEWS)[number], name: KeyName | undefined, icon: ReactNode): PaletteCommand => ({
    key: view,
    label: t(`views.${view}`),
    keys: name && keysOf(name),
    icon,
    run: () => void navigate({ to: '/tickets', search: { view } }),
  });
  const mid = useMedia(MID);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  /** The list opens it: where it is not on screen, it comes first. */
  const onList = (open: () => void) => {
    const listed = mid ? path.startsWith('/tickets') : path === '/tickets';
    if (!listed) void navigate({ to: '/tickets', search: { view: 'mine' } });
    open();
  };
  const calls: PaletteCommand[] =
    called && me.permissions.includes('ticket.reply')
      ? [
          ...(me.permissions.includes('ticket.edit') ? [{ key: 'new-call', label: t('calls:new'), keys: keysOf('newCall'), icon: <PhoneCall size={16} aria-hidden />, run: () => onList(() => newCall.set(true)) }] : []),
          { key: 'callbacks', label: t('calls:due'), icon: <PhoneOutgoing size={16} aria-hidden />, run: () => void navigate({ to: '/tickets', search: { view: 'due', filter: { callbacks: 'mine' } } }) },
        ]
      : [];
  const begun = useTexts('templates', TEMPLATE_TEXTS);
  const mayOpen = me.permissions.includes('ticket.edit');
  const templates = useQuery({ ...templatesQuery, enabled: mayOpen }).data?.items ?? [];
  const openings: PaletteCommand[] = begun && mayOpen ? templates.map(({ id, title }) => ({ key: id, label: t('templates:newWith', { title }), icon: <FilePlus size={16} aria-hidden />, run: () => onList(() => openingWith.set(id)) })) : [];
  const groups: Group[] = [
    { key: 'ticket', label: t('keys:palette.ticket'), commands: offered.map((command) => ({ ...command, icon: icons[command.key] })) },
    {
      key: 'go',
      label: t('keys:palette.go'),
      commands: [
        ...calls,
        ...openings,
        go('mine', 'goMine', <UserRound size={16} aria-hidden />),
        go('unassigned', 'goUnassigned', <Inbox size={16} aria-hidden />),
        go('team', 'goTeam', <UsersRound size={16} aria-hidden />),
        go('at_risk', undefined, <Flame size={16} aria-hidden />),
        go('due', undefined, <AlarmClock size={16} aria-hidden />),
        go('snoozed', undefined, <MoonStar size={16} aria-hidden />),
        go('all', 'goAll', <Layers size={16} aria-hidden />),
        ...(pointed
          ? [
              { key: 'notices', label: t('followers:notices.title'), icon: <Bell size={16} aria-hidden />, run: () => noticesOpen.set(true) },
              { key: 'followed', label: t('followers:notices.followed'), icon: <Bell size={16} aria-hidden />, run: () => void navigate({ to: '/tickets', search: { view: 'all', filter: { follower: 'me' } } }) },
            ]
          : []),
        ...(me.permissions.includes('visit.read')
          ? [{ key: 'visits', label: t('rail.visits'), keys: keysOf('goVisits'), icon: <Compass size={16} aria-hidden />, run: () => void navigate({ to: '/visits' }) }]
          : []),
        ...(me.permissions.includes('chat.watch')
          ? [{ key: 'live', label: t('rail.live'), keys: keysOf('goLive'), icon: <Activity size={16} aria-hidden />, run: () => void navigate({ to: '/live' }) }]
          : []),
        ...ADMIN_PAGES.filter((page) => named && me.permissions.includes(page.permission)).map((page) => ({
          key: page.to,
          label: t(`settings:${page.name}`),
          icon: <Settings size={16} aria-hidden />,
          run: () => void navigate({ to: page.to }),
        })),
        { key: 'account', label: t('rail.ownAccount'), icon: <UserRound size={16} aria-hidden />, run: () => void navigate({ to: '/account' }) },
        { key: 'keys', label: t('rail.keys'), keys: keysOf('sheet'), icon: <Keyboard size={16} aria-hidden />, run: onShortcuts },
      ],
    },
    {
      key: 'availability',
      label: t('availability.label'),
      commands: AVAILABILITIES.map((availability) => ({
        key: availability,
        label: t(`availability.${availability}`),
        icon: <PresenceDot state={availability} />,
        run: () => void setAvailability(availability).catch(tellFailure),
      })),
    },
    {
      key: 'theme',
      label: t('theme.label'),
      commands: [
        { key: 'light', label: t('theme.light'), icon: <Sun size={16} aria-hidden />, run: () => choose({ theme: 'light' }, true) },
        { key: 'dark', label: t('theme.dark'), icon: <Moon size={16} aria-hidden />, run: () => choose({ theme: 'dark' }, true) },
        { key: 'system', label: t('theme.system'), icon: <Monitor size={16} aria-hidden />, run: () => choose({ theme: 'system' }, true) },
      ],
    },
    {
      key: 'language',
      label: t('common:language'),
      commands: LOCALES.map((locale) => ({
        key: locale,
        label: LOCALE_NAMES[locale],
        icon: <Languages size={16} aria-hidden />,
        run: () => choose({ locale }, true),
      })),
    },
  ];
  return groups;
}
