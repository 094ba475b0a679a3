import type { Demo } from '#contracts/demo.js';

/** What this installation shows to a browser of its own machine. Every call mints fresh sign-in links. */
export async function loadDemo(): Promise<Demo> {
  const response = await fetch('/api/v1/demo', { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`demo: ${response.status}`);
  return response.json();
}
