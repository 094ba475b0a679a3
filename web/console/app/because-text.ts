import type { TFunction } from 'i18next';
import { languageName } from '../../client/format.js';

/** What spoke for somebody, in the reader's language: `speaks Chinese · skill Returns · 3 of 8 open`. Of chats the load counts places. */
export function becauseText(reasons: unknown, t: TFunction, ofChat = false): string {
  if (!Array.isArray(reasons)) return '';
  return reasons.map((reason: unknown) => words(reason, t, ofChat)).filter(Boolean).join(' · ');
}

function words(reason: unknown, t: TFunction, ofChat: boolean): string {
  const part = (key: string): unknown => (typeof reason === 'object' && reason !== null ? Reflect.get(reason, key) : undefined);
  const [code, language, name] = ['code', 'language', 'name'].map((key) => String(part(key) ?? ''));
  const key = code === 'load' && ofChat ? 'places' : code;
  return t(`timeline:because.${key}`, { language: language ? languageName(language) : '', name, open: Number(part('open') ?? 0), limit: Number(part('limit') ?? 0), defaultValue: '' });
}
