import type { Me } from '#contracts/accounts.js';

/** The pages of settings and what one must be allowed to, to see them. */
export const ADMIN_PAGES = [
  { to: '/setup', name: 'setup', permission: 'setting.manage' },
  { to: '/people', name: 'people', permission: 'account.manage' },
  { to: '/teams', name: 'teams', permission: 'team.manage' },
  { to: '/calendars', name: 'calendars', permission: 'calendar.manage' },
  { to: '/due-times', name: 'dueTimes', permission: 'due_policy.manage' },
  { to: '/fields', name: 'fields', permission: 'field.manage' },
  { to: '/roles', name: 'roles', permission: 'role.manage' },
  { to: '/widgets', name: 'widgets', permission: 'channel.manage' },
  { to: '/mail', name: 'mail', permission: 'channel.manage' },
  { to: '/replies', name: 'replies', permission: 'ticket.reply' },
  { to: '/macros', name: 'macros', permission: 'ticket.reply' },
  { to: '/templates', name: 'templates', permission: 'ticket.edit' },
  { to: '/rules', name: 'rules', permission: 'rule.manage' },
  { to: '/tokens', name: 'tokens', permission: 'api_token.manage' },
  { to: '/webhooks', name: 'webhooks', permission: 'webhook.manage' },
  { to: '/imports', name: 'imports', permission: 'import.manage' },
  { to: '/deliveries', name: 'deliveries', permission: 'delivery.manage' },
  { to: '/settings', name: 'organisation', permission: 'setting.manage' },
  { to: '/health', name: 'health', permission: 'health.read' },
] as const;

/** Where the settings of this person begin; null for those who may change nothing. */
export const firstAdminPage = (me: Me) => ADMIN_PAGES.find((page) => me.permissions.includes(page.permission))?.to ?? null;
