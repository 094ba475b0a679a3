import { z } from 'zod';

/** Every permission of the product. A role is a set of these; an organisation may make its own roles. */
export const PERMISSIONS = {
  'ticket.read': 'See tickets of own teams and those assigned to oneself',
  'ticket.read_all': 'See every ticket',
  'ticket.reply': 'Write to the customer',
  'ticket.note': 'Write internal notes',
  'ticket.assign': 'Give a ticket to a person or team',
  'ticket.edit': 'Say what tickets are about, how urgent they are, and snooze them',
  'ticket.close': 'Solve, close and reopen tickets',
  'canned_reply.share': 'Make and change saved replies of own teams',
  'canned_reply.manage': 'Make and change saved replies of every team and of everybody',
  'macro.share': 'Make and change macros of own teams',
  'macro.manage': 'Make and change macros of every team and of everybody',
  'view.share': 'Make and change views of own teams',
  'view.manage': 'Make and change views of every team and of everybody',
  'field.manage': 'Make, change and retire fields of tickets',
  'field.read_hidden': 'Read fields that are hidden from others',
  'chat.accept': 'Accept chats and be offered them',
  'chat.transfer': 'Hand a chat to another team or person',
  'chat.end': 'End a chat',
  'chat.watch': 'See the live board and watch chats',
  'chat.take_over': 'Take a chat over from its agent',
  'rating.read': 'See what customers answered about chats',
  'visit.read': 'See who is on the shop now, and the pages of a visit',
  'visit.invite': 'Invite a visitor of the shop to a chat',
  'visitor.block': 'Block an abusive visitor',
  'profile.read': 'See who one is and what one may do',
  'account.read': 'See colleagues and teams',
  'account.manage': 'Invite, change and deactivate people',
  'team.manage': 'Make and change teams',
  'calendar.manage': 'Change opening hours and holidays',
  'due_policy.manage': 'Change how long answers and solutions may take',
  'role.manage': 'Make and change roles',
  'channel.manage': 'Change widgets and other ways in',
  'setting.manage': 'Change settings of the organisation',
  'api_token.manage': 'Make and revoke API tokens',
  'mail.manage': 'See and retry mail that came in',
  'mail.hand_in': 'Hand mail to a mailbox',
  'webhook.manage': 'Make and change webhooks, and see what they sent',
  'delivery.manage': 'See and retry what leaves the building',
  'health.read': 'See whether the desk is well',
  'audit.read': 'Read the audit trail',
} as const;

export type Permission = keyof typeof PERMISSIONS;
export const permissionNames = Object.keys(PERMISSIONS) as [Permission, ...Permission[]];
export const Permission = z.enum(permissionNames);
