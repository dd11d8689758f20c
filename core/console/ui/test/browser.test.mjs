// SPDX-License-Identifier: Apache-2.0
// The built pages in a real browser, over a mock of the API.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { appChecks } from './app-checks.mjs';
import { auditChecks } from './audit-checks.mjs';
import { chartChecks } from './chart-checks.mjs';
import { Mock } from './mock.mjs';
import { firstChecks } from './first-checks.mjs';
import { gridChecks } from './grid-checks.mjs';
import { lifecycleChecks } from './lifecycle-checks.mjs';
import { LOOKS } from './looks.mjs';
import { monitoringChecks } from './monitoring-checks.mjs';
import { tile, visits } from './mock-plugins.mjs';
import { partsChecks } from './parts-checks.mjs';
import { pluginChecks } from './plugin-checks.mjs';
import { portalChecks } from './portal-checks.mjs';
import { policyChecks } from './policy-checks.mjs';
import { strangeChecks } from './strange-checks.mjs';
import { tenantChecks } from './tenant-checks.mjs';
import { trustChecks } from './trust-checks.mjs';

const WHOLE = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
// draws the same pages and nothing of a window around them; it shows no notices, so it cannot be told of any
const SHELL = ['/usr/bin/chromium-headless-shell'].find(existsSync);
const CHROMIUM = WHOLE && (SHELL ?? WHOLE);
const required = (process.env.CUSTODE_IT_REQUIRE ?? '').split(',').includes('chromium');
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

if (!CHROMIUM && required) throw new Error('Chromium is required here (custode.it.require) and not installed.');
if (!CHROMIUM) console.log('SKIPPED: no Chromium, so the console was not tested in a browser.');
const checks = [];
const check = (name, work) => checks.push([name, work]);

let browser;
let whole;

const launch = (executablePath) => chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-extensions'] });

/** A window of one person on a mock of his own; `errors` must stay empty. Without `workers` nothing stands between page and mock; with them it is a whole browser. */
async function visit(options, work, { theme = 'dark', lang = 'en', width = 1440, signIn = true, at = '/assets', ready = 'count', workers = false } = {}) {
  const mock = new Mock(options);
  const port = await mock.listen(0);
  const context = await (workers ? await (whole ??= launch(WHOLE)) : browser).newContext({ serviceWorkers: workers ? 'allow' : 'block', viewport: { width, height: width < 800 ? 844 : 900 }, colorScheme: theme, reducedMotion: 'reduce', locale: lang, baseURL: `http://127.0.0.1:${port}` });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const errors = [];
  page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
  page.on('pageerror', (e) => errors.push(String(e)));
  try {
    await page.goto(at);
    await page.getByTestId('user').waitFor();
    if (signIn) await enter(page, ready);
    await work({ page, mock, errors, t: (id) => page.getByTestId(id) });
    assert.deepEqual(errors, []);
  } finally {
    await context.close();
    mock.close();
  }
}

async function enter(page, ready = 'count') {
  await page.getByTestId('user').fill('admin');
  await page.getByTestId('password').fill('correct horse');
  await page.getByTestId('submit').click();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.getByTestId(ready).filter({ hasText: /\d|$/ }).waitFor();
}

async function axe(page, where) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(`${AXE};0`);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const told = violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target.flat().join(' ')} ${n.any[0]?.message ?? n.failureSummary}`).join(' | ')}`);
  assert.deepEqual(told, [], where);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.ok(!wide, `${where} is wider than the screen`);
}

/** For who wants to look: `CUSTODE_UI_PICTURES=<directory>`. */
const picture = async (page, name) => {
  if (process.env.CUSTODE_UI_PICTURES) await page.screenshot({ path: `${process.env.CUSTODE_UI_PICTURES}/${name.replace(/[^a-z0-9]+/gi, '-')}.png` });
};

const until = async (what, holds) => {
  for (const end = Date.now() + 10_000; Date.now() < end; await new Promise((r) => setTimeout(r, 50))) {
    if (await holds()) return;
  }
  assert.fail(`never: ${what}`);
};

check('one sees and takes away what one has, in both themes and on the phone', async () => {
  for (const { theme, width } of LOOKS) {
    await visit({}, async ({ page, t }) => {
      await page.goto('/account');
      await t('account').waitFor();
      await t('thing').filter({ hasText: 'Phone' }).waitFor();
      await axe(page, `account ${theme} ${width}`);
      await t('thing').filter({ hasText: 'Phone' }).getByRole('button').click();
      await until('the passkey is gone', async () => (await t('thing').filter({ hasText: 'Phone' }).count()) === 0);
      await t('key-form').locator('textarea').fill('ssh-ed25519 AAAA joe@pc-7');
      await t('key-form').locator('input').fill('correct horse');
      await t('key-form').getByRole('button').click();
      await t('thing').filter({ hasText: 'joe@pc-7' }).waitFor();
      await t('token-form').locator('input').fill('reports');
      await t('token-form').getByRole('button').click();
      await t('token-secret').filter({ hasText: 'cta_' }).waitFor();
    }, { theme, width });
  }
});

check('one chooses language, theme, time zone and density, and times follow', () =>
  visit({}, async ({ page, t, mock }) => {
    mock.assets[0].createdAt = '2026-07-01T23:30:00Z';
    await page.goto('/account');
    await t('choose-zone').selectOption('Asia/Tokyo');
    await t('choose-theme').selectOption('light');
    await until('it is light', async () => (await page.locator('html').getAttribute('data-theme')) === 'light');
    await t('choose-density').selectOption('compact');
    await axe(page, 'preferences');
    await picture(page, 'preferences');
    await until('the platform keeps it', () => mock.lists.settings.get('console.zone') === 'Asia/Tokyo');
    await page.goto(`/assets/${mock.assets[0].id}`);
    await t('details').filter({ hasText: 'Jul 2, 2026, 8:30:00 AM' }).waitFor();
    await page.goto('/account');
    await t('choose-zone').selectOption('UTC');
    await t('choose-language').selectOption('it');
    await page.getByRole('heading', { name: 'Preferenze' }).waitFor();
    await page.goto(`/assets/${mock.assets[0].id}`);
    await t('details').filter({ hasText: '1 lug 2026, 23:30:00' }).waitFor();
  }));

for (const { theme, lang, width } of LOOKS) {
  check(`the lists are of all customers or of one, ${width}`, () =>
    visit({}, async ({ page, t, mock }) => {
      const one = mock.tenants[1];
      const its = mock.assets.filter((a) => a.tenant === one.id).length;
      const pick = async (value) => {
        if (width < 800) await t('menu').click();
        await t('scope').last().selectOption(value);
        if (width < 800) await page.keyboard.press('Escape');
      };
      await pick(one.id);
      await t('scoped').filter({ hasText: one.name }).waitFor();
      await until('its assets alone', async () => (await t('count').textContent()).startsWith(`${its} `));
      await axe(page, `one customer, ${width}`);
      await picture(page, `scope-${width}`);
      await page.goto('/alerts');
      await t('row').first().waitFor();
      const others = mock.tenants.filter((x) => x !== one).map((x) => x.name);
      for (const text of await t('row').allTextContents()) assert.ok(!others.some((name) => text.includes(name)), text);
      await page.goto('/users');
      await t('user-count').filter({ hasText: /\d/ }).waitFor();
      assert.equal(await t('scoped').count(), 0, 'users are nobody\'s');
      await page.goto('/assets');
      await t('scoped').getByRole('button').click();
      await until('all assets', async () => !(await t('count').textContent()).startsWith(`${its} `));
      assert.equal(await t('scoped').count(), 0);
    }, { theme, lang, width }));
}

check('users are found, invited, changed and blocked', async () => {
  for (const { theme, lang, width } of LOOKS) {
    await visit({}, async ({ page, mock, t }) => {
      await page.goto('/users');
      await t('user-count').filter({ hasText: '100+' }).waitFor();
      await axe(page, `users ${theme} ${width}`);
      await t('user-find').fill('u0042');
      await t('user-count').filter({ hasText: /^1$/ }).waitFor();
      await t('row').first().click();
      await t('user-role').filter({ hasText: 'technician' }).waitFor();
      await axe(page, `user ${theme} ${width}`);
      await t('role-form').locator('select').selectOption('auditor');
      await t('role-form').getByRole('button').click();
      await t('user-role').filter({ hasText: 'auditor' }).waitFor();
      await t('tenants-form').locator('input[value=some]').check();
      await t('tenants-form').locator('input[type=checkbox]').first().check();
      await t('tenants-form').getByRole('button').click();
      await until('he sees one tenant', () => mock.users[42].visible.length === 1);
      await t('block').click();
      await until('he is blocked', () => mock.users[42].disabledAt !== null);
      await page.keyboard.press('Escape');
      await t('roles').click();
      await t('role-matrix').getByRole('row').nth(2).waitFor();
      await axe(page, `roles ${theme} ${width}`);
      await t('only-role').selectOption('technician');
      await until('only what technicians may', async () => (await t('role-matrix').getByRole('row').count()) === 2);
      await page.keyboard.press('Escape');
      await t('invite').click();
      await t('invite-form').locator('input[name=name]').fill('new@msp.example');
      await axe(page, `invite ${theme} ${width}`);
      await t('invite-form').getByRole('button').click();
      await t('invite-code').filter({ hasText: 'once-only' }).waitFor();
    }, { theme, lang, width });
  }
});

check('the door offers providers, and tells what came back from one', () =>
  visit({ providers: [{ id: 'contoso', label: 'Contoso' }] }, async ({ page, t }) => {
    await page.goto('/sign-in?next=%2Fassets%3Fq%3Dx&problem=no-group');
    await t('came-back').filter({ hasText: 'group' }).waitFor();
    await t('by-contoso').filter({ hasText: 'Contoso' }).waitFor();
    assert.equal(await t('by-contoso').getAttribute('href'), '/api/v1/sign-in/providers/contoso/begin?next=%2Fassets%3Fq%3Dx');
    await axe(page, 'the door with a provider');
    await page.goto('/sign-in?next=https%3A%2F%2Fevil.example');
    await t('by-contoso').waitFor();
    assert.equal(await t('by-contoso').getAttribute('href'), '/api/v1/sign-in/providers/contoso/begin?next=%2F');
  }, { signIn: false }));

check('sign-in tells what is wrong, waits when told to, and leads back to where one came from', () =>
  visit({}, async ({ page, t, mock, errors }) => {
    const target = mock.assets[7];
    await page.goto(`/assets/${target.id}?tab=disks`);
    await t('user').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.querySelector('cu-sign-in').shadowRoot.activeElement.id), 'user');
    await t('user').fill('admin');
    for (let i = 0; i < 3; i++) {
      await t('password').fill('wrong');
      await t('submit').click();
      await t('problem').filter({ hasText: 'wrong' }).waitFor();
      await until('the button is back', () => t('submit').isEnabled());
    }
    await t('password').fill('correct horse');
    await t('submit').click();
    await t('problem').filter({ hasText: 'paused' }).waitFor();
    await t('submit').filter({ hasText: /Wait \d/ }).waitFor();
    assert.ok(await t('submit').isDisabled());
    await until('the wait is over', () => t('submit').isEnabled());
    await t('submit').click();
    await t('asset-name').filter({ hasText: target.name }).waitFor();
    assert.equal(new URL(page.url()).search, '?tab=disks');
    await t('user-menu').click();
    await t('sign-out').click();
    await t('user').waitFor();
    await until('no way back is kept', () => new URL(page.url()).search === '');
    errors.splice(0, errors.length, ...errors.filter((e) => !/status of (401|429)/.test(e)));
  }, { signIn: false }));

check('a one-time code sets a password, a second factor is set up, and sign-in asks for it', () =>
  visit({}, async ({ page, t, errors }) => {
    await t('turn').click();
    await t('user').fill('admin');
    await t('password').fill('correct horse');
    await t('once').fill('guess');
    await t('submit').click();
    await t('problem').filter({ hasText: 'one-time code is wrong' }).waitFor();
    await axe(page, 'one-time code');
    await t('once').fill('once-only');
    await t('submit').click();
    await t('count').waitFor();
    await t('user-menu').click();
    await t('security').click();
    const part = page.locator('cu-security');
    await part.locator('input[name=password]').fill('wrong');
    await t('factor-begin').click();
    await part.getByText('That is not your password').waitFor();
    await part.locator('input[name=password]').fill('correct horse');
    await t('factor-begin').click();
    await t('factor-key').filter({ hasText: 'GEZDGNBVGY3TQOJQ' }).waitFor();
    await part.locator('input[name=code]').fill('123456');
    assert.equal(await t('qr').locator('path').count(), 1);
    await axe(page, 'security');
    await t('factor-confirm').click();
    await until('ten recovery codes', async () => (await t('recovery').locator('span').count()) === 10);
    await t('user-menu').click();
    await t('sign-out').click();
    await t('user').fill('admin');
    await t('password').fill('correct horse');
    await t('submit').click();
    await t('code').waitFor();
    assert.equal(await t('problem').count(), 0);
    await t('code').fill('000000');
    await t('submit').click();
    await t('problem').filter({ hasText: 'Each code works once' }).waitFor();
    await t('code').fill('123456');
    await t('submit').click();
    await t('count').waitFor();
    errors.splice(0, errors.length, ...errors.filter((e) => !/status of (401|403)/.test(e)));
  }, { signIn: false }));

check('the list filters on the server, keeps filters in the address, pages as one scrolls and obeys the keyboard', () =>
  visit({}, async ({ page, t, mock }) => {
    await page.keyboard.press('/');
    await page.keyboard.type('srv');
    await until('the filter is in the address', () => page.url().endsWith('?text=srv'));
    await until('only servers', async () => (await t('row').allTextContents()).every((x) => x.includes('srv')));
    await page.goto('/assets?online=false&kind=SERVER');
    await t('row').first().waitFor();
    assert.ok((await t('row').allTextContents()).every((x) => x.includes('Offline') && x.includes('srv')));
    await t('filter-clear').click();
    await until('100 rows, more to come', async () => (await t('count').textContent()).startsWith('100+'));
    await page.keyboard.press('j');
    await page.keyboard.press('End');
    await until('a second page', async () => (await t('count').textContent()).startsWith('200+'));
    await page.keyboard.press('Home');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await t('asset-name').filter({ hasText: mock.assets[1].name }).waitFor();
  }));

check('a machine that comes, goes or is new shows without a reload, also after the connection was lost', () =>
  visit({ assets: 12 }, async ({ t, mock, errors }) => {
    const first = mock.assets.find((a) => a.agent);
    const row = t('row').filter({ hasText: first.name });
    mock.presence(first, !first.online);
    await row.filter({ hasText: first.online ? 'Online' : 'Offline' }).waitFor();
    mock.register('aaa-new-machine');
    await t('row').first().filter({ hasText: 'aaa-new-machine' }).waitFor();
    mock.down = true;
    for (const s of mock.streams) s.answer.destroy();
    await new Promise((r) => setTimeout(r, 300));
    Object.assign(first, { online: !first.online });
    mock.down = false;
    await row.filter({ hasText: first.online ? 'Online' : 'Offline' }).waitFor();
    errors.splice(0, errors.length, ...errors.filter((e) => !/net::ERR_/.test(e)));
  }));

check('what happens while a page asks for other figures is told all the same', () =>
  visit({}, async ({ page, t, mock }) => {
    await page.getByTestId('row').first().click();
    await t('asset-name').waitFor();
    await until('its own figures come', () => [...mock.streams].some((s) => s.asset));
    mock.slow = 2000;
    await page.goBack();
    await t('row').first().waitFor();
    mock.publish('NoticeShown', { tenant: mock.tenants[0].id, severity: 'WARNING', subject: 'in between' });
    await t('toast').filter({ hasText: 'in between' }).waitFor();
    mock.slow = 0;
    await until('only the new one is left', () => mock.streams.size === 1 && [...mock.streams].every((s) => !s.asset));
  }));

check('who types fast in the palette and presses Enter gets what he typed', () =>
  visit({}, async ({ page, t, mock }) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('m');
    await t('hit').filter({ hasText: 'msp.asset-list' }).first().waitFor();
    await page.getByText('Assets', { exact: true }).and(page.locator('.group')).waitFor();
    mock.slow = 2000;
    await page.keyboard.type('sp.asset-list');
    await page.keyboard.press('Enter');
    mock.slow = 0;
    await t('result').waitFor();
  }));

check('an asset shows its load live, its inventory, and what becomes of a script', () =>
  visit({}, async ({ page, t, mock }) => {
    const target = mock.assets.find((a) => a.online && a.kind === 'SERVER');
    await page.goto(`/assets/${target.id}`);
    await until('the last minutes are drawn', async () => Number(await t('load').getAttribute('data-points')) > 100);
    const before = await t('now-cpu').textContent();
    await until('the figure moves', async () => (await t('now-cpu').textContent()) !== before);
    assert.match(await t('tile-packages').textContent(), /1,043/);
    await t('tab-packages').click();
    await t('package-filter').fill('python3-package-61');
    await until('packages are filtered', async () => (await t('packages').getByTestId('row').count()) === 3);
    await t('tab-network').click();
    await t('panel-network').getByText('192.0.2.17/24').waitFor();
    assert.match(page.url(), /tab=network/);
    await t('script').fill('uname -a');
    await t('run-script').click();
    await page.locator('[data-testid=action-state][data-state=SUCCEEDED]').waitFor();
    assert.match(await t('output').textContent(), /GNU\/Linux/);
    const off = mock.assets.find((a) => a.agent && !a.online);
    await page.goto(`/assets/${off.id}`);
    await t('script').fill('id');
    await t('run-script').click();
    await t('cancel').click();
    await page.locator('[data-testid=action-state][data-state=CANCELLED]').waitFor();
  }));

check('the day begins with what waits for somebody, from the core and from plugins', async () => {
  for (const { theme, lang, width } of LOOKS) {
    await visit({}, async ({ page, t, mock }) => {
      const at = (what) => `${what}, ${theme}, ${lang}, ${width} px`;
      await page.goto('/');
      const waiting = (tile) => t(`tile-${tile}`).getByTestId('line');
      const open = () => mock.alerts.filter((a) => a.state === 'OPEN' && !a.suppressed && a.severity !== 'INFO').length;
      await until('each alert that nobody has', async () => (await t('tile-alerts').getByTestId('n').textContent()) === String(open()));
      await until('agents that wait', async () => (await waiting('waiting').count()) === 4);
      await t('tile-failed').getByTestId('nothing').waitFor();
      await waiting('plugins').filter({ hasText: 'Broken' }).waitFor();
      await t('count').filter({ hasText: /\d/ }).waitFor();
      await axe(page, at('my day'));
      await picture(page, at('my-day'));
      const before = open();
      mock.raise('The power is out', 'CRITICAL');
      await until('the new alert', async () => (await t('tile-alerts').getByTestId('n').textContent()) === String(before + 1));
      mock.plugins.become(tile());
      await t('plugin-tile').filter({ hasText: '3 backups failed' }).scrollIntoViewIfNeeded();
      await axe(page, at('a plugin of my day'));
      mock.plugins.become();
      await until('it is gone', async () => (await t('plugin-tile').count()) === 0);
      await t('tile-waiting').getByRole('link').first().click();
      await until('where all of them are', async () => (await t('row').count()) === 4);
    }, { theme, lang, width });
  }
  // who may set it up would be led to the first steps
  const reads = ['asset', 'alert', 'action', 'tenant', 'event', 'agent', 'rollout'].map((what) => `core.${what}.read`);
  await visit({ assets: 0, permissions: reads }, async ({ page, t }) => {
    await page.goto('/');
    await until('all is well', async () => /Nothing|\d/.test(await t('count').textContent()));
    await axe(page, 'a quiet day');
    await picture(page, 'quiet-day');
  });
});

check('what machines were asked is found, watched, cancelled and asked for again', async () => {
  for (const { theme, lang, width } of LOOKS) {
    await visit({}, async ({ page, t, mock }) => {
      const at = (what) => `${what}, ${theme}, ${lang}, ${width} px`;
      await page.goto('/actions');
      await t('empty').waitFor();
      await axe(page, at('no actions'));
      const on = mock.assets.find((a) => a.agent && a.online);
      const off = mock.assets.find((a) => a.agent && !a.online);
      const ask = (asset, verb, input) => mock.request({ asset: asset.id, verb, input }, asset.tenant, { writeHead: () => ({ end: () => undefined }), setHeader: () => undefined, end: () => undefined });
      ask(on, 'run-script', { interpreter: 'sh', script: '#!/bin/sh\nuname -a' });
      ask(off, 'backup.start', { set: 'nightly <b>' });
      await t('row').filter({ hasText: 'uname -a' }).filter({ hasText: on.name }).waitFor();
      await page.locator('[data-testid=action-state][data-state=SUCCEEDED]').first().waitFor();
      await axe(page, at('actions'));
      await picture(page, at('actions'));
      await t('filter-state').selectOption('QUEUED');
      await until('only what waits', async () => (await t('row').count()) === 1);
      assert.equal(new URL(page.url()).search, '?state=QUEUED');
      await t('row').filter({ hasText: 'backup.start' }).click();
      await t('action-dialog').getByText('nightly <b>').waitFor();
      await axe(page, at('an action'));
      await t('cancel').click();
      await t('action-dialog').locator('[data-testid=action-state][data-state=CANCELLED]').waitFor();
      await page.keyboard.press('Escape');
      await t('filter-clear').click();
      await t('row').filter({ hasText: 'uname -a' }).click();
      await t('output').filter({ hasText: 'GNU/Linux' }).waitFor();
      await picture(page, at('action'));
      await t('again').click();
      await t('action-dialog').locator('[data-testid=action-state][data-state=SUCCEEDED]').waitFor();
      assert.equal(mock.actions.length, 3);
      assert.deepEqual(mock.actions[0].input, { interpreter: 'sh', script: '#!/bin/sh\nuname -a' });
    }, { theme, lang, width });
  }
});

check('alerts are filtered, appear live, and are taken up where one reads them', () =>
  visit({}, async ({ page, t, mock }) => {
    await page.goto('/alerts');
    await t('row').first().waitFor();
    assert.equal(await page.locator('[data-state=RESOLVED]').count(), 0);
    await t('filter-severity').selectOption('CRITICAL');
    await until('only critical ones are left', async () => (await t('row').count()) === mock.alerts.filter((a) => a.severity === 'CRITICAL' && a.state !== 'RESOLVED').length);
    assert.equal(new URL(page.url()).search, '?severity=CRITICAL');
    mock.raise('The power is out', 'CRITICAL');
    mock.publish('NoticeShown', { tenant: mock.tenants[0].id, severity: 'CRITICAL', subject: '[Critical] The power is out' });
    await page.getByText('[Critical] The power is out').waitFor();
    await t('row').filter({ hasText: 'The power is out' }).click();
    await t('alert-note').fill('On my way');
    await t('alert-acknowledge').click();
    await t('alert-dialog').getByTestId('alert-state').filter({ hasText: 'Acknowledged' }).waitFor();
    assert.equal(mock.alerts[0].note, 'On my way');
    await t('alert-resolve').click();
    await page.keyboard.press('Escape');
    await until('what is over has gone', async () => (await t('row').filter({ hasText: 'The power is out' }).count()) === 0);
  }));

check('alerts of one customer have an address, the palette finds customers, and keys are told', async () => {
  for (const { theme, lang, width } of LOOKS) {
    await visit({}, async ({ page, t, mock }) => {
      const at = (what) => `${what}, ${theme}, ${lang}, ${width} px`;
      const [, brera] = mock.tenants;
      const theirs = mock.alerts.filter((a) => a.tenant === brera.id).length;
      assert.ok(theirs > 0 && theirs < mock.alerts.length);
      await page.goto(`/alerts?view=all&tenant=${brera.id}`);
      await until('only theirs', async () => (await t('row').count()) === theirs);
      assert.equal(await t('filter-tenant').inputValue(), brera.id);
      await axe(page, at('alerts of one customer'));
      await t('filter-tenant').selectOption('');
      await until('all again', async () => (await t('row').count()) === mock.alerts.length);
      await page.locator('h1').click();
      await page.keyboard.press('?');
      await t('keys').getByText(lang === 'it' ? 'Ovunque' : 'Everywhere').waitFor();
      await axe(page, at('keys'));
      await picture(page, at('keys'));
      await page.keyboard.press('Escape');
      await t('keys').getByText(lang === 'it' ? 'Ovunque' : 'Everywhere').waitFor({ state: 'hidden' });
      await page.keyboard.press('Control+k');
      await page.keyboard.type(brera.name.slice(0, 5).toLowerCase());
      await t('hit').filter({ hasText: brera.name }).first().waitFor();
      await axe(page, at('a customer in the palette'));
      await t('hit').filter({ hasText: brera.name }).filter({ hasText: lang === 'it' ? 'Cliente' : 'Customer' }).click();
      await until('his page', () => page.url().endsWith(`/tenants/${brera.id}`));
      // who writes means the sign
      await page.goto('/assets');
      await page.locator('#text').first().press('?');
      assert.equal(await t('keys').getByText(lang === 'it' ? 'Ovunque' : 'Everywhere').isVisible(), false);
    }, { theme, lang, width });
  }
});

check('a session that ends in mid-edit leaves the page as it was, behind the door', async () => {
  for (const { theme, lang, width } of LOOKS) {
    await visit({}, async ({ page, t, mock, errors }) => {
      const target = mock.assets.find((a) => a.online && a.kind === 'SERVER');
      await page.goto(`/assets/${target.id}`);
      await t('script').fill('echo half a day of work');
      // the door may come before this is asked, by whatever the page asks for by itself
      await page.context().clearCookies();
      await t('script').press('Control+Enter');
      const door = t('lapsed');
      await door.getByTestId('user').waitFor();
      await axe(page, `lapsed, ${theme}, ${width}`);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      assert.ok(await door.isVisible(), 'nobody passes without signing in');
      await door.getByTestId('user').fill('admin');
      await door.getByTestId('password').fill('correct horse');
      await door.getByTestId('submit').click();
      await door.waitFor({ state: 'detached' });
      assert.equal(await t('script').inputValue(), 'echo half a day of work');
      await t('run-script').click();
      await page.locator('[data-testid=action-state][data-state=SUCCEEDED]').waitFor();
      assert.equal(mock.actions[0].input.script, 'echo half a day of work');
      // a dialog too
      await page.goto('/users');
      await t('invite').click();
      await t('invite-form').locator('input[name=name]').fill('new@msp.example');
      await page.context().clearCookies();
      await t('invite-form').locator('input[name=name]').press('Enter');
      await door.getByTestId('user').fill('admin');
      await door.getByTestId('password').fill('correct horse');
      await door.getByTestId('submit').click();
      await door.waitFor({ state: 'detached' });
      assert.equal(await t('invite-form').locator('input[name=name]').inputValue(), 'new@msp.example');
      errors.splice(0, errors.length, ...errors.filter((e) => !/status of 401/.test(e)));
    }, { theme, lang, width });
  }
});

check('the design system is shown in both themes at once', async () => {
  for (const { theme, lang, width } of LOOKS) {
    await visit({}, async ({ page, t }) => {
      await page.goto('/ui/kit');
      for (const side of ['dark', 'light']) await t(`kit-${side}`).getByTestId('row').first().waitFor();
      const ground = (side) => t(`kit-${side}`).evaluate((e) => getComputedStyle(e).backgroundColor);
      assert.notEqual(await ground('dark'), await ground('light'));
      for (const side of ['dark', 'light']) for (const part of ['heat-cell', 'happening', 'agenda-entry']) await t(`kit-${side}`).getByTestId(part).first().waitFor();
      await until('code has colours', async () => (await t('kit-light').locator('cu-code .string').count()) > 0);
      await axe(page, `design system, ${theme}, ${width}`);
      await picture(page, `kit-${theme}-${width}`);
      await t('kit-dark').getByTestId('kit-toast').click();
      await t('toast').filter({ hasText: lang === 'it' ? 'È stato fatto' : 'It was done' }).waitFor();
    }, { theme, lang, width });
  }
});

check('a rollout is begun, watched ring by ring, stopped, gone on with and aborted', async () => {
  for (const { theme, lang, width } of LOOKS) {
    await visit({}, async ({ page, t, mock }) => {
      const at = (what) => `${what}, ${theme}, ${lang}, ${width} px`;
      const { rollouts } = mock.operate;
      await page.goto('/rollouts');
      await t('row').first().waitFor();
      await until('how far they are', async () => (await page.locator('cu-ring-bar .ok').count()) > 3);
      await axe(page, at('rollouts'));
      await picture(page, at('rollouts'));
      await t('filter-state').selectOption('HALTED');
      await until('only halted ones', async () => (await t('row').count()) === rollouts.filter((r) => r.state === 'HALTED').length);
      assert.equal(new URL(page.url()).search, '?state=HALTED');
      await t('row').first().click();
      await t('rollout-reason').filter({ hasText: '2 of 9 failed' }).waitFor();
      await t('rollout-asset').filter({ hasText: mock.assets[0].name }).waitFor();
      await t('ring-line').filter({ hasText: 'Pilots' }).waitFor();
      await axe(page, at('rollout'));
      await picture(page, at('rollout'));
      await t('filter-outcome').selectOption('FAILED');
      await until('only failures', async () => (await t('rollout-asset').count()) === 2);
      await t('rollout-asset').filter({ hasText: 'unmet dependencies' }).first().waitFor();
      await t('rollout-resume').click();
      await page.locator('[data-testid=rollout-state][data-state=RUNNING]').waitFor();
      const shown = rollouts.find((r) => page.url().includes(r.id));
      mock.operate.become(shown, { state: 'HALTED', reason: '3 of 9 failed.' });
      await t('rollout-reason').filter({ hasText: '3 of 9' }).waitFor();
      await t('rollout-abort').click();
      await t('abort-sure').waitFor();
      await axe(page, at('abort'));
      await t('abort-sure').click();
      await page.locator('[data-testid=rollout-state][data-state=ABORTED]').waitFor();
      await until('nothing is left to say', async () => (await t('rollout-abort').count()) === 0);

      await page.goto('/rollouts');
      await t('rollout-add').click();
      await page.locator('#name').fill('October');
      await page.locator('#target').fill('{"set": "2026-10"');
      await t('ring-add').click();
      await until('two rings', async () => (await t('ring').count()) === 2);
      await t('ring').nth(1).locator('input').fill('7');
      await axe(page, at('new rollout'));
      await picture(page, at('new-rollout'));
      await t('rollout-begin').click();
      await page.getByText('JSON;').waitFor();
      await page.locator('#target').fill('{"set": "2026-10"}');
      await t('rollout-begin').click();
      await t('rollout-name').filter({ hasText: 'October' }).waitFor();
      const { body } = mock.operate.sent;
      assert.deepEqual([body.step, body.target, body.rings, body.calendar, body.maxFailedPercent, body.minObserved], ['patching.set', { set: '2026-10' }, [{ group: rollouts[1].rings[0].group, afterDays: 0 }, { group: null, afterDays: 7 }], null, 5, 3]);
    }, { theme, lang, width });
  }
});

check('agents that wait are let in or turned away, and tokens tell who came by them', async () => {
  for (const { theme, lang, width } of LOOKS) {
    await visit({}, async ({ page, t, mock }) => {
      const at = (what) => `${what}, ${theme}, ${lang}, ${width} px`;
      const { agents, tokens } = mock.operate;
      await page.goto('/agents');
      await until('four wait', async () => (await t('row').count()) === 4);
      await axe(page, at('waiting agents'));
      await picture(page, at('agents'));
      await t('row').filter({ hasText: 'new-pc-1' }).click();
      await t('agent-approve').waitFor();
      await axe(page, at('agent'));
      await picture(page, at('agent'));
      await t('agent-reject').click();
      await t('agent-dialog').locator('[data-state=REVOKED]').waitFor();
      await page.keyboard.press('Escape');
      await until('three wait', async () => (await t('row').count()) === 3);
      mock.operate.agents.unshift({ ...agents[0], id: agents[0].id.replace(/.$/, 'f'), hostname: 'late-pc', state: 'PENDING' });
      mock.publish('AgentEnrolled', { tenant: agents[0].tenant, agent: agents[0].id });
      await t('row').filter({ hasText: 'late-pc' }).waitFor();
      await t('approve-all').click();
      await t('approve-sure').click();
      await t('empty').waitFor();
      assert.equal(agents.filter((a) => a.state === 'PENDING').length, 0);

      await t('view-tokens').click();
      await until('four tokens', async () => (await t('row').count()) === 4);
      await axe(page, at('tokens'));
      await picture(page, at('tokens'));
      await t('row').first().click();
      await until('who came by it', async () => (await t('enrolled').count()) > 3);
      await axe(page, at('token'));
      await picture(page, at('token'));
      await t('token-revoke').click();
      await t('token-dialog').locator('[data-testid=token-state][data-state=REVOKED]').waitFor();
      assert.ok(tokens[0].revokedAt);
      await page.keyboard.press('Escape');
      await t('token-dialog').waitFor({ state: 'hidden' });
      await t('token-add').click();
      await page.locator('#uses').fill('30');
      await page.locator('#networks').fill('192.0.2.0/24, 198.51.100.0/24');
      await page.locator('input[name=approval]').check();
      await axe(page, at('new token'));
      await t('token-make').click();
      await t('token-command').filter({ hasText: 'cst1.7Qm2' }).waitFor();
      // what is shown once must not go with the tip of the button that copies it
      await page.context().grantPermissions(['clipboard-write', 'clipboard-read']);
      await page.locator('wa-dialog[open] wa-copy-button').click();
      await page.mouse.move(5, 5);
      await new Promise((r) => setTimeout(r, 1500));
      assert.ok(await t('token-command').isVisible(), 'it is still there');
      const { uses, networks, approval } = mock.operate.asked;
      assert.deepEqual([uses, networks, approval], [30, ['192.0.2.0/24', '198.51.100.0/24'], true]);
    }, { theme, lang, width });
  }
});

check('notice rules are shown, changed, switched and previewed; words are checked before they count', async () => {
  for (const { theme, lang, width } of LOOKS) {
    await visit({}, async ({ page, t, mock, errors }) => {
      const at = (what) => `${what}, ${theme}, ${lang}, ${width} px`;
      const { rules } = mock.operate;
      await page.goto('/notices');
      await until('three rules', async () => (await t('row').count()) === 3);
      await axe(page, at('rules'));
      await picture(page, at('rules'));
      await t('row').filter({ hasText: 'On call' }).click();
      await t('rule-preview').waitFor();
      await until('the kinds are there', async () => (await page.locator('input[name=kind]').count()) === 4);
      assert.ok(await page.locator('input[name=kind][value="core.alert-raised"]').isChecked());
      await t('rule-preview').click();
      await t('example').filter({ hasText: '/var is 96 % full' }).waitFor();
      await axe(page, at('rule'));
      await picture(page, at('rule'));
      await page.locator('#target').fill('night@example.com');
      await page.locator('input[value="core.job-failed"]').check();
      // somebody else was quicker
      Object.assign(rules[1], { language: 'it', revision: 2 });
      await t('rule-save').click();
      await t('conflict').filter({ hasText: 'night@example.com' }).waitFor();
      errors.splice(0, errors.length, ...errors.filter((e) => !/status of 409/.test(e)));
      await axe(page, at('a rule that two change'));
      await t('conflict-keep').click();
      await until('it is changed', () => rules[1].target === 'night@example.com');
      assert.deepEqual([rules[1].kinds, rules[1].severity, rules[1].tenant], [['core.alert-raised', 'core.job-failed'], 'CRITICAL', mock.tenants[0].id]);
      await t('rule-dialog').waitFor({ state: 'hidden' });
      await t('row').filter({ hasText: 'On call' }).click();
      await t('rule-toggle').click();
      await until('it is off', () => !rules[1].enabled);
      await t('rule-dialog').waitFor({ state: 'hidden' });
      await t('row').filter({ hasText: 'On call' }).locator('[data-state=OFF]').waitFor();
      await t('view-log').click();
      await t('row').filter({ hasText: '/var is full' }).first().click();
      await t('notice-again').waitFor();
      await axe(page, at('notice'));
      await t('notice-again').click();
      await until('it waits again', () => mock.operate.notices[0].state === 'WAITING');
      await t('notice-dialog').waitFor({ state: 'hidden' });
      await t('view-templates').click();
      await until('words of five kinds in two languages', async () => (await t('template').count()) === 10);
      await axe(page, at('words'));
      await picture(page, at('words'));
      await t('template').filter({ hasText: 'core.job-failed' }).first().click();
      await page.locator('#text').fill('Oh no:\n{{titel}}');
      await t('template-save').click();
      await t('text-wrong').filter({ hasText: 'line 2, column 1' }).waitFor();
      await axe(page, at('wrong words'));
      await picture(page, at('wrong-words'));
      await page.locator('#text').fill('Oh no:\n{{title}}');
      await t('template-preview').click();
      await t('example').waitFor();
      await t('template-save').click();
      await t('template-dialog').waitFor({ state: 'hidden' });
      await until('they are its own', () => mock.operate.templates.some((x) => x.kind === 'core.job-failed' && x.text.includes('Oh no')));
      await t('template').filter({ hasText: 'core.job-failed' }).first().click();
      await t('template-reset').click();
      await until('they are gone', () => mock.operate.templates.length === 2);
      errors.splice(0, errors.length, ...errors.filter((e) => !/status of 400/.test(e)));
    }, { theme, lang, width });
  }
});

check('who may read rollouts only is offered no verb', () =>
  visit({ permissions: ['core.asset.read', 'core.event.read', 'core.rollout.read'] }, async ({ t, page, mock }) => {
    await page.goto('/rollouts');
    await t('row').first().waitFor();
    assert.equal(await t('rollout-add').count(), 0);
    await page.goto(`/rollouts/${mock.operate.rollouts[0].id}`);
    await t('rollout-name').waitFor();
    assert.equal(await t('rollout-pause').count() + (await t('rollout-abort').count()), 0);
  }));

check('a file is tried, its refused rows are named, and then it is taken in', () =>
  visit({}, async ({ page, t, mock }) => {
    await page.goto('/imports');
    await t('import-tenant').selectOption({ index: 1 });
    await t('import-file').setInputFiles({ name: 'assets.csv', mimeType: 'text/csv', buffer: Buffer.from('key,name,kind\n1,pc-1,server\n2,pc-2,fridge\n') });
    await t('import-check').click();
    await t('import-word').filter({ hasText: 'Nothing was changed yet' }).waitFor();
    assert.deepEqual([mock.sent.kind, mock.sent.tenant, mock.sent.body.split('\n')[1]], ['ASSETS', mock.tenants[0].id, '1,pc-1,server']);
    await t('reject').filter({ hasText: 'must be one of' }).waitFor();
    await t('difference').filter({ hasText: 'pc-1' }).waitFor();
    assert.match(await t('import-rejects').getAttribute('href'), /\/imports\/[0-9a-f-]{36}\/rejects\.csv$/);
    await t('import-start').click();
    await page.locator('[data-testid=import-result][data-state=DONE]').waitFor();
    await t('import-other').click();
    await t('import-file').waitFor();
  }));

check('fields, relations and history of an asset are there, and fields are filled in', () =>
  visit({}, async ({ page, t, mock }) => {
    await page.goto(`/assets/${mock.assets[0].id}`);
    await t('happening').filter({ hasText: 'old → new' }).waitFor();
    await t('relation').filter({ hasText: mock.assets[1].name }).waitFor();
    await t('field-room').fill('B2');
    await t('field-level').selectOption('silver');
    await t('fields-save').click();
    await t('fields').filter({ hasText: 'Saved' }).waitFor();
    assert.deepEqual(mock.values.map((v) => v.value), ['B2', 'silver', null]);
    await t('relation-remove').click();
    await t('relations').filter({ hasText: 'No relations' }).waitFor();
  }));

check('relations are added by search, and an asset is lent and taken back, which its history tells', async () => {
  for (const { theme, lang, width } of LOOKS) {
    await visit({}, async ({ page, t, mock }) => {
      const at = (what) => `${what}, ${theme}, ${lang}, ${width} px`;
      const [it, , , other] = mock.assets;
      await page.goto(`/assets/${it.id}`);
      await t('relation').first().waitFor();
      const form = t('relation-form');
      await t('relation-kind').selectOption({ index: 3 });
      await form.getByTestId('pick').fill(other.name);
      await form.getByTestId('picked').filter({ hasText: other.name }).waitFor();
      await axe(page, at('picking'));
      await page.keyboard.press('Enter');
      await t('relation-add').click();
      await until('it has two', async () => (await t('relation').count()) === 2);
      assert.deepEqual([mock.relations.at(-1).from, mock.relations.at(-1).kind, mock.relations.at(-1).to], [other.id, 'PART_OF', it.id]);
      const loan = t('loan-form');
      await loan.getByTestId('pick').fill('ann');
      await loan.getByTestId('picked').first().click();
      await t('loan-until').fill('2026-01-31');
      await t('lend').click();
      await t('loan-to').filter({ hasText: 'Anna' }).waitFor();
      await until('the loan is there', () => mock.operate.loan?.until === '2026-01-31');
      await t('happening').filter({ hasText: 'Anna' }).waitFor();
      await axe(page, at('loan'));
      await t('loan').scrollIntoViewIfNeeded();
      await picture(page, at('loan'));
      await t('loan-then').selectOption('ACTIVE');
      await t('loan-back').click();
      await t('lend').waitFor();
      assert.equal(it.state, 'ACTIVE');
    }, { theme, lang, width });
  }
});

check('the palette reaches assets and commands; wrong input is told at its field', () =>
  visit({}, async ({ page, t, errors, mock }) => {
    // who types faster than the platform answers gets what he meant
    mock.slow = 600;
    await page.keyboard.press('Control+k');
    await page.keyboard.type('srv');
    await page.keyboard.press('Enter');
    await t('asset-name').filter({ hasText: 'srv' }).waitFor();
    mock.slow = 0;
    await page.keyboard.press('Control+k');
    await page.keyboard.type('msp.asset-list');
    await page.keyboard.press('Enter');
    const first = await t('result').locator('td').first().textContent();
    assert.deepEqual(mock.asked, {}, 'what was not said is not sent');
    await t('result-more').click();
    await until('the next page', async () => (await t('result').locator('td').first().textContent()) !== first);
    await page.getByLabel('Only those that are online').selectOption({ label: 'No' });
    await t('run-command').click();
    await until('the answer no', () => mock.asked.online === false);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('creates');
    await page.keyboard.press('Enter');
    await page.getByLabel('Name, 1 to 200 characters').fill('Nuova Srl');
    await t('run-command').click();
    await t('result').filter({ hasText: 'Created Nuova Srl.' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('revoke');
    await page.keyboard.press('Enter');
    await page.getByLabel('Agent to revoke').fill('x');
    await t('run-command').click();
    await page.locator('.wrong', { hasText: 'must be a UUID' }).waitFor();
    assert.equal(mock.failures, 0);
    errors.splice(0, errors.length, ...errors.filter((e) => !/status of 400/.test(e)));
  }));

check('the palette finds sites and people, and what plugins index where they show it', () =>
  visit({}, async ({ page, t, mock }) => {
    const [tenant] = mock.tenants;
    mock.plugins.become(visits());
    mock.searched = [
      { kind: 'visits.plans', id: 'p-1', tenant: tenant.id, title: 'Zephyr visit', detail: null },
      { kind: 'visits.nowhere', id: 'p-2', tenant: tenant.id, title: 'Zephyr that no page shows', detail: null },
      { kind: 'contact', id: 'c', tenant: tenant.id, title: 'Zoe Zephyr', detail: 'zoe@example.org' },
      { kind: 'site', id: 's', tenant: tenant.id, title: 'Zephyr tower', detail: null },
    ];
    const find = async () => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('zephyr');
      await t('hit').filter({ hasText: 'Zephyr tower' }).waitFor();
    };
    await find();
    assert.deepEqual(await t('hit').locator('span').allTextContents(), ['Zephyr tower', 'Zoe Zephyr', 'Zephyr visit']);
    await axe(page, 'palette with all kinds');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/tenants/${tenant.id}?tab=sites`);
    await find();
    await t('hit').filter({ hasText: 'Zoe' }).click();
    await page.waitForURL(`**/tenants/${tenant.id}?tab=people`);
    await find();
    await t('hit').filter({ hasText: 'Zephyr visit' }).click();
    await page.waitForURL('**/p/visits/plans/p-1');
    await t('plugin-page').waitFor();
  }));

check('an empty console leads to the first machine', () =>
  visit({ assets: 0 }, async ({ t, page, mock }) => {
    await t('tenant-name').fill('Prima Srl');
    await page.keyboard.press('Enter');
    await t('make-token').click();
    await until('the command has the token', async () => (await t('enrol-command').textContent()).includes("CUSTODE_SECRET='cst1."));
    assert.equal(mock.tenants[0].name, 'Prima Srl');
    mock.register('first-machine');
    await t('row').filter({ hasText: 'first-machine' }).waitFor();
  }));

check('who may only read is offered nothing else', () =>
  visit({ permissions: ['core.asset.read', 'core.event.read'] }, async ({ t, page, mock }) => {
    assert.equal(await t('enrol').count(), 0);
    await page.goto(`/assets/${mock.assets.find((a) => a.online).id}`);
    await t('asset-name').waitFor();
    assert.equal(await t('scripts').count(), 0);
  }));

for (const { theme, lang, width } of LOOKS) {
  check(`no accessibility violation anywhere: ${theme}, ${lang}, ${width} px`, () =>
    visit({}, async ({ page, t, mock }) => {
      const at = (what) => `${what}, ${theme}, ${lang}, ${width} px`;
      await axe(page, at('sign-in'));
      await enter(page);
      assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
      await axe(page, at('assets'));
      if (width < 800) await t('menu').click();
      await t('user-menu').last().click();
      await t('sign-out').last().waitFor();
      await axe(page, at('user menu'));
      await page.keyboard.press('Escape');
      await t('sign-out').last().waitFor({ state: 'hidden' });
      if (width < 800) await page.keyboard.press('Escape');
      await t('enrol').click();
      await t('make-token').click();
      await t('token-made').waitFor();
      await axe(page, at('enrolment'));
      await page.goto(`/assets/${mock.assets.find((a) => a.online && a.kind === 'SERVER').id}`);
      await t('script').fill('id');
      await t('run-script').click();
      await t('output').waitFor();
      await axe(page, at('asset'));
      await t('tab-packages').click();
      await t('packages').getByTestId('row').first().waitFor();
      await axe(page, at('packages'));
      await page.keyboard.press('Control+k');
      await page.keyboard.type('srv');
      await t('hit').filter({ hasText: 'srv' }).first().waitFor();
      await axe(page, at('palette'));
      await page.keyboard.press('Control+a');
      await page.keyboard.type('msp.asset-list');
      await page.keyboard.press('Enter');
      await t('result').waitFor();
      await axe(page, at('command'));
      await page.goto('/alerts');
      await t('row').first().waitFor();
      await axe(page, at('alerts'));
      await t('row').first().click();
      await t('alert-note').waitFor();
      await axe(page, at('alert'));
      await page.goto('/imports');
      await t('import-file').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('key,name\n1,a\n2,b\n') });
      await axe(page, at('import form'));
      await t('import-check').click();
      await t('reject').waitFor();
      await axe(page, at('import trial'));
      await page.goto('/assets?text=zzz');
      await t('no-match').waitFor();
      await axe(page, at('no match'));
    }, { theme, lang, width, signIn: false }));
}

gridChecks({ check, visit, axe, until, picture, enter });
pluginChecks({ check, visit, axe, until, picture });
chartChecks({ check, visit, axe, until, picture });
monitoringChecks({ check, visit, axe, until, picture });
lifecycleChecks({ check, visit, axe, until, picture });
partsChecks({ check, visit, axe, until, picture });
appChecks({ check, visit, axe, until, picture });
auditChecks({ check, visit, axe, until, picture });
policyChecks({ check, visit, axe, until, picture });
tenantChecks({ check, visit, axe, until, picture });
trustChecks({ check, visit, axe, until, picture });
strangeChecks({ check, visit, until, picture });
firstChecks({ check, visit, enter, axe, until, picture });
portalChecks({ check, visit, enter, axe, until, picture });

// most of the time is spent waiting, so a few at once
describe('console', { concurrency: 2, skip: !CHROMIUM && 'no Chromium' }, () => {
  before(async () => (browser = await launch(CHROMIUM)));
  after(async () => {
    await browser.close();
    await (await whole)?.close();
  });
  for (const [name, work] of checks) test(name, work);
});
