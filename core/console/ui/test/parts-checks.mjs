// SPDX-License-Identifier: Apache-2.0
// Parts that show much at once, where rooms use them: timeline, heat map, calendar, code; and the page of the API.
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { id, tenants } from './mock-data.mjs';
import { LOOKS } from './looks.mjs';

const WORDS = { en: { closed: 'Closed', may: 'March 2026', week: 'March 16 – 22, 2026' }, it: { closed: 'Chiuso', may: 'marzo 2026', week: '16–22 marzo 2026' } };
const HOUR = 3_600_000;

/** Changes of an asset, one each nine hours. */
function changes(many) {
  return Array.from({ length: many }, (_, n) => ({ id: id(30, n), at: new Date(Date.now() - n * 9 * HOUR).toISOString(), actor: 'admin', verb: n === many - 1 ? 'core.asset.register' : n === 1 ? 'acme.asset.paint' : 'core.asset.change', changes: [{ field: 'name', from: `old-${n}`, to: '<b>new</b>' }] }));
}

/** @param tools of the browser test: check, visit, axe, until, picture */
export function partsChecks({ check, visit, axe, until, picture }) {
  for (const { theme, lang, width } of LOOKS) {
    const at = (what) => `${what}, ${theme}, ${lang}, ${width} px`;

    check(`what became of a machine is told by day, filtered, and read further back: ${lang} ${width}`, () =>
      visit({}, async ({ page, mock, t }) => {
        const machine = mock.assets.find((a) => a.agent && a.online);
        mock.history = changes(24);
        mock.alerts = [{ ...mock.alerts[0], id: id(8, 500), asset: machine.id, tenant: machine.tenant, title: 'The disk is full', severity: 'CRITICAL', state: 'RESOLVED', raisedAt: new Date(Date.now() - 20 * HOUR).toISOString(), resolvedAt: new Date(Date.now() - 18 * HOUR).toISOString(), suppressed: false }];
        await page.goto(`/assets/${machine.id}`);
        const entry = t('history').getByTestId('happening');
        await entry.filter({ hasText: 'old-0' }).waitFor();
        await until('ten changes and what is between them', async () => (await entry.count()) === 11);
        assert.ok((await t('day').count()) >= 3);
        assert.equal(await t('day').first().locator('h3').textContent(), lang === 'it' ? 'Oggi' : 'Today');
        await entry.filter({ hasText: 'acme.asset.paint' }).waitFor();
        await t('history').scrollIntoViewIfNeeded();
        await axe(page, at('timeline'));
        await picture(page, at('timeline'));
        await t('kind-alert').click();
        assert.equal(await entry.count(), 1);
        assert.match(await entry.textContent(), /2\s?(hr|h)/, 'for how long');
        assert.equal(await entry.getByRole('link').first().getAttribute('href'), `/alerts?alert=${id(8, 500)}`);
        await t('kind-action').click();
        await t('timeline-none').waitFor();
        await t('kind-all').click();
        for (const many of [21, 25]) {
          await t('timeline-more').click();
          await until(`${many} of them`, async () => (await entry.count()) === many);
        }
        assert.equal(await t('timeline-more').count(), 0);
        await t('script').fill('uname -a');
        await t('run-script').click();
        await entry.filter({ hasText: 'uname -a' }).waitFor();
        await t('kind-alert').click();
        await entry.getByRole('link').first().click();
        await t('alert-dialog').getByText('The disk is full').first().waitFor();
      }, { theme, lang, width }));

    check(`where alerts are is seen at a glance, by keyboard too: ${lang} ${width}`, () =>
      visit({}, async ({ page, mock, t }) => {
        await page.goto('/');
        const rows = t('alert-map').getByTestId('heat-row');
        await rows.first().waitFor();
        const open = mock.alerts.filter((a) => a.state !== 'RESOLVED' && !a.suppressed);
        const sum = async () => (await t('alert-map').getByTestId('heat-cell').allTextContents()).reduce((n, x) => n + Number(x), 0);
        assert.equal(await sum(), open.length);
        const quiet = tenants.find((x) => !open.some((a) => a.tenant === x.id)) ?? tenants[5];
        for (let n = 0; n < 3; n++) mock.raise('The power is out', 'CRITICAL', quiet.id);
        await until('the worst off is first', async () => (await rows.first().textContent()).includes(quiet.name));
        await t('alert-map').scrollIntoViewIfNeeded();
        await axe(page, at('heat map'));
        await picture(page, at('heat-map'));
        const cell = (row, column) => rows.nth(row).getByTestId('heat-cell').nth(column);
        assert.equal(await t('alert-map').locator('td [tabindex="0"]').count(), 1, 'one stop for the tab key');
        await cell(0, 0).focus();
        const here = () => page.evaluate(() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return e?.getAttribute('aria-label'); });
        await page.keyboard.press('ArrowRight');
        await until('to the right', async () => /(Warning|Attenzione|Avviso)/.test(await here()));
        await page.keyboard.press('PageDown');
        await page.keyboard.press('End');
        const last = await rows.last().getByTestId('heat-cell').last().getAttribute('aria-label');
        await until('to the last', async () => (await here()) === last);
        await page.keyboard.press('PageUp');
        await page.keyboard.press('Home');
        await page.keyboard.press('Enter');
        await t('row').first().waitFor();
        assert.deepEqual([...new URL(page.url()).searchParams], [['tenant', quiet.id], ['severity', 'CRITICAL']]);
        await until('only his', async () => (await t('row').count()) >= 3 && (await t('row').allTextContents()).every((x) => x.includes('The power is out')));
      }, { theme, lang, width }));

    check(`calendars are looked at by month and week, written in lines, and taken away: ${lang} ${width}`, () =>
      visit({}, async ({ page, mock, t, errors }) => {
        await page.goto('/calendars?date=2026-03-18');
        await t('calendar-title').filter({ hasText: WORDS[lang].may }).waitFor();
        const day = (date) => page.locator(`cu-calendar td[data-date="${date}"]`);
        await until('its days are there', async () => (await day('2026-03-22').textContent()).includes(WORDS[lang].closed));
        assert.equal(await day('2026-03-18').getAttribute('aria-selected'), 'true');
        await t('agenda-entry').filter({ hasText: '09:00 – 13:00, 14:00 – 18:00' }).waitFor();
        assert.match(await t('calendar-zone').textContent(), /Europe\/Rome$/);
        await t('is-open').waitFor();
        await axe(page, at('calendars'));
        await picture(page, at('calendars'));

        await day('2026-03-18').focus();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowRight');
        await until('a week and a day later', () => new URL(page.url()).searchParams.get('date') === '2026-03-26');
        await until('the focus went along', () => page.evaluate(() => document.querySelector('cu-shell').shadowRoot.querySelector('cu-calendars-page').shadowRoot.querySelector('cu-calendar').shadowRoot.activeElement?.dataset.date === '2026-03-26'));
        await page.keyboard.press('PageDown');
        await until('a month later', () => new URL(page.url()).searchParams.get('date') === '2026-04-26');
        await page.keyboard.press('Home');
        await until('where weeks begin', () => new URL(page.url()).searchParams.get('date') === (lang === 'it' ? '2026-04-20' : '2026-04-26'));
        await page.goto('/calendars?date=2026-03-18&view=week');
        const week = lang === 'en' ? 'March 15 – 21, 2026' : WORDS.it.week;
        await until('seven days', async () => (await t('calendar-title').textContent()).replaceAll(/[\u2009\u202f]/g, ' ') === week && (await page.locator('cu-calendar td').count()) === 7);
        await axe(page, at('a week'));
        await picture(page, at('calendar-week'));
        await page.goto('/calendars?date=2026-12-20');
        await t('agenda-entry').filter({ hasText: 'End of the year' }).waitFor();

        await t('calendar-choice').selectOption({ index: 1 });
        await t('calendar-zone').filter({ hasText: 'America/New_York' }).waitFor();
        await until('it is in the address', () => new URL(page.url()).searchParams.get('calendar') === mock.parts.calendars[1].id);
        await t('calendar-change').click();
        const form = t('calendar-form');
        await form.waitFor();
        assert.equal(await form.locator('[name=hours]').inputValue(), 'mon-fri 09:00-13:00 14:00-18:00');
        await axe(page, at('a calendar form'));
        await picture(page, at('calendar-form'));
        await form.locator('[name=hours]').fill('09:00');
        await t('calendar-save').click();
        await form.getByTestId('wrong').filter({ hasText: 'must be like' }).waitFor();
        await form.locator('[name=hours]').fill('mon-thu 08:00-12:00\nfri 08:00-10:00');
        await form.locator('[name=feasts]').fill('');
        Object.assign(mock.parts.calendars[1], { name: 'Office of others', revision: 2 });
        await t('calendar-save').click();
        await t('conflict').filter({ hasText: 'Office of others' }).waitFor();
        await axe(page, at('a conflict of calendars'));
        await t('conflict-keep').click();
        await form.waitFor({ state: 'detached' });
        const { tenant, body } = mock.parts.asked.at(-1);
        assert.equal(tenant, tenants[1].id);
        assert.deepEqual([body.hours, body.feast, body.holidays, body.revision], [['mon-thu 08:00-12:00', 'fri 08:00-10:00'], ['none'], 'it', 2]);
        assert.equal(mock.parts.calendars[1].name, 'Office <b>');

        await t('calendar-choice').selectOption({ index: 0 });
        await t('calendar-change').click();
        await t('calendar-remove').click();
        await t('calendar-remove').click();
        await form.getByTestId('problem').filter({ hasText: 'refers to it' }).waitFor();
        await page.keyboard.press('Escape');
        await form.waitFor({ state: 'detached' });
        await t('calendar-add').click();
        await form.locator('[name=name]').fill('Shift');
        await form.locator('[name=tenant]').selectOption(tenants[3].id);
        await t('calendar-save').click();
        await form.waitFor({ state: 'detached' });
        assert.deepEqual([mock.parts.asked.at(-1).tenant, mock.parts.asked.at(-1).body.name], [tenants[3].id, 'Shift']);
        await until('it is shown', () => new URL(page.url()).searchParams.get('calendar') === id(11, 9));
        errors.splice(0, errors.length, ...errors.filter((e) => !/status of (400|409)/.test(e)));
      }, { theme, lang, width }));

    check(`the API is found by words, read field by field, and called from a shell: ${lang} ${width}`, () =>
      visit({ permissions: ['core.asset.read', 'core.tenant.read', 'core.self.manage'] }, async ({ page, t }) => {
        await page.goto('/api-docs');
        const operation = t('api-operation');
        await until('all of them', async () => (await operation.count()) === 8);
        if (width > 800) await t('api-lead').waitFor();
        await axe(page, at('the API'));
        await picture(page, at('api'));
        await page.keyboard.press('/');
        await page.keyboard.type('asset ');
        await until('what has the one', () => new URL(page.url()).search === '?q=asset');
        await page.keyboard.type('write');
        await until('two', async () => (await operation.count()) === 2);
        await until('it is in the address', () => new URL(page.url()).search === '?q=asset+write');
        await operation.filter({ hasText: 'POST' }).click();
        await t('operation').getByText('Register an asset <b>in the tenant').waitFor();
        assert.equal(new URL(page.url()).searchParams.get('op'), 'core.AssetsResource.register');
        assert.match(await t('operation-permission').textContent(), lang === 'it' ? /Non hai/ : /do not have/);
        assert.match(await t('curl').textContent(), /-X POST 'http:\/\/127\.0\.0\.1:\d+\/api\/v1\/assets' \\/);
        await t('api-scope').selectOption(tenants[2].id);
        await until('of that customer', async () => (await t('curl').textContent()).includes(`/api/v1/tenants/${tenants[2].id}/assets'`));
        assert.deepEqual((await t('operation-body').getByTestId('schema-field').allTextContents()).map((x) => x.match(/[a-z]+/)[0]), ['name', 'kind', 'site']);
        await until('coloured', async () => (await t('operation').locator('cu-code .string').count()) > 0);
        await axe(page, at('an operation'));
        await picture(page, at('api-operation'));
        await page.goto('/api-docs?op=core.GroupsResource.find');
        const field = t('operation').getByTestId('schema-field');
        await field.getByRole('button', { name: 'Filter | null' }).click();
        for (let depth = 1; depth < 4; depth++) await field.getByRole('button', { name: 'Filter[]' }).nth(depth - 1).click();
        assert.equal(await field.getByRole('button', { name: 'Filter[]' }).count(), 4, 'a record that holds itself opens as deep as one asks');
        await page.goto('/api-docs?q=zzz');
        await t('no-match').waitFor();
        await axe(page, at('no operation'));
      }, { theme, lang, width }));
  }

  check('code is numbered, wrapped as one likes, copied whole, and stays what it is', () =>
    visit({}, async ({ page, mock, t }) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      const machine = mock.assets.find((a) => a.agent && a.online);
      const script = `#!/bin/sh\necho "<img src=x onerror=alert(1)>" # ${'x'.repeat(300)}\n`;
      mock.request({ asset: machine.id, verb: 'run-script', input: { interpreter: 'sh', script } }, machine.tenant, { writeHead: () => ({ end: () => undefined }), setHeader: () => undefined, end: () => undefined });
      await page.goto('/actions');
      await t('row').first().click();
      const code = t('action-dialog').locator('cu-code').first();
      await until('coloured', async () => (await code.locator('.string').count()) === 1);
      assert.equal(await code.locator('.line').count(), 2);
      assert.equal(await code.locator('code').textContent(), script);
      const tall = () => code.locator('.line').nth(1).evaluate((e) => e.getBoundingClientRect().height);
      const wrapped = await tall();
      await code.getByTestId('code-wrap').click();
      await until('one line is one line', async () => (await tall()) < wrapped / 2);
      await code.locator('wa-copy-button').click();
      await until('it is copied', async () => (await page.evaluate(() => navigator.clipboard.readText())) === script);
      await code.getByRole('button').last().hover();
      await page.mouse.move(5, 5);
      await page.waitForTimeout(1_800);
      assert.ok(await code.isVisible(), 'the tip of the button goes, what it stands in stays');
      await axe(page, 'code');
      await picture(page, 'code');
      await page.reload();
      await t('row').first().click();
      assert.equal(await code.getByTestId('code-wrap').getAttribute('aria-pressed'), 'false', 'the choice is kept');
      await page.goto('/audit');
      await t('row').first().click();
      await until('the entry too', async () => (await t('entry-dialog').locator('cu-code .name-of').count()) > 0);
    }, { width: 700, theme: 'light' }));

  check('the first visit carries at most 250 KB, and neither colours nor the API nor charts are in it', async () => {
    await visit({}, async ({ page }) => {
      const paths = new Set();
      page.on('response', (r) => paths.add(new URL(r.url()).pathname));
      await page.goto('/');
      await page.getByTestId('count').filter({ hasText: /\d/ }).waitFor();
      await page.getByTestId('alert-map').waitFor();
      let bytes = 0;
      const scripts = [];
      for (const path of paths) {
        if (path.startsWith('/api/')) continue;
        // past the browser's cache, which gives no bodies
        const body = await (await page.request.get(path)).body();
        bytes += path.endsWith('.woff2') ? body.length : gzipSync(body).length;
        if (path.endsWith('.js')) scripts.push(body.toString());
      }
      assert.ok(bytes > 100 * 1024 && bytes <= 250 * 1024, `${bytes} bytes`);
      assert.ok(!scripts.some((text) => text.includes('Authorization: Bearer') || text.includes('hljs') || text.includes('u-cursor-x')), 'what is read later came first');
    });
  });
}
