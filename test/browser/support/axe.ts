import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import * as z from 'zod';

// As it was published: Jest would rewrite what it imports, and this runs in the page.
const axe = readFileSync(join(process.cwd(), 'node_modules/axe-core/axe.min.js'), 'utf8');
const GRAVE = ['serious', 'critical'];
const Findings = z.object({
  passes: z.array(z.unknown()),
  violations: z.array(z.object({ id: z.string(), impact: z.string().nullable(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string() })) })),
});

/** What keeps people out of this screen, frames included, one line for each place. */
export async function barriersOn(page: Page, screen: string): Promise<string[]> {
  const found: string[] = [];
  for (const frame of page.frames()) found.push(...(await barriersIn(frame, screen, 'html')));
  return found;
}

/** The same for what opened over a screen that was examined before. */
export const barriersOver = (page: Page, role: 'dialog' | 'menu'): Promise<string[]> => barriersIn(page.mainFrame(), role, `[role=${role}]`);

async function barriersIn(frame: Frame, screen: string, within: string): Promise<string[]> {
  const { violations, passes } = await examine(frame, within);
  if (passes.length === 0) throw new Error(`nothing was examined on ${screen}`);
  return violations
    .filter(({ impact }) => GRAVE.includes(impact ?? ''))
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${screen}: ${id} at ${html}: ${failureSummary}`));
}

/**
 * As text, because the page's policy lets no script in, and each frame by itself, because axe would wait for the hidden ones.
 * Guards of the focus are hidden and focusable on purpose: they pass the focus on in the moment they get it.
 */
async function examine(frame: Frame, within: string): Promise<z.infer<typeof Findings>> {
  await frame.evaluate(axe);
  return Findings.parse(await frame.evaluate(`axe.run({ include: [['${within}']], exclude: [['[data-base-ui-focus-guard]']] }, { iframes: false })`));
}
