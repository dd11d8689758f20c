// SPDX-License-Identifier: Apache-2.0
// Whose plugins may run: publishers, revocations and quarantine, in the same browser as all else of the console.
import assert from 'node:assert/strict';
import { PEM, PRINT } from './mock-trust.mjs';
import { LOOKS } from './looks.mjs';

/** @param tools of the browser test: check, visit, axe, until, picture */
export function trustChecks({ check, visit, axe, until, picture }) {
  for (const { lang, theme, width } of LOOKS) {
    const name = `${lang}-${theme}-${width}`;
    check(`a publisher is compared before he is trusted, revoked with what that stops, and trusted again, ${name}`, () =>
      visit({}, async ({ page, mock, t }) => {
        const { trust } = mock.lifecycle;
        await page.goto('/plugins');
        await t('view-publishers').click();
        const acme = t('publisher').filter({ hasText: 'Acme' });
        await acme.filter({ hasText: '2 plugin' }).waitFor();
        assert.match(page.url(), /view=publishers/);
        await acme.locator('summary').click();
        await acme.getByTestId('certificate').filter({ hasText: '0A:0A' }).filter({ hasText: 'u0042' }).waitFor();
        await t('revocation').filter({ hasText: 'It lost backups' }).filter({ hasText: 'admin' }).waitFor();
        await axe(page, `publishers ${name}`);
        await picture(page, `publishers-${name}`);

        // nobody is trusted whose fingerprint was not compared
        await t('trust-add').click();
        await t('publisher-pem').fill(PEM);
        await axe(page, `a certificate ${name}`);
        await t('publisher-look').click();
        await t('publisher-print').filter({ hasText: 'AB:12:77' }).waitFor();
        assert.equal(trust.known.length, 2, 'reading it trusts nobody');
        assert.ok(await t('publisher-add').isDisabled());
        await t('publisher-theirs').fill('00:11:22');
        await t('publisher-match').filter({ hasText: lang === 'it' ? 'un’altra' : 'another one' }).waitFor();
        assert.ok(await t('publisher-add').isDisabled());
        await axe(page, `another fingerprint ${name}`);
        await t('publisher-theirs').fill(`SHA256 Fingerprint=${PRINT.toUpperCase().match(/../g).join(':')}`);
        await t('publisher-match').filter({ hasText: lang === 'it' ? 'la stessa' : 'the same' }).waitFor();
        assert.equal(await t('publisher-name').inputValue(), 'Borealis');
        await axe(page, `compared ${name}`);
        await picture(page, `publisher-add-${name}`);
        await t('publisher-add').click();
        await t('publisher').filter({ hasText: 'Borealis' }).waitFor();

        // what it stops is said before, and it needs a reason
        await acme.getByTestId('revoke').click();
        const effect = t('revoke-effect');
        await effect.filter({ hasText: 'Backup, Broken' }).filter({ hasText: lang === 'it' ? '12 macchine' : '12 machines' }).waitFor();
        assert.ok(await t('revoke-go').isDisabled());
        await t('revoke-reason').fill('Stolen, said Acme on the phone');
        await axe(page, `revoke ${name}`);
        await picture(page, `publisher-revoke-${name}`);
        assert.equal(trust.revoked.length, 1, 'nothing happens before it is meant');
        await t('revoke-go').click();
        await acme.filter({ hasText: lang === 'it' ? 'Revocato' : 'Revoked' }).waitFor();
        await t('revocation').filter({ hasText: 'Stolen' }).filter({ hasText: 'Acme' }).waitFor();
        await axe(page, `revoked ${name}`);
        await picture(page, `publisher-revoked-${name}`);
        await t('view-installed').click();
        await t('row').filter({ hasText: 'Backup' }).filter({ hasText: lang === 'it' ? 'In quarantena' : 'In quarantine' }).waitFor();

        await t('view-publishers').click();
        await t('revocation').filter({ hasText: 'Stolen' }).getByTestId('lift').click();
        await effect.filter({ hasText: 'Backup, Broken' }).waitFor();
        await t('revoke-go').click();
        await until('he is trusted again', async () => (await acme.getByTestId('trust-state').getAttribute('data-state')) === 'ENDING');
        assert.equal(await t('lift').count(), 0);
      }, { lang, theme, width }));
  }

  for (const { lang, theme, width } of LOOKS) {
    const name = `${lang}-${theme}-${width}`;
    check(`a plugin says what it takes beside what is too much, why it was stopped, and is let work again, ${name}`, () =>
      visit({}, async ({ page, mock, t }) => {
        const life = mock.lifecycle;
        const use = (what) => page.locator(`[data-testid=use][data-what=${what}]`);
        await page.goto('/plugins?plugin=backup');
        await use('cpu').filter({ hasText: lang === 'it' ? '8,4 s su 45 s' : '8.4 s of 45 s' }).waitFor();
        await use('memory').filter({ hasText: '20 GiB' }).waitFor();
        await use('late').and(page.locator('.near')).waitFor();
        await use('of-a-later-release').filter({ hasText: 'of-a-later-release' }).waitFor();
        await use('memory').scrollIntoViewIfNeeded();
        await axe(page, `use ${name}`);
        await picture(page, `plugin-use-${name}`);
        life.uses[3].taken = 46_000;
        await use('cpu').and(page.locator('.over')).waitFor();

        const reason = 'It computed for 46 seconds within a minute; it may for 45. It is stopped everywhere; its data is safe.';
        Object.assign(life.installed[0], { state: 'QUARANTINED', detail: reason, quarantine: { cause: 'OVER_BUDGET', reason, since: '2026-02-03T08:15:00Z', by: 'node-a' } });
        mock.publish('PluginQuarantined', { plugin: 'backup' });
        await t('plugin-detail').filter({ hasText: '46 seconds' }).filter({ hasText: lang === 'it' ? 'dati' : 'data' }).waitFor();
        await t('quarantine-by').filter({ hasText: 'node-a' }).waitFor();
        await t('plugin-detail').scrollIntoViewIfNeeded();
        await axe(page, `over budget ${name}`);
        await picture(page, `plugin-over-budget-${name}`);
        await t('release').focus();
        await page.keyboard.press('Enter');
        await t('plugin-detail').waitFor({ state: 'detached' });
        assert.equal(life.installed[0].state, 'ACTIVE');

        await page.goto('/plugins?plugin=broken');
        await t('use-none').waitFor();
      }, { lang, theme, width }));
  }

  check('a certificate comes as a file too, in bytes as well; what is none is said so', () =>
    visit({}, async ({ page, t, errors }) => {
      await page.goto('/plugins?view=publishers');
      await t('trust-add').click();
      await t('publisher-pem').fill('my password');
      await t('publisher-look').click();
      await t('problem').filter({ hasText: 'must be one X.509 certificate' }).waitFor();
      await t('publisher-file').setInputFiles({ name: 'acme.cer', mimeType: 'application/pkix-cert', buffer: Buffer.from('MIIBxx', 'base64') });
      await until('it is shown as text', async () => /BEGIN[^]*MIIBxw==/.test(await t('publisher-pem').inputValue()));
      await t('publisher-look').click();
      await t('publisher-compared').check();
      await t('publisher-add').click();
      await t('toast').filter({ hasText: 'Borealis is trusted' }).waitFor();
      errors.splice(0, errors.length, ...errors.filter((e) => !/status of 400/.test(e)));
    }));

  check('one version is revoked from its sheet, by keyboard', () =>
    visit({}, async ({ page, mock, t }) => {
      mock.lifecycle.installed[0].sha256 = 'c'.repeat(64);
      await page.goto('/plugins?plugin=backup');
      await t('revoke-jar').focus();
      await page.keyboard.press('Enter');
      await t('revoke-effect').filter({ hasText: 'Backup' }).waitFor();
      await t('revoke-reason').focus();
      await page.keyboard.type('It loses backups');
      await page.keyboard.press('Enter');
      await until('it is revoked', () => mock.lifecycle.trust.revoked[0].what === `jar:${'c'.repeat(64)}`);
      assert.equal(mock.lifecycle.installed[1].quarantine, null);
    }));

  check('who may not decide sees whom the installation trusts, and changes nothing', () =>
    visit({ permissions: ['core.asset.read', 'core.plugin.read', 'core.plugin.install', 'core.publisher.read', 'core.event.read'] }, async ({ page, t }) => {
      await page.goto('/plugins?view=publishers');
      await t('publisher').filter({ hasText: 'Acme' }).locator('summary').click();
      await t('certificate').first().waitFor();
      for (const part of ['trust-add', 'revoke', 'lift']) assert.equal(await t(part).count(), 0, part);
    }));
}
