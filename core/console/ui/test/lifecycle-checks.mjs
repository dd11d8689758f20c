// SPDX-License-Identifier: Apache-2.0
// The page for plugins, in the same browser as all else of the console.
import assert from 'node:assert/strict';
import { LOOKS } from './looks.mjs';

const JAR = { name: 'acme.jar', mimeType: 'application/java-archive', buffer: Buffer.from('a jar') };

/** @param tools of the browser test: check, visit, axe, until, picture */
export function lifecycleChecks({ check, visit, axe, until, picture }) {
  for (const { lang, theme, width } of LOOKS) {
    const name = `${lang}-${theme}-${width}`;
    check(`plugins are planned, installed, updated, taken back and taken out, ${name}`, () =>
      visit({}, async ({ page, mock, t }) => {
        const life = mock.lifecycle;
        const inSight = async (...parts) => {
          for (const part of parts) {
            const { x, width: wide } = await t(part).first().boundingBox();
            assert.ok(x >= 0 && x + wide <= width - 20, `${part} is cut off`);
          }
        };
        await page.goto('/plugins');
        await t('plugin-count').filter({ hasText: '2' }).waitFor();
        await t('row').filter({ hasText: 'Broken' }).waitFor();
        await axe(page, `plugins ${name}`);
        await picture(page, `plugins-${name}`);

        // from the catalog, with notes in the language of who reads
        await t('view-catalog').click();
        const hello = t('offer').filter({ hasText: 'Hello' });
        await hello.filter({ hasText: lang === 'it' ? 'fa quello che dice' : 'does what it says' }).waitFor();
        assert.equal(await t('offer').filter({ hasText: 'Future' }).getByTestId('offer-take').count(), 0);
        await axe(page, `catalog ${name}`);
        await picture(page, `plugins-catalog-${name}`);
        await hello.getByTestId('offer-take').click();
        await t('plan').filter({ hasText: 'hello' }).waitFor();
        assert.deepEqual(life.done, [], 'nothing happens before it is agreed to');
        await t('plan-do').click();
        await t('plan-done').filter({ hasText: 'hello 0.2.0' }).waitFor();
        await t('plan-close').click();
        await until('it is marked as installed', async () => (await hello.getByTestId('offer-state').getAttribute('data-state')) === 'INSTALLED');

        // an update that rewrites data and restarts another one is agreed to word by word
        await t('view-installed').click();
        await t('row').filter({ hasText: 'Backup' }).click();
        await t('update').click();
        await t('plan-refused').filter({ hasText: 'reports would be restarted' }).waitFor();
        assert.ok(await t('plan-do').isDisabled());
        await t('approve').check();
        await t('plan-refused').waitFor({ state: 'detached' });
        assert.ok(await t('plan-do').isDisabled(), 'it rewrites data');
        await t('accept-rewrite').check();
        assert.ok(await t('plan-do').isDisabled(), 'it asks for more');
        await t('accept-capabilities').check();
        assert.equal(await t('plan-step').count(), 2);
        await t('plan-asks').filter({ hasText: 'secret:acme.cloud-key' }).waitFor();
        await t('plan-api').filter({ hasText: 'backup-api' }).waitFor();
        await axe(page, `plan ${name}`);
        await inSight('plan-do', 'plan-leave', 'accept-rewrite');
        await picture(page, `plugins-plan-${name}`);
        let go;
        life.hold = new Promise((done) => (go = done));
        await t('plan-do').click();
        await t('plan-progress').waitFor();
        await t('plan-phase').filter({ hasText: lang === 'it' ? 'nessuno aspetta' : 'nobody waits' }).waitFor();
        life.changes[0].phase = 'HOLDING';
        await t('plan-phase').filter({ hasText: lang === 'it' ? 'chi lo usa aspetta' : 'Who uses it waits' }).waitFor();
        await axe(page, `progress ${name}`);
        await picture(page, `plugins-progress-${name}`);
        go();
        await t('plan-done').filter({ hasText: 'backup 2.0.0' }).waitFor();
        assert.deepEqual(life.done.at(-1).body, { source: 'catalog:backup@2.0.0', acceptRewrite: true, acceptCapabilities: true, approve: ['reports'] });
        await t('plan-close').click();

        await t('row').filter({ hasText: 'Backup' }).click();
        await t('kept').filter({ hasText: '1.0.0' }).waitFor();
        await axe(page, `plugin ${name}`);
        await inSight('go-back', 'uninstall');
        await picture(page, `plugin-${name}`);
        await t('go-back').click();
        await t('plan').filter({ hasText: '1.0.0' }).waitFor();
        await t('plan-do').click();
        await t('plan-done').filter({ hasText: 'backup 1.0.0' }).waitFor();
        await t('plan-close').click();

        // out, and its data only for who types its id
        await t('row').filter({ hasText: 'Backup' }).click();
        await t('uninstall').click();
        await t('plan').filter({ hasText: 'backup' }).waitFor();
        assert.equal(await t('plan').getAttribute('data-verb'), 'uninstall');
        await t('plan-do').click();
        await t('plan-purge').click();
        await t('purge-id').fill('hello');
        assert.ok(await t('purge-go').isDisabled());
        await t('purge-id').fill('backup');
        await axe(page, `purge ${name}`);
        await inSight('purge-id', 'purge-go');
        await picture(page, `plugins-purge-${name}`);
        await t('purge-go').click();
        await until('its data is gone', () => life.purged.includes('backup'));
        await t('row').filter({ hasText: 'Backup' }).waitFor({ state: 'detached' });

        // and what was done to it stays known
        await t('view-removed').click();
        const gone = t('removed').filter({ hasText: 'backup' });
        await gone.filter({ hasText: lang === 'it' ? 'Rimozione' : 'Removal' }).locator('summary').click();
        await gone.getByTestId('plugin-change').filter({ hasText: '1.1.0 → 2.0.0' }).waitFor();
        assert.equal(await t('removed').filter({ hasText: 'hello' }).count(), 0, 'it is installed');
        await axe(page, `removed ${name}`);
        await picture(page, `plugins-removed-${name}`);
      }, { lang, theme, width }));
  }

  for (const { lang, theme, width } of LOOKS) {
    const name = `${lang}-${theme}-${width}`;
    check(`a plugin's sheet says how it is on each node and what was done to it, ${name}`, () =>
      visit({}, async ({ page, mock, t }) => {
        const life = mock.lifecycle;
        const row = (plugin) => t('row').filter({ hasText: plugin });
        const noted = (verb) => t('plugin-change').filter({ hasText: verb });
        const [update, removal, running, silent, other] = lang === 'it'
          ? ['Aggiornamento', 'Rimozione', 'Non va su', 'Silenzioso', 'Altra versione']
          : ['Update', 'Removal', 'Not running on', 'Silent', 'Another version'];
        // no node is missed, then one that fails, and one that is behind
        await page.goto('/plugins');
        await row('Backup').waitFor();
        await row('Broken').getByTestId('missing').filter({ hasText: '2' }).waitFor();
        assert.equal(await row('Backup').getByTestId('missing').count(), 0);
        life.says['backup:node-b'] = { state: 'FAILED', fault: 'It is not installed on this node yet.' };
        mock.publish('PluginChangeFailed', { plugin: 'backup' });
        await row('Backup').getByTestId('missing').filter({ hasText: running }).filter({ hasText: '1' }).waitFor();
        await axe(page, `nodes ${name}`);
        await picture(page, `plugins-nodes-${name}`);

        await row('Backup').focus();
        await page.keyboard.press('Enter');
        await t('node').filter({ hasText: 'node-a' }).filter({ hasText: '1.1.0' }).waitFor();
        await t('node').filter({ hasText: 'node-b' }).filter({ hasText: 'not installed on this node yet' }).waitFor();
        assert.deepEqual(await t('node').getByTestId('plugin-state').evaluateAll((tags) => tags.map((tag) => tag.dataset.state)), ['ACTIVE', 'FAILED']);

        // the latest first: from what to what, who, how it ended and why
        await t('plugin-change').nth(4).waitFor();
        assert.equal(await t('plugin-change').count(), 5);
        assert.deepEqual(await t('plugin-change').getByTestId('outcome').evaluateAll((tags) => tags.map((tag) => tag.dataset.outcome)), ['DONE', 'FAILED', 'DIED', 'DONE', 'DONE']);
        await t('plugin-change').nth(0).filter({ hasText: '1.0.0 → 1.1.0' }).filter({ hasText: 'u0042' }).filter({ hasText: 'node-a' }).waitFor();
        await t('plugin-change').nth(1).filter({ hasText: 'cannot begin' }).waitFor();
        await t('plugin-change').nth(2).filter({ hasText: 'ended while the plugin was held' }).filter({ hasText: life.changes[3].by }).waitFor();
        await axe(page, `sheet ${name}`);
        await picture(page, `plugin-sheet-${name}`);
        await t('changes-more').focus();
        await page.keyboard.press('Enter');
        await t('plugin-change').nth(5).waitFor();
        assert.equal(await t('changes-more').count(), 0);
        assert.equal(await noted(removal).filter({ hasText: '0.9.0' }).count(), 1);

        // somebody else begins one: it is seen, and how far it is
        const change = life.begin('backup', 'UPDATE', '1.1.0', '2.0.0');
        const latest = noted(update).first();
        await latest.filter({ hasText: '1.1.0 → 2.0.0' }).filter({ hasText: 'admin' }).filter({ hasText: lang === 'it' ? 'nessuno aspetta' : 'nobody waits' }).waitFor();
        change.phase = 'TAKING_BACK';
        await latest.filter({ hasText: lang === 'it' ? 'viene annullato' : 'is being taken back' }).waitFor();
        await latest.scrollIntoViewIfNeeded();
        await axe(page, `under way ${name}`);
        await picture(page, `plugin-under-way-${name}`);
        const { x, width: wide } = await latest.boundingBox();
        assert.ok(x >= 0 && x + wide <= width - 12, 'the history is cut off');
        Object.assign(change, { outcome: 'FAILED', why: 'It was too slow.' });
        await latest.filter({ hasText: 'It was too slow.' }).waitFor();

        life.says['backup:node-b'] = { version: '1.0.0' };
        life.says['backup:node-a'] = { live: false };
        mock.publish('PluginInstalled', { plugin: 'backup' });
        await t('node').filter({ hasText: 'node-a' }).filter({ hasText: silent }).waitFor();
        await t('node').filter({ hasText: 'node-b' }).filter({ hasText: other }).waitFor();
        await page.keyboard.press('Escape');
        await t('node').first().waitFor({ state: 'detached' });
        await row('Backup').getByTestId('missing').filter({ hasText: '2' }).waitFor();
      }, { lang, theme, width }));
  }

  for (const { lang, theme, width } of LOOKS) {
    const name = `${lang}-${theme}-${width}`;
    check(`a plugin in quarantine says why and since when, and everybody is warned of the developer mode, ${name}`, () =>
      visit({}, async ({ page, mock, t }) => {
        const life = mock.lifecycle;
        await page.goto('/plugins');
        await t('row').filter({ hasText: 'Backup' }).waitFor();
        assert.equal(await t('warning').count(), 0);
        const reason = 'The key of its publisher was revoked: it was stolen.';
        Object.assign(life.installed[0], { state: 'QUARANTINED', detail: reason, quarantine: { cause: 'PUBLISHER_REVOKED', reason, since: '2026-02-03T08:15:00Z', by: life.changes[0].by } });
        mock.publish('PluginQuarantined', { plugin: 'backup' });
        await t('row').filter({ hasText: 'Backup' }).filter({ hasText: lang === 'it' ? 'In quarantena' : 'In quarantine' }).waitFor();
        await t('row').filter({ hasText: 'Backup' }).click();
        await t('plugin-detail').filter({ hasText: lang === 'it' ? 'non ci si fida più' : 'not trusted any more' }).filter({ hasText: 'it was stolen' }).waitFor();
        await t('quarantine-by').filter({ hasText: 'u0042' }).waitFor();
        assert.equal(await t('release').count(), 0, 'a revocation is taken back, nothing else ends it');
        await axe(page, `quarantine ${name}`);
        await picture(page, `plugin-quarantined-${name}`);

        life.installed[1].stranger = true;
        life.warnings = [{ name: 'developer-mode', text: 'DEVELOPER MODE' }, { name: 'of-a-later-release', text: 'Something else' }];
        await page.reload();
        await t('warning').filter({ hasText: lang === 'it' ? 'Modalità sviluppatore' : 'Developer mode' }).waitFor();
        await t('warning').filter({ hasText: 'Something else' }).waitFor();
        // it stands above the whole page, and takes nothing out of sight
        const [first] = await t('warning').evaluateAll((all) => all.map((each) => each.getBoundingClientRect().toJSON()));
        assert.deepEqual([first.top, first.left, first.width], [0, 0, width]);
        await t('row').filter({ hasText: 'Broken' }).getByTestId('stranger').waitFor();
        await page.keyboard.press('Escape');
        await axe(page, `warned ${name}`);
        await picture(page, `warned-${name}`);
      }, { lang, theme, width }));
  }

  check('a plugin comes as a file or from an address; a catalog too, and what is wrong with it is said', () =>
    visit({}, async ({ page, mock, t, errors }) => {
      await page.goto('/plugins');
      await t('plugin-add').click();
      await t('plugin-file').setInputFiles(JAR);
      await axe(page, 'add a plugin');
      await picture(page, 'plugins-add');
      await t('plugin-add-go').click();
      await t('plan').filter({ hasText: 'hello' }).waitFor();
      assert.deepEqual(mock.lifecycle.uploads, ['a jar']);
      await t('plan-leave').click();
      await t('plan').waitFor({ state: 'detached' });
      assert.deepEqual(mock.lifecycle.done, []);

      await t('plugin-add').click();
      await t('plugin-address').fill('file:/tmp/refused.jar');
      await page.keyboard.press('Enter');
      await t('plan-refused').filter({ hasText: 'another publisher' }).filter({ hasText: 'acme.missing' }).waitFor();
      assert.ok(await t('plan-do').isDisabled());
      await axe(page, 'a refused plan');
      await picture(page, 'plugins-refused');
      await page.keyboard.press('Escape');
      await t('plan').waitFor({ state: 'detached' });

      await t('plugin-add').click();
      await page.getByLabel('A catalog of plugins').check();
      await t('plugin-address').fill('http://nowhere.example/all.jar');
      await t('plugin-add-go').click();
      await t('problem').filter({ hasText: 'Nothing was changed' }).waitFor();
      await t('plugin-address').fill('https://acme.example/all.jar#sha256=0');
      await t('plugin-add-go').click();
      await t('toast').filter({ hasText: 'acme-all' }).waitFor();
      assert.match(page.url(), /view=catalog/);
      errors.splice(0, errors.length, ...errors.filter((e) => !/status of 400/.test(e)));
    }));

  check('what failed is said with what to do, and can be tried again; a plugin that does not work says why', () =>
    visit({}, async ({ page, mock, t, errors }) => {
      await page.goto('/plugins?plugin=broken');
      await t('plugin-detail').filter({ hasText: 'cannot begin' }).waitFor();
      await axe(page, 'a broken plugin');
      await page.keyboard.press('Escape');
      await page.goto('/plugins?view=catalog');
      mock.lifecycle.fails = { status: 409, name: 'plugin-does-not-work', detail: 'hello 0.2.0 does not work: cannot begin. What was there before is there again.', todo: 'Tell its publisher.' };
      await t('offer').filter({ hasText: 'Hello' }).getByTestId('offer-take').click();
      await t('plan-do').click();
      await t('problem').filter({ hasText: 'What was there before is there again.' }).filter({ hasText: 'Tell its publisher.' }).waitFor();
      await picture(page, 'plugins-failed');
      mock.lifecycle.fails = null;
      await t('plan-do').click();
      await t('plan-done').waitFor();
      errors.splice(0, errors.length, ...errors.filter((e) => !/status of 409/.test(e)));
    }));

  check('plugins by keyboard alone, and what another person does is seen without a reload', () =>
    visit({}, async ({ page, mock, t }) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('Plugins');
      await t('hit').filter({ hasText: 'Plugins' }).first().waitFor();
      await page.keyboard.press('Enter');
      await t('row').first().waitFor();
      await t('row').first().focus();
      await page.keyboard.press('Enter');
      await t('plugin-version').filter({ hasText: '1.1.0' }).waitFor();
      assert.match(page.url(), /plugin=backup/);
      await page.keyboard.press('Escape');
      await t('plugin-version').waitFor({ state: 'detached' });
      mock.lifecycle.become('hello', '0.2.0');
      await t('row').filter({ hasText: 'Hello' }).waitFor();
    }));

  check('who may not read users sees their ids in the history, and his own name', () =>
    visit({ permissions: ['core.asset.read', 'core.plugin.read', 'core.plugin.install', 'core.event.read'] }, async ({ page, mock, t }) => {
      mock.lifecycle.begin('broken', 'UNINSTALL', '0.3.0', null);
      await page.goto('/plugins?plugin=broken');
      await t('plugin-change').nth(0).filter({ hasText: 'By admin' }).waitFor();
      await t('plugin-change').nth(1).filter({ hasText: mock.lifecycle.changes.at(-1).by }).waitFor();
    }));

  check('who may not install sees nothing of it', () =>
    visit({ permissions: ['core.asset.read', 'core.plugin.read', 'core.event.read'] }, async ({ page, t }) => {
      assert.equal(await page.getByRole('link', { name: 'Plugins' }).count(), 0);
      await page.keyboard.press('Control+k');
      await page.keyboard.type('Plugins');
      await until('nothing is found', async () => (await t('hit').filter({ hasText: /^Plugins/ }).count()) === 0);
      await page.goto('/plugins');
      await t('missing').waitFor();
      assert.equal(await page.getByTestId('plugin-add').count(), 0);
    }));

  check('no plugin and no catalog: what to do next', () =>
    visit({ assets: 0 }, async ({ page, t }) => {
      await page.goto('/plugins');
      await t('empty').waitFor();
      await axe(page, 'no plugins');
      await t('to-catalog').click();
      await t('catalog-empty').waitFor();
      await axe(page, 'no catalog');
    }));
}
