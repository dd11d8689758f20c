// SPDX-License-Identifier: Apache-2.0
// See grid.sh. Times are taken in the page, from what the person does until the rows are drawn.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../core/console/ui/package.json', import.meta.url))('playwright-core');
const ROUNDS = 20;
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--ignore-certificate-errors'] });
const page = await (await browser.newContext({ baseURL: process.argv[2], serviceWorkers: 'block', viewport: { width: 1440, height: 900 }, locale: 'en' })).newPage();
const t = (id) => page.getByTestId(id);

/** In the page: does something, and says how many milliseconds until other rows are drawn. */
await page.addInitScript(() => {
  const deep = (root, selector) => {
    for (const e of root.querySelectorAll('*')) {
      if (e.matches(selector)) return e;
      const found = e.shadowRoot && deep(e.shadowRoot, selector);
      if (found) return found;
    }
    return null;
  };
  const drawn = async (holds) => {
    while (!holds()) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now();
  };
  const grid = () => deep(document, 'cu-grid[data-testid=assets]');
  const there = () => (grid()?.rows.length ?? 0) > 0 && deep(document, '[data-testid=row] a') !== null;
  globalThis.measure = {
    first: () => drawn(there),
    press: async (selector) => {
      const began = performance.now();
      deep(document, selector).click();
      return (await drawn(there)) - began;
    },
    other: async (selector, value) => {
      const before = grid().rows;
      const began = performance.now();
      const target = deep(document, selector);
      if (value === undefined) target.click();
      else {
        target.value = value;
        target.dispatchEvent(new Event(target.localName === 'select' ? 'change' : 'input', { bubbles: true }));
      }
      return (await drawn(() => grid()?.rows !== before)) - began;
    },
  };
});

const told = (what, times) => {
  const sorted = [...times].sort((a, b) => a - b);
  console.log(`${what}: p50 ${sorted[Math.floor(sorted.length / 2)].toFixed(0)} ms, longest ${sorted.at(-1).toFixed(0)} ms of ${sorted.length}`);
};
const many = async (what, once) => {
  const times = [];
  for (let i = 0; i < ROUNDS; i++) {
    times.push(await once(i));
    await page.waitForTimeout(200);
  }
  told(what, times);
};

await page.goto('/assets');
await t('turn').click();
await t('user').fill('grid');
await t('password').fill('correct horse battery');
await t('once').fill(process.env.CUSTODE_CODE);
await t('submit').click();
await t('count').filter({ hasText: /\d/ }).waitFor();
await many('first rows after the page was loaded anew', async () => {
  await page.goto('/assets');
  return page.evaluate(() => globalThis.measure.first());
});
await many('first rows after a press in the navigation', async () => {
  await page.goto('/alerts');
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page.evaluate(() => globalThis.measure.press('a[href="/assets"]'));
});
for (const column of ['name', 'tenant', 'status', 'os', 'state', 'cpus', 'memory', 'seen']) {
  await many(`ordered by ${column}`, () => page.evaluate((key) => globalThis.measure.other(`[data-testid=sort-${key}]`), column));
}
await many('filtered by kind', (i) => page.evaluate((kind) => globalThis.measure.other('[data-testid=filter-kind]', kind), ['SERVER', 'PRINTER'][i % 2]));
await page.evaluate(() => globalThis.measure.other('[data-testid=filter-kind]', ''));
await many('filtered by connection', (i) => page.evaluate((id) => globalThis.measure.other(`[data-testid=online-${id}]`), ['false', 'any'][i % 2]));
await many('filtered by what is written, 180 ms of which are waited for the next letter', (i) => page.evaluate((text) => globalThis.measure.other('#text', text), [`pc-${77 + i}`, `SN${400 + i}`][i % 2]));
await browser.close();
