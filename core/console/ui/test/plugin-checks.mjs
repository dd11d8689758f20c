// SPDX-License-Identifier: Apache-2.0
// What plugins bring, in the same browser as all else of the console.
import assert from 'node:assert/strict';
import { absent, bad, hangs, hello, throws } from './mock-plugins.mjs';
import { LOOKS } from './looks.mjs';

const WORDS = {
  en: { page: 'Greetings', panel: 'Greeting', seen: 'Machines that you see: 340' },
  it: { page: 'Saluti', panel: 'Saluto', seen: 'Macchine che vedi: 340' },
};

/** @param tools of the browser test: check, visit, axe, until, picture */
export function pluginChecks({ check, visit, axe, until, picture }) {
  for (const { lang, theme, width } of LOOKS) {
    check(`a plugin's page and panel appear, upgrade and vanish in an open page, ${lang} ${width}`, () =>
      visit({}, async ({ page, mock, t }) => {
        const words = WORDS[lang];
        const welcome = (what) => (lang === 'it' ? `Ciao da ${what}!` : `Hello from ${what}!`);
        // gone if the page were loaded anew
        await page.evaluate(() => (globalThis.opened = true));
        const link = page.getByRole('link', { name: words.page });
        assert.equal(await link.count(), 0);
        mock.plugins.become(hello('0.2.0'));
        if (width < 800) await t('menu').click();
        await link.click();
        await t('hello-page').getByText(welcome('hello 0.2.0')).waitFor();
        await t('hello-page').getByText(words.seen).waitFor();
        await until('the title is the page', async () => (await page.title()) === `${words.page} · Custode`);
        assert.equal(new URL(page.url()).pathname, '/p/hello/greetings');
        if (width < 800) await page.locator('wa-drawer wa-dialog, wa-drawer[open]').waitFor({ state: 'hidden' });
        await axe(page, `plugin page ${lang}`);
        await picture(page, `plugin-page-${lang}-${width}`);
        await t('hello-page').getByRole('button').click();
        await t('toast').filter({ hasText: 'Hello from a plugin.' }).waitFor();

        mock.plugins.become(hello('0.3.0', 'Good day from'));
        await t('hello-page').getByText(lang === 'it' ? 'Ciao da hello 0.3.0!' : 'Good day from hello 0.3.0!').waitFor();
        assert.equal(await t('hello-page').count(), 1);
        mock.plugins.become();
        await t('missing').waitFor();
        assert.equal(await link.count(), 0);

        const target = mock.assets.find((a) => a.kind === 'SERVER');
        await page.evaluate((to) => (history.pushState(null, '', to), dispatchEvent(new PopStateEvent('popstate'))), `/assets/${target.id}`);
        await t('asset-name').filter({ hasText: target.name }).waitFor();
        assert.equal(await t('plugin-panel').count(), 0);
        mock.plugins.become(hello('0.2.0'));
        await t('hello-panel').getByText(welcome(target.name)).waitFor();
        await t('plugin-panel').getByRole('heading', { name: words.panel, exact: true }).waitFor();
        await t('plugin-panel').scrollIntoViewIfNeeded();
        await axe(page, `plugin panel ${lang}`);
        await picture(page, `plugin-panel-${lang}-${width}`);
        mock.plugins.become();
        await until('the panel is gone', async () => (await t('plugin-panel').count()) === 0);
        assert.equal(await page.evaluate(() => globalThis.opened), true);
      }, { lang, theme, width }));
  }

  check('a language changed in an open page changes a plugin, and its page is found by its address and in the palette', () =>
    visit({}, async ({ page, mock, t }) => {
      mock.plugins.become(hello('0.2.0'));
      await page.goto('/p/hello/greetings/deeper');
      await t('hello-page').getByText('Hello from hello 0.2.0!').waitFor();
      await t('user-menu').click();
      await page.getByText('Italiano').click();
      await t('hello-page').getByText('Ciao da hello 0.2.0!').waitFor();
      await page.goto('/p/hello/nothing');
      await t('missing').waitFor();
      await page.keyboard.press('Control+k');
      await page.keyboard.type('Saluta');
      await t('hit').filter({ hasText: 'Saluta' }).click();
      assert.match(await t('toast').first().textContent(), /Hello from a plugin\./);
    }));

  check('a module that throws, hangs, is not there or draws without end is one card; the rest of the page works', () =>
    visit({}, async ({ page, mock, t, errors }) => {
      const target = mock.assets.find((a) => a.kind === 'SERVER' && a.online);
      mock.plugins.become(hello('0.2.0'), bad(), hangs(), throws(), absent());
      await page.goto(`/assets/${target.id}`);
      await t('hello-panel').getByText(`Hello from ${target.name}!`).waitFor();
      const card = (title) => t('plugin-panel').filter({ hasText: title }).getByTestId('slot-failed');
      for (const [name, why] of [['Draws', 'cannot draw'], ['Comes', 'cannot come'], ['Begins', 'cannot begin'], ['Loops', 'draws itself without end'], ['Plain', 'is no element']]) {
        await card(`Panel ${name}`).filter({ hasText: why }).waitFor();
      }
      // one within its time, one at once, one by the server's word
      await until('eight cards', async () => (await t('slot-failed').count()) === 8);
      await t('slot-failed').filter({ hasText: 'did not load within 8 seconds' }).waitFor();
      await t('slot-failed').filter({ hasText: 'cannot load' }).waitFor();
      assert.equal(await t('plugin-panel').count(), 9);
      const before = await t('now-cpu').textContent();
      await until('the figure moves', async () => (await t('now-cpu').textContent()) !== before);
      await axe(page, 'error cards');
      await t('slot-failed').first().scrollIntoViewIfNeeded();
      await picture(page, 'plugin-cards');
      await card('Panel Draws').getByRole('button').click();
      await card('Panel Draws').filter({ hasText: 'cannot draw' }).waitFor();
      mock.plugins.become(hello('0.2.0'));
      await until('the cards go with their plugins', async () => (await t('slot-failed').count()) === 0);
      errors.splice(0, errors.length, ...errors.filter((e) => !/status of 404/.test(e)));
    }));

  check('a module that did not come is asked for again, by itself and by the button, without a reload', () =>
    visit({}, async ({ page, mock, t, errors }) => {
      const target = mock.assets.find((a) => a.kind === 'SERVER');
      await page.goto(`/assets/${target.id}`);
      await t('asset-name').filter({ hasText: target.name }).waitFor();
      mock.plugins.failing = 1;
      mock.plugins.become(hello('0.2.0'));
      await t('hello-panel').getByText(`Hello from ${target.name}!`).waitFor();
      assert.equal(mock.plugins.failing, 0);
      mock.plugins.failing = Infinity;
      mock.plugins.become(hello('0.3.0', 'Good day from'));
      await t('plugin-panel').getByTestId('slot-failed').waitFor();
      mock.plugins.failing = 0;
      await t('slot-failed').getByRole('button').click();
      await t('hello-panel').getByText(`Good day from ${target.name}!`).waitFor();
      assert.equal(await t('slot-failed').count(), 0);
      errors.splice(0, errors.length, ...errors.filter((e) => !/status of 503/.test(e)));
    }));

  check('a plugin that floods the platform and the corner of the page spends its own budget', () =>
    visit({}, async ({ page, mock, t }) => {
      mock.plugins.become(hello('0.2.0'), bad());
      const run = async (name) => {
        await page.keyboard.press('Control+k');
        await page.keyboard.type(name);
        await t('hit').filter({ hasText: name }).waitFor();
        await page.keyboard.press('Enter');
      };
      await run('Command floods');
      await t('toast').first().waitFor();
      await until('some calls came', () => mock.plugins.greeted > 0);
      await run('Command fails');
      await t('toast').filter({ hasText: 'Command fails failed: cannot run' }).waitFor();
      assert.ok(mock.plugins.greeted <= 40, `${mock.plugins.greeted} calls`);
      // another plugin has its own
      const flooded = mock.plugins.greeted;
      await run('Say hello');
      await t('toast').filter({ hasText: 'Hello from a plugin.' }).waitFor();
      assert.equal(mock.plugins.greeted, flooded + 1);
    }));
}
