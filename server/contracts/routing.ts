import { z } from 'zod';
import { Id, Instant, line, PersonRef } from './common.js';
import { RoutingReasons, SkillLevel, SkillNamed, SpokenLanguage } from './routing.reasons.js';
import { TicketTag, TicketType } from './tickets.js';

export const DEFAULT_TICKET_LIMIT = 8;
export const MOST_SKILLS = 200;

export const Skill = z
  .strictObject({ id: Id, name: z.string(), /** Active colleagues who have it. */ people: z.number().int(), version: z.number().int(), createdAt: Instant })
  .meta({ id: 'Skill' });
export type Skill = z.infer<typeof Skill>;
export const Skills = z.strictObject({ items: z.array(Skill), can: z.strictObject({ manage: z.boolean() }) }).meta({ id: 'Skills' });
export type Skills = z.infer<typeof Skills>;
export const SkillDraft = z.strictObject({ name: line(60) }).meta({ id: 'SkillDraft' });
export type SkillDraft = z.infer<typeof SkillDraft>;

/** What a colleague can take. `version` 0: nobody has said anything yet. */
export const RoutingProfile = z
  .strictObject({
    account: PersonRef,
    teamIds: z.array(Id),
    languages: z.array(SpokenLanguage),
    skills: z.array(z.strictObject({ skillId: Id, name: z.string(), level: SkillLevel, /** Who said so, and when. */ at: Instant, by: z.string().nullable() })),
    /** Open tickets at once that routing fills up to. */
    ticketLimit: z.number().int(),
    open: z.number().int(),
    version: z.number().int(),
  })
  .meta({ id: 'RoutingProfile' });
export type RoutingProfile = z.infer<typeof RoutingProfile>;
export const RoutingProfiles = z.strictObject({ items: z.array(RoutingProfile) }).meta({ id: 'RoutingProfiles' });
export type RoutingProfiles = z.infer<typeof RoutingProfiles>;
export const RoutingProfileChange = z
  .strictObject({
    languages: z.array(SpokenLanguage).max(20),
    skills: z.array(z.strictObject({ skillId: Id, level: SkillLevel })).max(50),
    ticketLimit: z.number().int().min(0).max(500),
  })
  .meta({ id: 'RoutingProfileChange' });
export type RoutingProfileChange = z.infer<typeof RoutingProfileChange>;

/** `manual`: everybody takes his own. `round_robin`: whoever has waited longest for one. `least_load`: whoever has the smallest share of his limit open. */
export const RoutingMethod = z.enum(['manual', 'round_robin', 'least_load']);
export type RoutingMethod = z.infer<typeof RoutingMethod>;
/** Tickets of any of these types with any of these tags need the skill; an empty list asks nothing. */
export const SkillRule = z.strictObject({ types: z.array(TicketType).max(10), tags: z.array(TicketTag).max(20), skillId: Id, level: SkillLevel }).meta({ id: 'SkillRule' });
export type SkillRule = z.infer<typeof SkillRule>;
const Minutes = z.number().int().min(1).max(10_080);
export const TeamRoutingChange = z
  .strictObject({
    method: RoutingMethod,
    /** A ticket needs somebody who speaks its customer's language. */
    byLanguage: z.boolean(),
    skillRules: z.array(SkillRule).max(50),
    /** So long a ticket waits for somebody who fits; then anybody of the team will do. Null: for good. */
    fallbackMinutes: Minutes.nullable(),
    /** Whoever is away so long while a customer waits gives the ticket back to the team. Null: never. */
    giveBackMinutes: Minutes.nullable(),
  })
  .meta({ id: 'TeamRoutingChange' });
export type TeamRoutingChange = z.infer<typeof TeamRoutingChange>;
/** `version` 0: as it is where nobody has set anything. */
export const TeamRouting = TeamRoutingChange.extend({ team: z.strictObject({ id: Id, name: z.string() }), /** Tickets that wait for somebody now. */ waiting: z.number().int(), version: z.number().int() }).meta({ id: 'TeamRouting' });
export type TeamRouting = z.infer<typeof TeamRouting>;
export const TeamRoutings = z.strictObject({ items: z.array(TeamRouting) }).meta({ id: 'TeamRoutings' });
export type TeamRoutings = z.infer<typeof TeamRoutings>;

/** What stood against somebody. */
export const LeftOut = z.enum(['off_duty', 'full', 'language', 'skill', 'gave_back']);
export type LeftOut = z.infer<typeof LeftOut>;
export const Considered = z.strictObject({ accountId: Id, against: z.array(LeftOut), open: z.number().int(), limit: z.number().int() });
export type Considered = z.infer<typeof Considered>;

/** Why nobody has it yet. `nobody`: no one of the team; `off_duty`: some could, none is here. */
export const RoutingWait = z
  .discriminatedUnion('code', [
    z.strictObject({ code: z.literal('language'), language: SpokenLanguage, who: z.enum(['nobody', 'off_duty']) }),
    SkillNamed.extend({ code: z.literal('skill'), who: z.enum(['nobody', 'off_duty']) }),
    /** Each need is met by somebody here, all of them by none. */
    z.strictObject({ code: z.literal('together') }),
    z.strictObject({ code: z.literal('full') }),
    z.strictObject({ code: z.literal('off_duty') }),
    z.strictObject({ code: z.literal('gave_back') }),
    z.strictObject({ code: z.literal('empty') }),
  ])
  .meta({ id: 'RoutingWait' });
export type RoutingWait = z.infer<typeof RoutingWait>;

/** How a ticket finds its person: what it needs, why it waits, and who was given it for which reasons. */
export const TicketRouting = z
  .strictObject({
    method: RoutingMethod,
    language: z.strictObject({ code: SpokenLanguage, by: z.enum(['hand', 'customer']) }).nullable(),
    skills: z.array(SkillNamed.extend({ by: z.enum(['hand', 'rule', 'team']) })),
    waits: z.strictObject({ since: Instant, reasons: z.array(RoutingWait), fallbackAt: Instant.nullable() }).nullable(),
    /** The latest first. */
    decisions: z.array(
      z.strictObject({
        id: Id,
        at: Instant,
        chat: z.boolean(),
        person: z.strictObject({ id: Id, name: z.string() }),
        reasons: RoutingReasons,
        others: z.array(Considered.omit({ accountId: true }).extend({ person: z.strictObject({ id: Id, name: z.string() }) })),
      }),
    ),
    /** `ask`: to have it given out now. */
    can: z.strictObject({ change: z.boolean(), ask: z.boolean() }),
  })
  .meta({ id: 'TicketRouting' });
export type TicketRouting = z.infer<typeof TicketRouting>;
/** What the ticket needs by hand: a language in place of the customer's (null: his own), and skills. */
export const TicketNeeds = z.strictObject({ language: SpokenLanguage.nullable(), skills: z.array(z.strictObject({ skillId: Id, level: SkillLevel })).max(10) }).meta({ id: 'TicketNeeds' });
export type TicketNeeds = z.infer<typeof TicketNeeds>;
