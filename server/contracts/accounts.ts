import { z } from 'zod';
import { Email, Id, Instant, line, Locale, PersonRef, TeamRef } from './common.js';
import { FileGroup } from './files.js';
import { Permission } from './permissions.js';

export const Availability = z.enum(['online', 'busy', 'away', 'offline']);
export type Availability = z.infer<typeof Availability>;

/** 8 to 200 characters; the server also refuses common passwords. No rule about digits and signs (NIST SP 800-63B). */
export const Password = z.string().min(8).max(200);
const Secret = z.string().min(16).max(200);

export const SignIn = z.strictObject({ email: z.string().max(254), password: z.string().max(1000), totp: z.string().max(10).optional() });
export const LinkSignIn = z.strictObject({ token: Secret });

export const RoleRef = z.strictObject({ id: Id, name: z.string(), builtIn: z.string().nullable() });

/** Who is signed in, and what that person may do. `serverTime` lets the page correct its own clock. */
export const Me = z
  .strictObject({
    account: z.strictObject({
      id: Id,
      email: z.string(),
      name: z.string(),
      pictureUrl: z.string().nullable(),
      locale: Locale.nullable(),
      availability: Availability,
      capacity: z.number().int(),
      preferences: z.record(z.string(), z.unknown()),
    }),
    permissions: z.array(Permission),
    teams: z.array(TeamRef),
    settings: z.strictObject({ organisation: z.string(), waitingAmberSeconds: z.number(), waitingRedSeconds: z.number(), demo: z.boolean(), /** Whether texts can be translated here. */ translates: z.boolean(), files: z.strictObject({ groups: z.array(FileGroup), megabytes: z.number().int() }) }),
    serverTime: Instant,
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

export const SessionRow = z.strictObject({ id: Id, createdAt: Instant, lastSeenAt: Instant, userAgent: z.string(), current: z.boolean() });
export const Sessions = z.strictObject({ items: z.array(SessionRow) }).meta({ id: 'Sessions' });

export const ProfileChange = z.strictObject({
  name: line(80).optional(),
  locale: Locale.nullable().optional(),
  preferences: z.record(line(60), z.union([line(200, 0), z.number(), z.boolean()])).optional(),
});
export const PasswordChange = z.strictObject({ current: z.string().max(1000), next: Password });
export const AvailabilityChange = z.strictObject({ availability: Availability });

export const Account = z
  .strictObject({
    id: Id,
    email: z.string(),
    name: z.string(),
    pictureUrl: z.string().nullable(),
    availability: Availability,
    capacity: z.number().int(),
    load: z.number().int(),
    connected: z.boolean(),
    roles: z.array(RoleRef),
    teams: z.array(TeamRef),
    invited: z.boolean(),
    deactivatedAt: Instant.nullable(),
    version: z.number().int(),
    can: z.strictObject({ change: z.boolean(), deactivate: z.boolean() }),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;
export const Accounts = z.strictObject({ items: z.array(Account) }).meta({ id: 'Accounts' });
/** Colleagues one may name in a transfer or assignment. */
export const Colleagues = z
  .strictObject({ items: z.array(PersonRef.extend({ availability: Availability, connected: z.boolean(), free: z.number().int(), teamIds: z.array(Id), /** Whether tickets may be given to this person. */ replies: z.boolean() })) })
  .meta({ id: 'Colleagues' });

export const Invitation = z.strictObject({
  email: Email,
  name: line(80),
  locale: Locale.optional(),
  roleIds: z.array(Id).min(1).max(20),
  teamIds: z.array(Id).max(50),
});
/** `link` is present only when no mail server is set, so that the admin can hand it over. */
export const Invited = z.strictObject({ account: Account, link: z.string().nullable() }).meta({ id: 'Invited' });
/** `email` is for the first admin alone, who was invited by nobody and names his own. */
export const InvitationAcceptance = z.strictObject({ token: Secret, password: Password, name: line(80).optional(), email: Email.optional() });
export const PasswordReset = z.strictObject({ email: z.string().max(254) });
export const PasswordResetCompletion = z.strictObject({ token: Secret, password: Password });

export const AccountChange = z.strictObject({
  name: line(80).optional(),
  roleIds: z.array(Id).min(1).max(20).optional(),
  teamIds: z.array(Id).max(50).optional(),
  capacity: z.number().int().min(0).max(50).optional(),
});

export const Team = z
  .strictObject({
    id: Id,
    name: z.string(),
    members: z.array(PersonRef),
    /** When the team answers; null: always. */
    calendar: z.strictObject({ id: Id, name: z.string() }).nullable(),
    version: z.number().int(),
    can: z.strictObject({ change: z.boolean() }),
  })
  .meta({ id: 'Team' });
export const Teams = z.strictObject({ items: z.array(Team) }).meta({ id: 'Teams' });
export const TeamDraft = z.strictObject({ name: line(60), memberIds: z.array(Id).max(500).optional(), calendarId: Id.nullable().optional() });
export const TeamChange = TeamDraft.partial();

export const Role = z
  .strictObject({ id: Id, name: z.string(), builtIn: z.string().nullable(), permissions: z.array(Permission), people: z.number().int(), version: z.number().int(), can: z.strictObject({ change: z.boolean(), delete: z.boolean() }) })
  .meta({ id: 'Role' });
export const Roles = z.strictObject({ items: z.array(Role), /** `calls`: the endpoints that ask for it, as the server holds them. */
  permissions: z.array(z.strictObject({ name: Permission, meaning: z.string(), calls: z.array(z.string()) })) }).meta({ id: 'Roles' });
export const RoleDraft = z.strictObject({ name: line(60), permissions: z.array(Permission).max(100) });

export const ApiToken = z.strictObject({ id: Id, name: z.string(), scopes: z.array(Permission), createdAt: Instant, lastUsedAt: Instant.nullable() }).meta({ id: 'ApiToken' });
export const ApiTokens = z.strictObject({ items: z.array(ApiToken) }).meta({ id: 'ApiTokens' });
/** Tokens make no tokens: that takes a person. */
export const ApiTokenScope = Permission.exclude(['api_token.manage']);
export const ApiTokenDraft = z.strictObject({ name: line(60), scopes: z.array(ApiTokenScope).min(1).max(100) });
/** The secret is shown once and never stored (null when a repeated call gets its first answer). It acts as the person who made it, with no more than the scopes. */
export const ApiTokenMade = z.strictObject({ token: ApiToken, secret: z.string().nullable() }).meta({ id: 'ApiTokenMade' });
