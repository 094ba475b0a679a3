const MOST_REST_MS = 3_600_000;

/** JSON of an answer from outside, within bounds. @returns null for what is no JSON, breaks off or goes on for too long: it is read by its status alone */
export async function readJson(response: Response, mostBytes: number): Promise<unknown> {
  try {
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of response.body ?? []) {
      size += part.length;
      if (size > mostBytes) return null;
      parts.push(part);
    }
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    // The caller has the status, which says what to do.
    return null;
  }
}

/** Whether the same call may succeed later. */
export const mayWorkLater = (status: number): boolean => status >= 500 || status === 429 || status === 408;

/** How long we are asked to wait, in milliseconds, at most an hour; 0 when not said in seconds. */
export const restOf = ({ headers }: Response): number => restAfter(headers.get('retry-after'));

export function restAfter(header: string | null | undefined): number {
  const rest = Number(header ?? 0) * 1000;
  return Number.isFinite(rest) ? Math.min(Math.max(rest, 0), MOST_REST_MS) : 0;
}
