// SPDX-License-Identifier: Apache-2.0
// The built pages in a real browser, over a mock of the API.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { Mock } from './mock.mjs';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const required = (process.env.CUSTODE_IT_REQUIRE ?? '').split(',').includes('chromium');
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

if (!CHROMIUM && required) throw new Error('Chromium is required here (custode.it.require) and not installed.');
if (!CHROMIUM) console.log('SKIPPED: no Chromium, so the console was not tested in a browser.');
const checks = [];
const check = (name, work) => checks.push([name, work]);

let browser;

/** A window of one person on a mock of his own; `errors` must stay empty. */
async function visit(options, work, { theme = 'dark', lang = 'en', width = 1440, signIn = true } = {}) {
  const mock = new Mock(options);
  const port = await mock.listen(0);
  const context = await browser.newContext({ viewport: { width, height: width < 800 ? 844 : 900 }, colorScheme: theme, reducedMotion: 'reduce', locale: lang, baseURL: `http://127.0.0.1:${port}` });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const errors = [];
  page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
  page.on('pageerror', (e) => errors.push(String(e)));
  try {
    await page.goto('/');
    await page.getByTestId('user').waitFor();
    if (signIn) await enter(page);
    await work({ page, mock, errors, t: (id) => page.getByTestId(id) });
    assert.deepEqual(errors, []);
  } finally {
    await context.close();
    mock.close();
  }
}

async function enter(page) {
  await page.getByTestId('user').fill('admin');
  await page.getByTestId('password').fill('correct horse');
  await page.getByTestId('submit').click();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.getByTestId('count').filter({ hasText: /\d|$/ }).waitFor();
}

async function axe(page, where) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(`${AXE};0`);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const told = violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target.flat().join(' ')} ${n.any[0]?.message ?? n.failureSummary}`).join(' | ')}`);
  assert.deepEqual(told, [], where);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.ok(!wide, `${where} is wider than the screen`);
}

const until = async (what, holds) => {
  for (const end = Date.now() + 10_000; Date.now() < end; await new Promise((r) => setTimeout(r, 50))) {
    if (await holds()) return;
  }
  assert.fail(`never: ${what}`);
};

check('one sees and takes away what one has, in both themes and on the phone', async () => {
  for (const [theme, width] of [['dark', 1440], ['light', 390]]) {
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

check('users are found, invited, changed and blocked', async () => {
  for (const [theme, lang, width] of [['dark', 'en', 1440], ['light', 'it', 390]]) {
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
    await t('history-entry').filter({ hasText: 'old → new' }).waitFor();
    await t('relation').filter({ hasText: mock.assets[1].name }).waitFor();
    await t('field-room').fill('B2');
    await t('field-level').selectOption('silver');
    await t('fields-save').click();
    await t('fields').filter({ hasText: 'Saved' }).waitFor();
    assert.deepEqual(mock.values.map((v) => v.value), ['B2', 'silver', null]);
    await t('relation-remove').click();
    await t('relations').filter({ hasText: 'No relations' }).waitFor();
  }));

check('the palette reaches assets and commands; wrong input is told at its field', () =>
  visit({}, async ({ page, t, errors, mock }) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('srv');
    await t('hit').filter({ hasText: 'srv' }).first().waitFor();
    await page.keyboard.press('Enter');
    await t('asset-name').filter({ hasText: 'srv' }).waitFor();
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

// each theme, language and width; all of their combinations with CUSTODE_UI_ALL=1
const LOOKS = [['dark', 'en', 1440], ['light', 'it', 390]];
if (process.env.CUSTODE_UI_ALL) LOOKS.push(['light', 'it', 1440], ['dark', 'en', 390]);
for (const [theme, lang, width] of LOOKS) {
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

// most of the time is spent waiting, so a few at once
describe('console', { concurrency: 2, skip: !CHROMIUM && 'no Chromium' }, () => {
  before(async () => (browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-extensions'] })));
  after(() => browser.close());
  for (const [name, work] of checks) test(name, work);
});
