// SPDX-License-Identifier: Apache-2.0
// What was measured on a machine, as the monitoring plugin shows it.
import assert from 'node:assert/strict';
import { inked } from './chart-checks.mjs';
import { LOOKS } from './looks.mjs';
import { monitoring } from './mock-plugins.mjs';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const WORDS = {
  en: { panel: 'Measurements', cpu: 'Processor in use', disk: 'Disk in use/home', raw: 'Each value as it was measured.', hour: 'of values of an hour', none: 'Nothing was measured in this time.', day: /^Processor in use\. Average: newest [\d.]+%, least [\d.]+%, greatest [\d.]+%$/ },
  it: { panel: 'Misure', cpu: 'Processore in uso', disk: 'Disco in uso/home', raw: 'Ogni valore come è stato misurato.', hour: 'di valori di un’ora', none: 'In questo periodo non è stato misurato nulla.', day: /^Processore in uso\. Media: ultimo [\d,]+%, minimo [\d,]+%, massimo [\d,]+%$/ },
};

/** @param tools of the browser test: check, visit, axe, until, picture */
export function monitoringChecks({ check, visit, axe, until, picture }) {
  const open = async (page, mock, prepare = () => undefined) => {
    prepare(mock.plugins.measured);
    mock.plugins.become(monitoring());
    const target = mock.assets.find((a) => a.kind === 'SERVER' && a.online);
    await page.goto(`/assets/${target.id}`);
    return target;
  };

  const curve = (t) => t('curve').getByTestId('chart');

  for (const { theme, lang, width } of LOOKS) {
    const words = WORDS[lang];
    const at = (what) => `${what}, ${theme}, ${lang}, ${width} px`;

    check(`what was measured on a machine is listed, drawn and walked through: ${lang} ${width}`, () =>
      visit({}, async ({ page, mock, t }) => {
        const { measured } = mock.plugins;
        await open(page, mock);
        const panel = t('plugin-panel').filter({ has: page.getByRole('heading', { name: words.panel }) });
        await panel.scrollIntoViewIfNeeded();
        const rows = panel.getByTestId('one-series');
        await until('all series', async () => (await rows.count()) === 12);
        const names = (await rows.getByRole('button').allTextContents()).map((x) => x.trim());
        assert.equal(names[0], words.cpu);
        assert.equal(names.at(-1), 'acme.queue.length', 'what nobody knows comes last, as it is');
        const chart = panel.getByTestId('chart');
        await until('it is drawn', async () => words.day.test(await chart.getAttribute('aria-label')));
        await page.mouse.move(0, 0);
        await axe(page, at('measurements'));
        await picture(page, at('measurements-day'));
        await t('series').scrollIntoViewIfNeeded();
        await picture(page, at('measurements-list'));
        // nine to seven hours ago it was off
        assert.equal(await inked(chart, 16.2 / 24, 16.7 / 24), 0, 'what was not measured is not drawn');
        assert.ok((await inked(chart, 0.2, 0.5)) > 500);

        await rows.filter({ hasText: '/home' }).last().click();
        await panel.getByRole('heading', { name: words.disk, exact: true }).waitFor();
        for (const period of ['hour', 'week', 'month', 'year']) {
          await t(`period-${period}`).click();
          await until(period, async () => (await t(`period-${period}`).getAttribute('aria-pressed')) === 'true' && (await t('curve').getAttribute('aria-busy')) === 'false');
          await t('curve').scrollIntoViewIfNeeded();
          await picture(page, at(`measurements-${period}`));
          if (period === 'hour') assert.equal((await t('resolution').textContent()).trim(), words.raw);
        }
        assert.match(await t('resolution').textContent(), new RegExp(words.hour));

        assert.ok(await t('later').isDisabled());
        await t('period-month').click();
        await t('earlier').click();
        await until('a month before', () => Math.abs(Date.parse(measured.asked.at(-1).to) - Date.now() + 30 * DAY) < MINUTE);
        for (let n = 0; n < 7; n++) {
          const asked = measured.asked.length;
          await t('earlier').click();
          await until('earlier', () => measured.asked.length >= asked + 2);
        }
        await panel.getByText(words.none).waitFor();
        await axe(page, at('a time without measurements'));
        await picture(page, at('measurements-none'));
        await t('to-now').click();
        await until('now', async () => (await t('later').isDisabled()) && (await panel.getByText(words.none).count()) === 0);
      }, { theme, lang, width }));
  }
  check('new values show by themselves while the period ends now; what fails is told and tried again', () =>
    visit({}, async ({ page, mock, t, errors }) => {
      const { measured } = mock.plugins;
      await page.clock.install();
      await open(page, mock, () => (measured.failing = true));
      await t('failed').filter({ hasText: 'did not answer in time' }).waitFor();
      await axe(page, 'measurements that did not come');
      measured.failing = false;
      await t('again').click();
      await t('one-series').first().waitFor();
      assert.equal(await t('failed').count(), 0);
      const last = () => t('one-series').filter({ hasText: 'Load average' }).locator('td').first().textContent();
      const before = Number(await last());
      measured.busier = 3;
      await page.clock.fastForward(31_000);
      await until('it is busier', async () => Number(await last()) > before + 2);

      measured.failing = true;
      await page.clock.fastForward(31_000);
      await t('failed').waitFor();
      assert.ok(await curve(t).isVisible(), 'what is known stays');
      measured.failing = false;
      await t('again').click();
      await t('failed').waitFor({ state: 'detached' });

      await t('earlier').click();
      await until('a day ago', async () => !(await t('later').isDisabled()) && (await t('curve').getAttribute('aria-busy')) === 'false');
      const asked = measured.asked.length;
      await page.clock.fastForward(95_000);
      assert.equal(measured.asked.length, asked, 'what is past does not change');
      errors.splice(0, errors.length, ...errors.filter((e) => !/status of 503/.test(e)));
    }));

  check('a stretch of the curve is drawn larger, rows are walked by keys, and the next machine shows the same', () =>
    visit({}, async ({ page, mock, t }) => {
      const { measured } = mock.plugins;
      const target = await open(page, mock);
      const rows = t('one-series');
      await rows.first().waitFor();
      await rows.first().getByRole('button').focus();
      assert.equal(await t('series').locator('[tabindex="0"]').count(), 1, 'one stop for the tab key');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await until('memory', async () => /^Memory, share in use/.test(await curve(t).getAttribute('aria-label')));
      await curve(t).scrollIntoViewIfNeeded();
      const box = await curve(t).locator('.u-over').boundingBox();
      await page.mouse.move(box.x + box.width * 0.5, box.y + 60);
      await t('chart-tip').waitFor();
      await picture(page, 'measurements-cursor');
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.6, box.y + 60, { steps: 4 });
      await page.mouse.up();
      await until('a tenth of the day', () => {
        const { from, to } = measured.asked.at(-1);
        return Math.abs(Date.parse(to) - Date.parse(from) - DAY / 10) < 20 * MINUTE;
      });
      assert.equal(await t('plugin-panel').locator('[data-testid^=period-][aria-pressed=true]').count(), 0);
      await t('period-week').click();
      const other = mock.assets.find((a) => a.kind === 'SERVER' && a.online && a.id !== target.id);
      await page.evaluate((to) => (history.pushState(null, '', to), dispatchEvent(new PopStateEvent('popstate'))), `/assets/${other.id}`);
      await t('asset-name').filter({ hasText: other.name }).waitFor();
      await until('the same of the other', async () => /^Memory, share in use/.test(await curve(t).getAttribute('aria-label')) && (await t('period-week').getAttribute('aria-pressed')) === 'true' && (await t('later').isDisabled()));
    }));

  check('a machine of which nothing was measured says what to wait for', () =>
    visit({}, async ({ page, mock, t }) => {
      await open(page, mock, (measured) => (measured.never = true));
      await t('never').waitFor();
      await t('never').scrollIntoViewIfNeeded();
      await axe(page, 'nothing measured yet');
      await picture(page, 'measurements-never');
    }, { width: 390, theme: 'light' }));
}
