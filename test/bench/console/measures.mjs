import { setTimeout as pause } from 'node:timers/promises';

/** Keeps every task of the page that took longer than 50 ms. */
export function longTasks() {
  globalThis.tasks = [];
  new PerformanceObserver((list) => globalThis.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask', buffered: true });
}
const forget = (page) => page.evaluate(() => void (globalThis.tasks.length = 0));
const tasksOf = (page) => page.evaluate(() => [...globalThis.tasks]);

/** Turns the wheel from the first row to the last one, and looks in each frame whether every place of the list holds a row. */
export async function wheel(page) {
  await page.evaluate(() => {
    const list = document.querySelector('[role=list]').parentElement;
    const seen = (globalThis.seen = { frames: 0, blank: 0, worstMs: 0, on: true });
    let before = performance.now();
    const look = () => {
      if (!seen.on) return;
      const now = performance.now();
      seen.worstMs = Math.max(seen.worstMs, now - before);
      before = now;
      seen.frames += 1;
      const box = list.getBoundingClientRect();
      const places = [0.05, 0.25, 0.5, 0.75, 0.95].map((part) => box.top + box.height * part);
      if (places.some((y) => !document.elementFromPoint(box.left + box.width / 2, y)?.closest('[role=listitem]'))) seen.blank += 1;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await forget(page);
  const box = await page.locator('[role=list]').boundingBox();
  await page.mouse.move(box.x + 100, 400);
  let still = 0;
  for (let last = -1; still < 5; ) {
    await page.mouse.wheel(0, 1200);
    await pause(30);
    const at = await page.evaluate(() => document.querySelector('[role=list]').parentElement.scrollTop);
    still = at === last ? still + 1 : 0;
    // The next page may still be on its way.
    if (still > 0) await pause(150);
    last = at;
  }
  return page.evaluate(() => {
    const { seen, tasks } = globalThis;
    seen.on = false;
    const row = [...document.querySelectorAll('[role=listitem]')].at(-1);
    return { rows: Number(row.getAttribute('aria-posinset')), frames: seen.frames, blank: seen.blank, worstMs: seen.worstMs, tasks: tasks.length };
  });
}

const at = (values, part) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];

/** Presses J so many times: from the key to the frame that shows the next ticket's name, and the script between them. */
export async function journey(page, steps) {
  const waits = [];
  const scripts = [];
  for (let step = 0; step < steps; step += 1) {
    // Whoever reads is slower than the neighbour's page.
    await pause(250);
    const { wait, script } = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const heading = () => document.querySelector('[data-pane] h2')?.textContent;
          const from = heading();
          const began = performance.now();
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', code: 'KeyJ', bubbles: true, cancelable: true }));
          const script = performance.now() - began;
          const look = () => (heading() === from ? requestAnimationFrame(look) : resolve({ wait: performance.now() - began, script }));
          look();
        }),
    );
    waits.push(wait);
    scripts.push(script);
  }
  return { p95: at(waits, 0.95), worst: Math.max(...waits), scriptP95: at(scripts, 0.95) };
}

/** So many messages a second, half of them into the talk on screen. */
export async function burst(page, write, { seconds, perSecond }) {
  const ids = await page.evaluate(() => [...document.querySelectorAll('[data-ticket]')].slice(0, 10).map((row) => row.getAttribute('data-ticket')));
  const open = await page.evaluate(() => document.querySelector('[data-pane]').getAttribute('data-pane'));
  await forget(page);
  const under = [];
  const began = performance.now();
  for (let n = 0; n < seconds * perSecond; n += 1) {
    const early = began + (n * 1000) / perSecond - performance.now();
    if (early > 0) await pause(early);
    under.push(write(n % 2 === 0 ? open : ids[n % ids.length], n));
  }
  await Promise.all(under);
  await pause(500);
  const tasks = await tasksOf(page);
  return { sent: under.length, tasks: tasks.length, longest: Math.max(0, ...tasks) };
}
