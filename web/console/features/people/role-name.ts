import type { TFunction } from 'i18next';

/** Built-in roles have names in every language; an organisation's own role is called what it was called. */
export const roleName = (role: { name: string; builtIn: string | null }, t: TFunction): string =>
  role.builtIn ? t(`admin:role.${role.builtIn}`, { defaultValue: role.name }) : role.name;
