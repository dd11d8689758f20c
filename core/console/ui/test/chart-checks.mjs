// SPDX-License-Identifier: Apache-2.0
// The chart that plugins have of the SDK.
import assert from 'node:assert/strict';
import { LOOKS } from './looks.mjs';
import { charts } from './mock-plugins.mjs';

const CHART = {
  en: { label: 'Traffic. In: newest 2 KiB/s, least 1,000 B/s, greatest 2 KiB/s. Out: newest 512 B/s, least 512 B/s, greatest 512 B/s', said: '1.5 KiB 12.3% 2 hr 3 min 0.012 3 item, Nov 30, 2026, 9:00 PM', range: 'Least and greatest', gap: 'nothing measured' },
  it: { label: 'Traffic. In: ultimo 2 KiB/s, minimo 1000 B/s, massimo 2 KiB/s. Out: ultimo 512 B/s, minimo 512 B/s, massimo 512 B/s', said: '1,5 KiB 12,3% 2 h 3 min 0,012 3 item, 30 nov 2026, 21:00', range: 'Minimo e massimo', gap: 'nessuna misura' },
};

/** How many points of the drawing have the first line's colour, between two shares of the width that it has. */
export const inked = (chart, from, to) =>
  chart.evaluate((host, [left, right]) => {
    const canvas = host.querySelector('canvas');
    const over = host.querySelector('.u-over');
    const scale = canvas.width / canvas.clientWidth;
    const [begin, end] = [left, right].map((share) => (over.offsetLeft + share * over.clientWidth) * scale);
    const { data, width } = canvas.getContext('2d').getImageData(0, 0, canvas.width, over.clientHeight * scale);
    let n = 0;
    for (let i = 0; i < data.length; i += 4) {
      const x = (i / 4) % width;
      // the accent is more blue than red or green; lines and words are grey
      if (x >= begin && x < end && data[i + 3] > 0 && data[i + 2] - Math.max(data[i], data[i + 1]) > 40) n++;
    }
    return n;
  }, [from, to]);

/** @param tools of the browser test: check, visit, axe, until, picture */
export function chartChecks({ check, visit, axe, until, picture }) {
  for (const { theme, lang, width } of LOOKS) {
    const at = (what) => `${what}, ${theme}, ${lang}, ${width} px`;

    check(`a plugin's chart speaks one's language and time, and is read by mouse, keys and screen reader: ${lang} ${width}`, () =>
      visit({}, async ({ page, mock, t }) => {
        const said = CHART[lang];
        mock.lists.settings.set('console.zone', 'Asia/Tokyo');
        mock.plugins.become(charts());
        await page.goto('/p/charts/charts');
        const chart = t('chart');
        await until('what it says', async () => (await chart.getAttribute('aria-label')) === said.label);
        await until('what values say', async () => (await t('said').textContent()).replaceAll(/[\u202f\u00a0]/g, ' ') === said.said);
        assert.equal(await t('charted').locator('.key li').count(), 2, 'two lines are told apart by name');
        await until('it is drawn', async () => (await inked(chart, 0, 1)) > 500);
        await axe(page, at('a chart'));

        // 31 to 49 are not there but for one, and 79 and 80 are too far apart to be joined
        const share = (n) => (n * 10) / 1200;
        assert.equal(await inked(chart, share(41), share(49)), 0, 'a gap');
        assert.ok((await inked(chart, share(39.5), share(40.5))) > 5, 'one that stands alone');
        assert.equal(await inked(chart, share(82), share(97)), 0, 'too far apart');

        await chart.focus();
        await page.keyboard.press('End');
        const tip = t('chart-tip');
        await tip.getByText('512 B/s').waitFor();
        assert.match(await tip.textContent(), /21:19:50|9:19:50/, 'the time of the zone that one chose');
        assert.ok((await tip.textContent()).includes(said.range));
        await picture(page, at('chart'));
        const text = () => chart.getAttribute('aria-valuetext');
        const last = await text();
        assert.match(last, /In 2 KiB\/s,.+ Out 512 B\/s/);
        await page.keyboard.press('ArrowLeft');
        await until('one before', async () => (await text()) !== last);
        await page.keyboard.press('Home');
        await until('the first', async () => /(21|9):00:00.*In 1 KiB\/s/.test(await text()));
        await page.keyboard.press('Escape');
        await tip.waitFor({ state: 'detached' });
        const box = await chart.locator('.u-over').boundingBox();
        const y = box.y + box.height / 2;
        await page.mouse.move(box.x + box.width * share(35), y);
        await tip.getByText(said.gap).waitFor();

        await page.mouse.move(box.x + box.width * 0.25, y);
        await page.mouse.down();
        await page.mouse.move(box.x + box.width * 0.75, y, { steps: 5 });
        await page.mouse.up();
        const [from, to] = (await t('chosen').textContent()).split(' ').map(Date.parse);
        const start = Date.parse('2026-11-30T12:00:00Z');
        assert.ok(Math.abs(from - start - 300_000) < 15_000 && Math.abs(to - start - 900_000) < 15_000, `${from} ${to}`);

        const before = await inked(chart, 0, 1);
        await page.emulateMedia({ colorScheme: theme === 'dark' ? 'light' : 'dark' });
        const accent = () => chart.evaluate((host) => { const { data } = host.querySelector('canvas').getContext('2d').getImageData(0, 0, 2000, 500); const all = new Map(); for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) { const c = data.slice(i, i + 3).join(); all.set(c, (all.get(c) ?? 0) + 1); } return [...all].sort((a, b) => b[1] - a[1]).map(([c]) => c); });
        await until('the other theme', async () => (await accent()).includes(theme === 'dark' ? '68,83,214' : '131,145,255'));
        await axe(page, at('a chart in the other theme'));
        await page.setViewportSize({ width: Math.min(width - 70, 500), height: 844 });
        await until('as wide as there is room', () => chart.evaluate((host) => Math.abs(host.querySelector('.u-wrap').clientWidth - host.clientWidth) < 2));
        assert.ok(before > 0);
        await t('more').click();
        await until('other values, other lines across', async () => (await chart.getAttribute('aria-label')).includes('5'));
      }, { theme, lang, width }));
  }
}
