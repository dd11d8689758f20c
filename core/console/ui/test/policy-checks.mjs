// SPDX-License-Identifier: Apache-2.0
// The room of policies, in the same browser as all else of the console.
import assert from 'node:assert/strict';
import { LOOKS } from './looks.mjs';

const FROM = { en: { lock: 'locked', provider: 'For everybody', inherited: 'inherited', at: 'Site · Headquarters' }, it: { lock: 'bloccato', provider: 'Per tutti', inherited: 'ereditato', at: 'Sede · Headquarters' } };

/** By its name alone: what is told of others may hold the same word. */
const fieldOf = (page, t, name) => t('policy-field').filter({ has: page.locator('.name', { hasText: new RegExp(`^${name}$`) }) });

/** @param tools of the browser test: check, visit, axe, until, picture */
export function policyChecks({ check, visit, axe, until, picture }) {
  for (const { theme, lang, width } of LOOKS) {
    const at = (what) => `${what}, ${theme}, ${lang}, ${width} px`;
    const words = FROM[lang];

    check(`a policy tells what applies where and who says so, and is changed after one saw the difference: ${lang} ${width}`, () =>
      visit({}, async ({ page, t, mock, errors }) => {
        const [acme] = mock.tenants;
        const site = mock.customers.sites[0];
        const field = (name) => fieldOf(page, t, name);
        await page.goto(`/policies?type=patching.schedule&tenant=${acme.id}&site=${site.id}`);
        await t('place-name').filter({ hasText: 'Headquarters' }).waitFor();
        await until('eight fields', async () => (await t('policy-field').count()) === 8);
        await field('Reboot').getByTestId('from').filter({ hasText: words.provider }).filter({ hasText: words.lock }).waitFor();
        await field('Reboot').locator('summary').click();
        await page.locator('[data-testid=source][data-fate=LOCKED_OUT]').waitFor();
        await field('Never').getByTestId('value').filter({ hasText: 'kernel, grub, sap' }).waitFor();
        await axe(page, at('what applies'));
        await picture(page, at('what-applies'));

        await t('policy-edit').click();
        await t('set-days').waitFor();
        assert.ok(await t('set-reboot').isChecked(), 'what was set before the lock can be taken away');
        await t('at-days').fill('soon');
        await t('policy-review').click();
        await page.locator('#at-days-wrong').waitFor();
        await t('at-days').fill('100');
        await t('set-reboot').uncheck();
        await t('set-window').check();
        await t('at-window-hours').fill('4');
        await t('set-patience').check();
        await t('at-patience').fill('1d 2h');
        await axe(page, at('form'));
        await picture(page, at('policy-form'));
        await t('policy-review').click();
        await t('difference').filter({ hasText: words.inherited }).first().waitFor();
        assert.equal(await t('difference').count(), 4);
        await axe(page, at('difference'));
        await picture(page, at('difference'));
        await t('policy-save').click();
        await page.locator('#at-days-wrong').filter({ hasText: 'at most 90' }).waitFor();
        await axe(page, at('refused'));
        await t('at-days').fill('20');

        const other = { tenant: acme.id, target: { level: 'SITE', id: site.id } };
        mock.policies.become('patching.schedule', other, { days: 9 });
        await t('policy-review').click();
        await t('policy-save').click();
        await t('conflict').waitFor();
        await t('conflict').getByTestId('difference').filter({ hasText: '9' }).first().waitFor();
        await axe(page, at('two at once'));
        await t('conflict-keep').click();
        await field('Days').getByTestId('value').filter({ hasText: '20' }).waitFor();
        const set = mock.policies.all.find((p) => p.target.id === site.id);
        assert.deepEqual(set.values, { days: 20, never: ['sap'], window: { day: 'sun', hours: 4 }, patience: 'PT26H' });
        await t('versions').locator('summary').click();
        await until('all that was set here', async () => (await t('version').count()) === 3);
        await axe(page, at('history'));
        errors.splice(0, errors.length, ...errors.filter((e) => !/status of (400|409)/.test(e)));
      }, { theme, lang, width }));

    check(`the tree leads by keyboard from everybody to one machine, and a change elsewhere is seen: ${lang} ${width}`, () =>
      visit({}, async ({ page, t, mock }) => {
        const [acme] = mock.tenants;
        await page.goto('/policies?type=patching.schedule');
        const choose = () => (width < 800 ? t('choose-place').click() : undefined);
        await choose();
        await t('place').first().focus();
        await until('all customers', async () => (await t('place').count()) === 2 + mock.tenants.length);
        await axe(page, at('tree'));
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowRight');
        await t('place').filter({ hasText: 'Headquarters' }).waitFor();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await t('place-name').filter({ hasText: 'Headquarters' }).waitFor();
        assert.equal(new URL(page.url()).search, `?type=patching.schedule&tenant=${acme.id}&site=${mock.customers.sites[0].id}`);
        await page.goBack();
        await t('place-name').filter({ hasText: words.provider }).waitFor();
        mock.policies.become('patching.schedule', { tenant: null, target: { level: 'PROVIDER', id: null } }, { days: 12 });
        await fieldOf(page, t, 'Days').getByTestId('value').filter({ hasText: '12' }).waitFor();

        await choose();
        await t('tree-find').fill('arden');
        await until('one customer', async () => (await t('place').and(page.locator('[data-level=TENANT]')).count()) === 1);
        const machine = mock.assets.find((a) => a.tenant === acme.id && a.site === mock.customers.sites[0].id);
        await t('pick').fill(machine.name);
        await t('picked').filter({ hasText: machine.name }).click();
        await t('place-name').filter({ hasText: machine.name }).waitFor();
        await fieldOf(page, t, 'Days').getByTestId('from').filter({ hasText: words.at }).waitFor();
        await axe(page, at('a machine'));
        await t('policy-edit').click();
        await t('set-mode').check();
        assert.equal(await t('lock-mode').count(), 0, 'nothing is below a machine');
        await t('at-mode').selectOption('AUTOMATIC');
        await t('policy-review').click();
        await t('policy-save').click();
        await choose();
        await t('place').filter({ hasText: machine.name }).getByTestId('set-here').waitFor();
        await choose();
        await t('policy-edit').click();
        await t('set-mode').uncheck();
        await t('policy-review').click();
        await t('policy-save').click();
        await until('nothing is set there any more', () => !mock.policies.all.some((p) => p.target.id === machine.id));
      }, { theme, lang, width }));
  }

  check('policies of a plugin that is away are shown and cannot be changed; where no plugin brings any, one is led on', async () => {
    await visit({}, async ({ page, t }) => {
      await page.goto('/policies?type=gone.things');
      await t('place-name').waitFor();
      assert.equal(await t('policy-edit').count(), 0);
      await axe(page, 'a plugin that is away');
    });
    await visit({ assets: 0 }, async ({ page, t }) => {
      await page.goto('/policies');
      await t('empty').waitFor();
      await axe(page, 'no policies');
    });
  });

  check('who may not provide changes nothing that holds for everybody', () =>
    visit({ permissions: ['core.asset.read', 'core.event.read', 'core.policy.read', 'core.policy.write', 'core.tenant.read'] }, async ({ page, t, mock }) => {
      await page.goto('/policies?type=patching.schedule');
      await t('policy-field').first().waitFor();
      assert.equal(await t('policy-edit').count(), 0);
      await page.goto(`/policies?type=patching.schedule&tenant=${mock.tenants[0].id}`);
      await t('policy-edit').waitFor();
    }));
}
