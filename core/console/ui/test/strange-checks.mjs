// SPDX-License-Identifier: Apache-2.0
// What people, machines and networks do to every room: texts that are markup, that run from right
// to left or that never end, answers that take their time, and clocks that are wrong.
import assert from 'node:assert/strict';
import { LOOKS } from './looks.mjs';

const HTML = '<img src=x onerror="document.title=\'owned\'"><b class="owned">owned</b>{{7*7}}';
const RTL = '\u202eשלום עולם 😀👩‍👩‍👧‍👦🇮🇹 مرحبا';
const LONG = 'x'.repeat(10_000);
const TEXTS = [HTML, RTL, LONG];

// what people and machines write; ids, kinds and states are ours
const WRITTEN = new Set(['name', 'text', 'note', 'label', 'message', 'description', 'detail', 'comment', 'place', 'reason', 'address', 'email', 'phone', 'hostname', 'model', 'serial', 'vendor', 'os', 'tags', 'value', 'usedBy', 'why', 'subject', 'output']);

// names of things that plugins and we have in code, and whoever is signed in
const OURS = /^(admin|[a-z]+(\.[a-z-]+)+)$/;

function said(body, key) {
  if (Array.isArray(body)) return body.map((each) => said(each, key));
  if (typeof body === 'string') return WRITTEN.has(key) && !OURS.test(body) ? `${body} ${TEXTS[body.length % TEXTS.length]}` : body;
  if (body === null || typeof body !== 'object') return body;
  return Object.fromEntries(Object.entries(body).map(([k, v]) => [k, said(v, k)]));
}

/** Every room that the console has itself. */
const rooms = (mock) => {
  const online = mock.assets.find((a) => a.online && a.kind === 'SERVER') ?? mock.assets[0];
  return ['/overview', '/assets', `/assets/${online.id}`, '/alerts', '/actions', '/tenants', `/tenants/${mock.tenants[0].id}`, '/policies', '/imports', '/agents', '/notices', '/rollouts', '/plugins', '/users', '/audit', '/account', '/settings', '/welcome', '/calendars', '/api-docs'];
};

/** In the page: fields and labels that are wider than the card they stand in. */
function overflowing() {
  const out = [];
  const walk = (node, edge) => {
    const box = node instanceof Element ? node.getBoundingClientRect() : null;
    const inside = node instanceof Element && node.matches('.card, section, form') && box.width > 0 ? Math.min(edge, box.right) : edge;
    if (node instanceof Element && node.matches('label, input, select, textarea, button') && box.width > 0 && box.right > inside + 1) out.push(`${node.tagName} ${node.textContent.slice(0, 40)}`);
    for (const child of [...(node.shadowRoot?.children ?? []), ...node.children]) walk(child, inside);
  };
  walk(document.body, Infinity);
  return out;
}

const settled = async (page, until, where) => {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await until(`${where} is there`, async () => (await page.locator('[aria-busy=true]').count()) === 0);
};

export function strangeChecks({ check, visit, until, picture }) {
  for (const { width, theme, lang } of LOOKS) {
    check(`no room breaks on markup, on right to left or on a name of 10,000 letters, ${width}`, () =>
      visit({ assets: 9 }, async ({ page, mock }) => {
        const plain = mock.json.bind(mock);
        mock.json = (answer, body, ...more) => plain(answer, said(body), ...more);
        for (const room of rooms(mock)) {
          await page.goto(room);
          await settled(page, until, room);
          assert.equal(await page.locator('.owned, img[src=x]').count(), 0, `${room} shows what somebody wrote as markup`);
          assert.ok(!/owned$/.test(await page.title()), `${room} runs what somebody wrote`);
          assert.deepEqual(await page.evaluate(overflowing), [], `${room} is left by what is written in it`);
          await picture(page, `strange${room.replace(/[0-9a-f-]{36}/, 'one')}-${width}`);
          assert.ok(!(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)), `${room} is wider than the screen`);
        }
      }, { width, theme, lang }));
  }

  check('a slow network shows at once where one is, and no room stays blank', () =>
    visit({}, async ({ page, mock, t }) => {
      mock.slow = 1500;
      for (const room of rooms(mock)) {
        await page.goto(room);
        // who waits is told so before the first answer is here, and again in the room
        await t('waiting').waitFor({ timeout: 1400 });
        await page.getByRole('navigation').first().waitFor();
        await page.waitForTimeout(300);
        const shown = await page.locator('main').first().ariaSnapshot();
        assert.ok(shown.trim() || (await page.locator('main [aria-busy=true]').count()), `${room} is blank while it waits`);
        await settled(page, until, room);
      }
      await page.goto('/assets');
      await t('filter-text').fill('srv');
      await page.keyboard.press('Enter');
      await until('what was asked last is shown', async () => /\d/.test((await t('count').textContent()) ?? ''));
    }));

  for (const hours of [26, -26]) {
    check(`a computer whose clock is off by ${hours} hours shows the server's times`, () =>
      visit({}, async ({ page, mock, t }) => {
        await page.addInitScript((by) => {
          const real = Date;
          globalThis.Date = class extends real {
            constructor(...given) {
              if (given.length) super(...given);
              else super(real.now() + by);
            }
            static now() {
              return real.now() + by;
            }
          };
        }, hours * 3_600_000);
        const seen = mock.assets.find((a) => a.online);
        seen.seenAt = new Date(Date.now() - 150_000).toISOString();
        Object.assign(seen, { online: false });
        await page.goto(`/assets?text=${seen.name}`);
        await t('row').filter({ hasText: seen.name }).filter({ hasText: /2m ago/ }).waitFor();
      }));
  }
}
