import type { ExportFormat } from '#contracts/exports.js';
import { queryOptions } from '@tanstack/react-query';
import { api, content } from './api.js';
import { listParams, type ListQuery } from './tickets.rules.js';

/** The organisation's own fields that may stand in a file. */
export const exportFieldsQuery = queryOptions({
  queryKey: ['custom-fields', 'list'],
  queryFn: ({ signal }) => content(api.GET('/api/v1/custom-fields', { signal })),
});

/** Where a list lies as a file. What is not set is left out. */
export function exportAddress(query: ListQuery, format: ExportFormat, columns: readonly string[]): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...listParams(query), format, columns: columns.join(','), zone })) if (value !== undefined && !ORDERED_BY.has(name)) params.set(name, String(value));
  return `/api/v1/ticket-exports?${String(params)}`;
}

/** A file has an order of its own. */
const ORDERED_BY: ReadonlySet<string> = new Set(['sort', 'group']);
