import type { TicketTemplate, TicketTemplateDraft } from '#contracts/ticket-templates.js';
import { searchReplies } from '../../../client/reply-search.rules.js';

/** A template as it is sent to be saved. */
export const draftOf = ({ title, folder, scope, team, opens }: TicketTemplate): TicketTemplateDraft => ({ title, folder, scope, teamId: team?.id ?? null, opens });

/** The templates that a query finds, best first: by name, sound, folder, and by what they write. */
export const searchTemplates = (templates: readonly TicketTemplate[], query: string): TicketTemplate[] =>
  searchReplies(
    templates.map((template) => ({ ...template, template, shortcut: null, lastUsedAt: null, texts: { en: [template.opens.subject, template.opens.message?.text].filter(Boolean).join(' ') } })),
    query,
  ).map(({ template }) => template);
