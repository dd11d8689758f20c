// SPDX-License-Identifier: Apache-2.0
// What parts of the design system compute, without a browser.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { document as api } from './mock-parts.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
let vite;
let language = 'en';
before(async () => {
  globalThis.document = { documentElement: { get lang() { return language; } }, addEventListener() {}, createTreeWalker: () => ({}), createComment: () => ({}) };
  vite = await createServer({ root, configFile: false, logLevel: 'error', server: { middlewareMode: true, hmr: false, ws: false }, appType: 'custom', optimizeDeps: { noDiscovery: true } });
});
beforeEach(() => (language = 'en'));
after(() => vite.close());
const load = (path) => vite.ssrLoadModule(`/src/${path}`);

test('days go on over months, leap years and changes of the clock', async () => {
  const { addDays, addMonths, isDate, startOfWeek, weekday, weeksOf } = await load('app/days.ts');
  assert.equal(addDays('2024-02-28', 1), '2024-02-29');
  assert.equal(addDays('2026-03-28', 2), '2026-03-30');
  assert.equal(addDays('2026-01-01', -1), '2025-12-31');
  assert.equal(addMonths('2026-01-31', 1), '2026-02-28');
  assert.equal(addMonths('2026-01-15', -13), '2024-12-15');
  assert.deepEqual(['2026-03-29', '2026-03-30'].map(weekday), [7, 1]);
  assert.equal(startOfWeek('2026-03-29', 1), '2026-03-23');
  assert.equal(startOfWeek('2026-03-29', 7), '2026-03-29');
  const march = weeksOf('2026-03-15', 1);
  assert.deepEqual([march[0][0], march.at(-1)[6], march.length], ['2026-02-23', '2026-04-05', 6]);
  assert.equal(weeksOf('2026-02-10', 7).length, 4, 'February 2026 begins with a Sunday');
  assert.deepEqual(['2026-02-29', '2026-13-01', 'x', '2026-02-28'].map(isDate), [false, false, false, true]);
});

test('weeks begin where the person is, not where the language is from', async () => {
  const { firstDay } = await load('app/days.ts');
  assert.deepEqual([firstDay('en-US'), firstDay('en-GB')], [7, 1]);
  language = 'it';
  assert.equal(firstDay('en-US'), 1, 'Italian on an American machine');
});

test('rules of a calendar are written as the commands take them', async () => {
  const { linesOf, weekWords, windowWords } = await load('pages/calendars/rules.ts');
  const hours = ['MONDAY', 'TUESDAY', 'THURSDAY'].flatMap((day) => [{ day, from: '14:00:00', to: '00:00:00' }, { day, from: '09:00:00', to: '13:00:00' }]);
  const rules = {
    zone: 'Europe/Rome', hours, holidays: { country: 'IT', region: '32' }, feasts: [{ date: '--12-07', name: "Sant'Ambrogio" }],
    extraDays: [{ date: '2026-12-24', name: 'Christmas Eve', hours: [{ from: '09:00:00', to: '12:00:00' }] }, { date: '2026-08-14', name: 'Bridge', hours: [] }],
    windows: [{ name: 'Servers', day: 'SUNDAY', week: null, from: '02:00:00', length: 'PT4H' }, { name: 'Month end', day: 'FRIDAY', week: -1, from: '18:00:00', length: 'PT26H' }, { name: 'PCs', day: 'TUESDAY', week: 2, from: '22:00:00', length: 'PT90M' }],
    freezes: [{ name: 'Fair', from: '2026-12-20', to: '2026-12-21' }],
  };
  assert.deepEqual(linesOf(rules), {
    hours: ['mon-tue 09:00-13:00 14:00-24:00', 'thu 09:00-13:00 14:00-24:00'], holidays: 'it/32', feasts: ["12-07 Sant'Ambrogio"],
    extraDays: ['2026-12-24 09:00-12:00 Christmas Eve', '2026-08-14 Bridge'], windows: ['sun 02:00 PT4H Servers', 'last.fri 18:00 PT26H Month end', '2.tue 22:00 PT90M PCs'], freezes: ['2026-12-20/2026-12-21 Fair'],
  });
  assert.deepEqual(weekWords(rules)[0], ['Mon – Tue', '09:00–13:00, 14:00–24:00']);
  assert.equal(windowWords(rules.windows[1]), 'last Fri 18:00, 1 day 2 hr');
});

test('a day is drawn in the zone of its calendar, and its end is midnight', async () => {
  const { drawn } = await load('pages/calendars/rules.ts');
  const rules = { zone: 'America/New_York', freezes: [{ name: 'Fair', from: '2026-07-01', to: '2026-07-02' }] };
  const day = { date: '2026-07-02', reason: null, open: [{ from: '2026-07-02T13:00:00Z', to: '2026-07-03T04:00:00Z' }], windows: [], frozen: true };
  assert.deepEqual(drawn(day, rules).entries.map((e) => [e.title, e.time]), [['Fair', undefined], ['Open', '09:00 – 24:00']]);
  assert.equal(drawn({ ...day, open: [] }, rules).closed, true);
});

test('colours take nothing from a text and add nothing to it', async () => {
  const { colourLines } = await load('parts/code-colours.ts');
  const texts = { bash: '#!/bin/sh\n# <b>\nif [ "$a" = \'x\n y\' ]; then\n\techo "${a} &amp;"\nfi\n', json: '{\n  "a": [1, true, null, "</script>"]\n}', powershell: '$x = Get-Item "C:\\a"\r\n<# one\ntwo #>', python: 'def f():\n  """a\n  b"""\n' };
  for (const [language_, text] of Object.entries(texts)) {
    const lines = colourLines(text, language_);
    assert.equal(lines.map((line) => line.map((run) => run.text).join('')).join('\n'), text, language_);
    assert.ok(lines.flat().some((run) => run.kind), `${language_} has no colour`);
  }
  const kinds = Object.fromEntries(colourLines(texts.json, 'json').flat().map((run) => [run.text, run.kind]));
  assert.deepEqual([kinds['"a"'], kinds['1'], kinds['"</script>"']], ['name', 'value', 'string']);
});

test('operations are read out of the document, found by words, and called from a shell without harm', async () => {
  const { curl, matches, operationsOf, plain } = await load('app/openapi.ts');
  const all = operationsOf(api);
  const of = (id) => all.find((one) => one.id === id);
  assert.equal(all.length, 8);
  assert.deepEqual(of('backup.Runs.find').group, 'backup');
  assert.deepEqual(of('core.SessionResource.get').permissions, []);
  assert.deepEqual(of('core.AssetsResource.find').parameters.map((p) => p.name), ['kind', 'limit', 'cursor']);
  assert.deepEqual(all.filter((one) => matches(one, 'asset write')).map((one) => one.method), ['POST', 'DELETE']);
  assert.equal(of('core.AssetsResource.get').answers.at(-1).type, 'application/problem+json');
  const base = 'https://msp.example.com/api/v1';
  assert.equal(curl(of('core.AssetsResource.find'), base), `curl -sS '${base}/assets?limit=50' \\\n  -H "Authorization: Bearer $CUSTODE_TOKEN"`);
  assert.match(curl(of('core.AssetsResource.register'), base), /-X POST .*\n.*\n {2}-H 'Content-Type: application\/json' \\\n {2}-d '\{\n {2}"name": "srv-1'\\''s"/);
  assert.match(curl(of('core.ImportsResource.check'), base), /--data-binary @file$/);
  assert.ok(plain(api, api.components.schemas.NewAsset.properties.site).nullable);
});

test('several lists are one, newest first, and nothing older is shown before a list was read that far', async () => {
  const { Merged } = await load('app/merged.ts');
  const at = (hour) => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
  // one has something each hour, the other each tenth
  const lists = { '/many': Array.from({ length: 35 }, (_, n) => ({ at: at(100 - n), of: 'many' })), '/few': Array.from({ length: 4 }, (_, n) => ({ at: at(100 - n * 10), of: 'few' })) };
  const asked = [];
  globalThis.fetch = async (url) => {
    const { pathname, searchParams: q } = new URL(url, 'http://x');
    asked.push(pathname);
    const all = lists[pathname.replace('/api/v1', '')];
    if (!all) return new Response('{"detail":"gone"}', { status: 500 });
    const from = Number(q.get('cursor') ?? 0);
    const to = from + Number(q.get('limit'));
    return Response.json({ items: all.slice(from, to), next: to < all.length ? String(to) : null });
  };
  let drawn = 0;
  const merged = new Merged(() => drawn++);
  const source = (path) => ({ path, at: (row) => row.at, tell: (row) => row });
  assert.equal(merged.items, null);
  await merged.read([source('/many'), source('/few')]);
  assert.equal(drawn, 1);
  assert.deepEqual([merged.items.length, merged.items.filter((x) => x.of === 'few').length, merged.more], [11, 1, true], 'what is few waits until many were read');
  asked.length = 0;
  await merged.older();
  assert.deepEqual(asked, ['/api/v1/many']);
  assert.deepEqual([merged.items.length, merged.items.filter((x) => x.of === 'few').length], [22, 2]);
  await Promise.all([merged.older(), merged.older()]);
  assert.equal(merged.items.filter((x) => x.of === 'many').length, 30, 'asking twice at once reads once');
  await merged.older();
  assert.deepEqual([merged.items.length, merged.more], [39, false]);
  const times = merged.items.map((x) => Date.parse(x.at));
  assert.deepEqual(times, [...times].sort((a, b) => b - a));
  await merged.read([source('/many'), source('/gone')]);
  assert.equal(merged.problem.message, 'gone');
  assert.equal(merged.items.length, 35, 'what the others tell is shown, as much as before');
});

test('what was measured is read with its unit, and lines across a chart are round', async () => {
  const { measured, ticks } = await load('app/measured.ts');
  const said = [[12.345, '%'], [0, 'By'], [1536, 'By'], [-2048, 'By'], [709.36 * 1024 ** 3, 'By'], [2_500_000, 'By/s'], [42.5, 's'], [7200, 's'], [0.01234, '1'], [1234.567, '1'], [21, '{item}'], [3, 'Cel']].map(([value, unit]) => measured(value, unit));
  assert.deepEqual(said, ['12.3%', '0 B', '1.5 KiB', '−2 KiB', '709.4 GiB', '2.4 MiB/s', '42.5 s', '2 hr', '0.012', '1,234.57', '21 item', '3 Cel']);
  assert.deepEqual(ticks(3, 40, '%'), [0, 25, 50, 75, 100]);
  assert.deepEqual(ticks(3, 130, '%'), [0, 50, 100, 150]);
  assert.deepEqual(ticks(100, 1500, 'By').map((n) => measured(n, 'By')), ['0 B', '512 B', '1 KiB', '1.5 KiB']);
  assert.deepEqual(ticks(0, 5 * 86_400, 's').map((n) => n / 86_400), [0, 2, 4, 6]);
  assert.deepEqual(ticks(-3, 4, '1'), [-4, -2, 0, 2, 4]);
  assert.deepEqual(ticks(0, 0, '1'), [0, 0.5, 1], 'of nothing at all');
  for (const unit of ['By', 's', '1', '%']) {
    for (let n = 0; n < 200; n++) {
      const [low, high] = [Math.random() * 10 ** (n % 12), Math.random() * 10 ** (n % 14)].sort((a, b) => a - b);
      const all = ticks(low, high, unit);
      assert.ok(all[0] <= low && all.at(-1) >= high && all.length >= 2 && all.length <= 8, `${low} ${high} ${unit}: ${all}`);
    }
  }
});

test('what is too far apart is not joined, and a shade is behind all lines', async () => {
  const { columnsOf, placeOf } = await load('parts/chart-drawing.ts');
  const chart = { times: [0, 1000, 9000], gap: 2000, lines: [{ label: 'a', values: [1, 2, 3] }, { label: 'b', values: [4, null, 6], low: [3, 3, 3], high: [7, 8, 9] }] };
  assert.deepEqual(columnsOf(chart), [[0, 1, 5, 9], [7, 8, null, 9], [3, 3, null, 3], [1, 2, null, 3], [4, null, null, 6]]);
  assert.deepEqual([0, 1].map((place) => placeOf(chart, place)), [{ line: 3, shade: null }, { line: 4, shade: 1 }]);
});
