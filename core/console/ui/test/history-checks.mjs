// SPDX-License-Identifier: Apache-2.0
// The monitoring plugin's panel, as it is shipped, and the chart that plugins draw with.
import assert from 'node:assert/strict';
import { monitoring } from './mock-plugins.mjs';
import { LOOKS } from './looks.mjs';

const HOUR = 3_600_000;
const WORDS = {
  en: { cpu: 'Processor', disk: 'Disk /home', several: 'Some values as one', each: 'Each value as it was measured', none: 'Nothing was measured in this time.', never: 'Nothing has been measured yet', failed: 'too busy' },
  it: { cpu: 'Processore', disk: 'Disco /home', several: 'Più valori in uno', each: 'Ogni valore come è stato misurato', none: 'In questo periodo non è stato misurato nulla.', never: 'Non è ancora stato misurato nulla', failed: 'too busy' },
};

/** @param tools of the browser test: check, visit, axe, until, picture */
export function historyChecks({ check, visit, axe, until, picture }) {
  for (const { lang, theme, width } of LOOKS) {
    check(`what a machine measured is shown over time, ${lang} ${width}`, () =>
      visit({}, async ({ page, mock, t }) => {
        const words = WORDS[lang];
        const history = mock.plugins.history;
        const target = mock.assets.find((a) => a.kind === 'SERVER');
        mock.plugins.become(monitoring());
        await page.goto(`/assets/${target.id}`);
        const panel = t('measurements');
        await t('curve').locator('canvas').waitFor();
        const asks = () => history.asked.filter((one) => one.what === 'history').at(-1);
        const names = () => t('series').locator('b').allTextContents();
        assert.deepEqual((await names()).slice(0, 2), [words.cpu, words.disk]);
        assert.ok((await names()).includes('acme.queue'));
        assert.match(await t('series').nth(0).textContent(), /\d+\s*%/);
        assert.match(await panel.textContent(), new RegExp(words.several));
        await panel.scrollIntoViewIfNeeded();
        await axe(page, `history ${lang}`);
        await picture(page, `history-${lang}-${width}`);

        // the pointer tells when, and what
        const box = await t('curve').locator('.u-over').boundingBox();
        await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
        await until('it is told what was then', async () => /\d+\s*% .*–/.test(await t('curve').locator('p').textContent()));

        await t('series').filter({ hasText: words.disk }).first().click();
        await until('the other one is marked', async () => (await t('series').filter({ hasText: words.disk }).first().getAttribute('aria-current')) === 'true');
        await until('its curve is read', async () => asks().name === 'disk.used.percent:/home');

        await t('period-hour').click();
        await panel.getByText(words.each).waitFor();
        const asked = asks();
        assert.equal(asked.to - asked.from, HOUR);
        assert.equal(asked.name, 'disk.used.percent:/home', 'the choice stays');

        await t('earlier').click();
        await until('an hour before', async () => Math.abs(asks().to - (asked.to - HOUR)) < 60_000);
        await t('now').click();
        await until('now again', async () => asks().to >= asked.to);
        assert.equal(await t('later').isDisabled(), true);

        await t('period-year').click();
        await until('a year', async () => asks().to - asks().from === 365 * 24 * HOUR);
        await t('earlier').click();
        await panel.getByText(words.none).waitFor();
      }, { lang, theme, width }));

    check(`a machine that measured nothing yet, and a store that does not answer, ${lang} ${width}`, () =>
      visit({}, async ({ page, mock, t, errors }) => {
        const words = WORDS[lang];
        const history = mock.plugins.history;
        history.empty = true;
        mock.plugins.become(monitoring());
        await page.goto(`/assets/${mock.assets.find((a) => a.kind === 'SERVER').id}`);
        await t('none').filter({ hasText: words.never }).waitFor();
        history.empty = false;
        await t('period-week').click();
        await t('curve').locator('canvas').waitFor();
        history.fails = true;
        await t('period-day').click();
        await t('failed').filter({ hasText: words.failed }).waitFor();
        assert.ok(await t('curve').locator('canvas').count(), 'what was there stays');
        await axe(page, `history failed ${lang}`);
        history.fails = false;
        await t('again').click();
        await until('the error is gone', async () => (await t('failed').count()) === 0);
        assert.ok(errors.every((error) => error.includes('503')), errors.join());
        errors.length = 0;
      }, { lang, theme, width }));
  }

  check('what is measured meanwhile comes by itself, but not into what is past', () =>
    visit({}, async ({ page, mock, t }) => {
      const history = mock.plugins.history;
      await page.clock.install();
      mock.plugins.become(monitoring());
      await page.goto(`/assets/${mock.assets.find((a) => a.kind === 'SERVER').id}`);
      await t('series').first().waitFor();
      history.last = 77;
      await page.clock.runFor(31_000);
      await t('series').first().filter({ hasText: '77' }).waitFor();
      await t('earlier').click();
      await until('it is past', async () => !(await t('now').isDisabled()));
      const asked = history.asked.length;
      await page.clock.runFor(65_000);
      assert.ok(history.asked.length <= asked + 2, 'asked once for what is past');
    }));
}
