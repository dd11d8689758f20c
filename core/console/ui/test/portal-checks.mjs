// SPDX-License-Identifier: Apache-2.0
// The customer portal, in the same browser as the console.
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { visits } from './mock-plugins.mjs';
import { LOOKS } from './looks.mjs';

/** A red dot: the smallest logo. */
const LOGO = 'iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==';

const WORDS = {
  en: { machines: 'Your machines', room: 'Visits', lead: 'Visits that we made', account: 'Your account', missing: 'There is no such page' },
  it: { machines: 'I tuoi dispositivi', room: 'Visite', lead: 'Visite effettuate', account: 'Il tuo account', missing: 'Questa pagina non esiste' },
};

const PORTAL = { at: '/portal/', ready: 'portal-home' };

/** @param tools of the browser test: check, visit, enter, axe, until, picture */
export function portalChecks({ check, visit, enter, axe, until, picture }) {
  for (const { theme, lang, width } of LOOKS) {
    check(`a customer finds his machines, rooms and account, ${theme} ${lang} ${width}`, () =>
      visit({ contact: true }, async ({ page, mock, t }) => {
        const words = WORDS[lang];
        const at = (what) => `portal ${what}, ${theme}, ${lang}, ${width} px`;
        const go = (name) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
        await t('user').waitFor();
        await axe(page, at('door'));
        await picture(page, `portal-door-${theme}-${width}`);
        const there = mock.assets.filter((a) => a.state !== 'RETIRED');
        assert.ok(there.length < mock.assets.length);
        mock.plugins.become(visits());
        await enter(page, 'portal-home');
        await t('portal-home').filter({ hasText: 'Arden & Cole LLP' }).waitFor();
        await t('figures').getByText(String(there.length), { exact: true }).waitFor();
        const away = there.filter((a) => a.agent && !a.online);
        assert.ok(away.length < there.filter((a) => !a.online).length, 'some have no agent');
        await t('figures').getByText(String(away.length), { exact: true }).waitFor();
        await t('factor-advice').waitFor();
        await page.locator('[data-testid=room][href$="/p/visits/visits"]').filter({ hasText: words.room }).waitFor();
        assert.equal(await page.getByText(/Visit plans|Piani/).count(), 0, 'the console\'s page is not offered');
        await axe(page, at('home'));
        await picture(page, `portal-home-${theme}-${width}`);

        await go(words.machines);
        await t('count').filter({ hasText: String(there.length) }).waitFor();
        await axe(page, at('machines'));
        await picture(page, `portal-machines-${theme}-${width}`);
        const target = there.find((a) => a.online && a.serial);
        await t('find').fill(target.serial);
        await t('count').filter({ hasText: /^1 / }).waitFor();
        assert.equal(new URL(page.url()).search, `?text=${target.serial}`);
        await t('row').first().click();
        await t('machine-name').filter({ hasText: target.name }).waitFor();
        await page.getByText(target.serial).waitFor();
        assert.equal(await page.getByText(target.agent).count(), 0, 'nothing internal');
        await axe(page, at('machine'));
        await picture(page, `portal-machine-${theme}-${width}`);
        mock.presence(target, false);
        await t('online').and(page.locator(':not(.ok)')).waitFor();

        await go(words.room);
        await t('visits').filter({ hasText: `${words.lead}: /` }).waitFor();
        await axe(page, at('room'));
        await picture(page, `portal-room-${theme}-${width}`);
        await t('deeper').click();
        await t('visits').filter({ hasText: '/2026' }).waitFor();
        assert.equal(new URL(page.url()).pathname, '/portal/p/visits/visits/2026');
        mock.plugins.become();
        await t('missing').filter({ hasText: words.missing }).waitFor();

        await t('to-account').click();
        await t('account').filter({ hasText: words.account }).waitFor();
        await t('thing').filter({ hasText: 'Phone' }).waitFor();
        await axe(page, at('account'));
        await picture(page, `portal-account-${theme}-${width}`);
        await t('sign-out').click();
        await t('user').waitFor();
      }, { theme, lang, width, signIn: false, at: '/portal/' }));
  }

  check('a customer makes a second factor, changes language and theme, and ends a session', () =>
    visit({ contact: true }, async ({ page, t }) => {
      await t('factor-advice').getByRole('link').click();
      await t('factor-begin').waitFor();
      await page.locator('cu-security form').first().locator('input[name=password]').fill('correct horse');
      await t('factor-begin').click();
      await t('qr').waitFor();
      await axe(page, 'portal second factor');
      await page.locator('cu-security input[name=code]').fill('123456');
      await t('factor-confirm').click();
      await t('recovery').waitFor();
      await t('theme').selectOption('light');
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'light');
      await t('language').selectOption('it');
      await t('account').filter({ hasText: 'Il tuo account' }).waitFor();
      await t('thing').filter({ hasText: 'A browser' }).getByRole('button').click();
      await until('the session is gone', async () => (await t('thing').filter({ hasText: 'A browser' }).count()) === 0);
      await page.goto('/portal/');
      await t('portal-home').waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'it');
      await t('figures').waitFor();
      assert.equal(await t('factor-advice').count(), 0);
    }, PORTAL));

  check('the portal wears the customer\'s logo, name and any colour readably, and nobody\'s when signed out', () =>
    visit({ contact: true }, async ({ page, mock, t }) => {
      for (const [accent, theme] of [['#ffff00', 'light'], ['#000010', 'dark'], ['#ff0066', 'dark'], ['#7f7f7f', 'light']]) {
        mock.branding = { ...mock.branding, name: 'Arden Group', accent, logo: LOGO };
        await page.evaluate((to) => localStorage.setItem('custode.theme', to), theme);
        await page.goto('/portal/');
        await t('portal-home').filter({ hasText: 'Arden Group' }).waitFor();
        await until('its colour', () => page.evaluate(() => document.documentElement.style.getPropertyValue('--acc') !== ''));
        assert.ok(await t('brand').locator('img').evaluate((img) => img.decode().then(() => img.naturalWidth === 5)));
        await axe(page, `portal in ${accent}, ${theme}`);
        await picture(page, `portal-brand-${accent}-${theme}`);
      }
      mock.branding = { ...mock.branding, name: 'Arden Two', accent: '#118833' };
      mock.publish('BrandingChanged', { tenant: mock.branding.tenant });
      await t('brand').filter({ hasText: 'Arden Two' }).waitFor();
      await t('sign-out').click();
      await t('user').waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.style.getPropertyValue('--acc')), '');
    }, PORTAL));

  check('a room that breaks is one card, and the portal goes on', () =>
    visit({ contact: true }, async ({ page, mock, t }) => {
      mock.plugins.become(visits());
      await page.getByRole('navigation').getByRole('link', { name: 'Broken room' }).click();
      await t('slot-failed').filter({ hasText: 'cannot draw' }).waitFor();
      await axe(page, 'portal broken room');
      await page.getByRole('navigation').getByRole('link', { name: 'Home' }).click();
      await t('figures').waitFor();
    }, PORTAL));

  check('each gets to his own pages: a customer to the portal, a technician back to the console', async () => {
    await visit({ contact: true }, async ({ page, t }) => {
      await page.goto('/assets?text=a');
      await page.getByTestId('user').fill('admin');
      await page.getByTestId('password').fill('correct horse');
      await page.getByTestId('submit').click();
      await t('portal-home').waitFor();
      assert.equal(new URL(page.url()).pathname, '/portal/');
      await page.goto('/');
      await t('portal-home').waitFor();
      await page.goto('/portal/machines?online=false');
      await t('online-false').and(page.locator('[aria-pressed=true]')).waitFor();
    }, { signIn: false });
    await visit({}, async ({ page, t }) => {
      await axe(page, 'portal for a technician');
      await picture(page, 'portal-technician');
      await t('no-customer').getByRole('link').click();
      await t('count').waitFor();
      assert.equal(new URL(page.url()).pathname, '/');
    }, { at: '/portal/', ready: 'no-customer' });
  });

  check('the portal is walked by keyboard, and a link into it leads there after sign-in', () =>
    visit({ contact: true }, async ({ page, mock, t }) => {
      const target = mock.assets[3];
      await page.goto(`/portal/machines/${target.id}`);
      await t('user').waitFor();
      await page.keyboard.type('admin');
      await page.keyboard.press('Tab');
      await page.keyboard.type('correct horse');
      await page.keyboard.press('Enter');
      await t('machine-name').filter({ hasText: target.name }).waitFor();
      await page.goto('/portal/');
      await t('figures').waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await t('row').first().waitFor();
      assert.equal(new URL(page.url()).pathname, '/portal/machines');
      await t('row').first().focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await t('machine-name').filter({ hasText: mock.assets.filter((a) => a.state !== 'RETIRED')[1].name }).waitFor();
    }, { signIn: false, at: '/portal/' }));

  check('nothing of the console comes with the portal, and little at all', () =>
    visit({ contact: true }, async ({ page, t }) => {
      await t('figures').waitFor();
      // another browser that knows nothing yet, signed in
      const context = await page.context().browser().newContext({ storageState: await page.context().storageState(), baseURL: page.url() });
      const fresh = await context.newPage();
      const loaded = new Map();
      fresh.on('response', (r) => loaded.set(new URL(r.url()).pathname, r));
      await fresh.goto('/portal/');
      await fresh.getByTestId('figures').waitFor();
      const foreign = [...loaded.keys()].filter((path) => !path.startsWith('/portal/') && !path.startsWith('/api/v1/'));
      assert.deepEqual(foreign, []);
      let bytes = 0;
      for (const [path, response] of loaded) if (path.startsWith('/portal/')) bytes += path.endsWith('.woff2') ? (await response.body()).length : gzipSync(await response.body()).length;
      await context.close();
      console.log(`portal: ${Math.round(bytes / 1024)} KiB zipped at first, fonts included`);
      assert.ok(bytes > 50 * 1024 && bytes <= 150 * 1024, `${bytes} bytes`);
    }, PORTAL));
}
