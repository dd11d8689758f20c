// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build, createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => readFileSync(root + path, 'utf8');
const texts = Object.fromEntries(['en', 'it'].map((l) => [l, JSON.parse(read(`src/i18n/${l}.json`))]));
const sources = readdirSync(`${root}src`, { recursive: true }).filter((f) => f.endsWith('.ts'));

let vite;
before(async () => {
  // as much of a page as its parts ask for when they are read
  globalThis.document = { documentElement: { lang: 'en' }, addEventListener() {}, createTreeWalker: () => ({}), createComment: () => ({}) };
  globalThis.addEventListener = () => {};
  vite = await createServer({ root, configFile: false, logLevel: 'error', server: { middlewareMode: true, hmr: false, ws: false }, appType: 'custom', optimizeDeps: { noDiscovery: true } });
});
after(() => vite.close());
const load = (path) => vite.ssrLoadModule(`/src/${path}`);

test('Italian and English have the same keys, none empty, the same holes', () => {
  assert.deepEqual(Object.keys(texts.it).sort(), Object.keys(texts.en).sort());
  const holes = (text) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const [key, en] of Object.entries(texts.en)) {
    assert.ok(en.trim() && texts.it[key].trim(), `${key} is empty`);
    assert.deepEqual(holes(texts.it[key]), holes(en), `${key} has other holes in Italian`);
  }
});

test('every key is used and every key used exists', () => {
  const code = sources.map((f) => read(`src/${f}`)).join('\n');
  const used = new Set([...code.matchAll(/['"`]([a-zA-Z]+(?:\.[a-zA-Z0-9]+)*)['"`]/g)].map((m) => m[1]));
  const built = [...code.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*\.)\$\{/g)].map((m) => m[1]);
  const prefixes = [...built, 'kind.', 'state.'];
  for (const key of Object.keys(texts.en)) {
    const counted = used.has(key.replace(/\.(one|other)$/, ''));
    assert.ok(used.has(key) || counted || prefixes.some((p) => key.startsWith(p)), `${key} is used nowhere`);
  }
  for (const [, key] of code.matchAll(/\bt\('([^']+)'/g)) assert.ok(key in texts.en, `${key} has no text`);
});

test('sources stay under 300 lines', () => {
  for (const file of sources) {
    const lines = read(`src/${file}`).split('\n').length;
    assert.ok(lines <= 300, `${file} has ${lines} lines`);
  }
});

test('the lock file names no registry', () => {
  assert.doesNotMatch(read('package-lock.json'), /"resolved"|https?:\/\/[^"]*registry/);
});

test('a stream cut anywhere gives the same events', async () => {
  const { takeFrames } = await load('app/sse.ts');
  const text = ': still here\n\nid: 7\nevent: AssetChanged\ndata: {"a":1}\n\nevent: metric\ndata: {"b":\ndata: 2}\n\n';
  for (let cut = 0; cut <= text.length; cut++) {
    const frames = [];
    const rest = takeFrames(text.slice(0, cut), (f) => frames.push(f));
    assert.equal(takeFrames(rest + text.slice(cut), (f) => frames.push(f)), '');
    assert.deepEqual(frames.filter((f) => f.data), [
      { name: 'AssetChanged', data: '{"a":1}' },
      { name: 'metric', data: '{"b":\n2}' },
    ]);
  }
});

test('metrics keep a quarter of an hour, in order, each once', async () => {
  const { MetricWindow } = await load('app/metrics.ts');
  const window = new MetricWindow();
  const at = (s) => new Date(1_000_000_000_000 + s * 1000).toISOString();
  const point = (name, value, s) => ({ name, unit: '%', value, at: at(s) });
  window.add([point('cpu.used', 2, 10), point('cpu.used', 1, 0), point('mem.used', 9, 10)]);
  window.add([point('cpu.used', 3, 10)]);
  assert.deepEqual(window.columns(['cpu.used', 'mem.used'], (_, v) => v).map((c) => c.slice()), [[1_000_000_000, 1_000_000_010], [1, 3], [null, 9]]);
  assert.equal(window.last('cpu.used'), 3);
  window.add([point('cpu.used', 4, 905)]);
  assert.deepEqual(window.columns(['cpu.used'], (_, v) => v)[1], [3, 4]);
});

test('after sign-in one gets to a page of this console only', async () => {
  globalThis.location = new URL('http://console.test/');
  const { ownPath, route } = await load('app/router.ts');
  assert.equal(ownPath('/assets?text=a'), '/assets?text=a');
  for (const evil of ['//evil.test', 'https://evil.test', '/\\evil.test', 'javascript:alert(1)', '/sign-in?next=/', null, '']) {
    assert.equal(ownPath(evil), '/', String(evil));
  }
  assert.deepEqual(route('/assets/01990000-0003-7000-8000-000000000001'), { page: 'room', at: '/assets/*', id: '01990000-0003-7000-8000-000000000001' });
  assert.deepEqual(route('/assets/../etc'), { page: 'missing' });
  assert.deepEqual(route('/p/hello/greetings/7'), { page: 'plugin', plugin: 'hello', path: '/greetings/7' });
  for (const none of ['/p/', '/p/He', '/p/hello/../x', '/p/hello//x']) assert.deepEqual(route(none), { page: 'missing' }, none);
});

test('in the portal one gets to its own pages only', async () => {
  const options = { root, base: '/portal/', configFile: false, logLevel: 'error', server: { middlewareMode: true, hmr: false, ws: false }, appType: 'custom', optimizeDeps: { noDiscovery: true } };
  const portal = await createServer(options);
  try {
    globalThis.location = new URL('http://console.test/portal/');
    const { ownPath } = await portal.ssrLoadModule('/src/app/address.ts');
    const { route } = await portal.ssrLoadModule('/src/portal/routes.ts');
    assert.equal(ownPath('/portal/machines?online=true'), '/portal/machines?online=true');
    for (const evil of ['/assets', '/', '/portalx', '//evil.test', '/\\evil.test', '/portal/sign-in?next=/', '/api/v1/session', null]) {
      assert.equal(ownPath(evil), '/portal/', String(evil));
    }
    assert.deepEqual(route(), { page: 'home' });
    assert.deepEqual(route(''), { page: 'home' });
    assert.deepEqual(route('/p/hello/greetings/7'), { page: 'room', plugin: 'hello', path: '/greetings/7' });
    for (const none of ['/assets', '/machines/x', '/p/He']) assert.deepEqual(route(none), { page: 'missing' }, none);
  } finally {
    await portal.close();
  }
});

test('any colour that somebody likes can be read, in both themes and on every ground', async () => {
  const { accent, contrast, rgb } = await load('app/colour.ts');
  const { GROUND } = await load('app/ground.ts');
  const [dark, light] = ['dark', 'light'].map((theme) => read('src/style/tokens.css').split(`[data-theme='${theme}'] {`)[1].split('}')[0]);
  const grounds = (css) => [...css.matchAll(/--bg\d?: (#[0-9a-f]{3,6});/g)].map(([, c]) => (c.length === 4 ? `#${[...c.slice(1)].map((x) => x + x).join('')}` : c));
  const steps = [0, 51, 102, 153, 204, 255].map((n) => n.toString(16).padStart(2, '0'));
  for (const [theme, css] of [['dark', dark], ['light', light]]) {
    assert.equal(grounds(css).length, 4);
    for (const r of steps) for (const g of steps) for (const b of steps) {
      const { ink, on } = accent(`#${r}${g}${b}`, GROUND[theme]);
      for (const ground of grounds(css)) assert.ok(contrast(rgb(ink), rgb(ground)) >= 4.5, `${r}${g}${b} as ${ink} on ${ground}`);
      assert.ok(contrast(rgb(ink), rgb(on)) >= 4.5, `${on} on ${ink}`);
    }
  }
  assert.equal(accent('#4453d6', GROUND.light).ink, '#4453d6', 'what can be read stays as it is');
});

test('the portal cannot be built with anything of the console in it', async () => {
  const entry = `${mkdtempSync(`${tmpdir()}/portal-`)}/bad.ts`;
  for (const foreign of ['pages/users/users-page', 'shell/nav', 'plugins/plugin-page', 'app/router']) {
    writeFileSync(entry, `import ${JSON.stringify(`${root}src/${foreign}`)};\n`);
    const built = build({ root, configFile: `${root}vite.portal.config.ts`, logLevel: 'silent', build: { write: false, rolldownOptions: { input: { bad: entry } } } });
    await assert.rejects(built, new RegExp(`src/${foreign}.ts is the console's`));
  }
});

test('filters come from the address, and nothing else does', async () => {
  const { filterOf } = await load('pages/assets/filter.ts');
  assert.deepEqual(filterOf(new URLSearchParams('text=pc&kind=SERVER&state=nope&online=maybe&x=1')), { text: 'pc', kind: 'SERVER', state: '', online: '', where: '', sort: '', descending: '' });
  const of = (query) => filterOf(new URLSearchParams(query));
  assert.deepEqual([of({ sort: 'NAME' }).sort, of({ sort: 'OS', descending: 'true' }).descending, of({ sort: 'PRICE' }).sort], ['', 'true', '']);
  const good = { field: 'OS', operator: 'CONTAINS', value: 'deb' };
  const bad = [null, 7, {}, { ...good, field: 'constructor' }, { ...good, operator: 'AT_LEAST' }, { ...good, value: null }, { ...good, value: ' ' }, { ...good, operator: 'KNOWN' }];
  assert.equal(of({ where: JSON.stringify([...bad, good]) }).where, JSON.stringify([good]));
  for (const where of ['', '{', '{}', 'null', '[]', JSON.stringify(bad)]) assert.equal(of({ where }).where, '', where);
});

test('columns are shown, hidden and drawn wider, and whatever was stored is taken for what it is', async () => {
  const { laidOut, layoutOf, toggled, USUAL, widened } = await load('parts/grid-columns.ts');
  const columns = [{ key: 'name', width: '1fr', fixed: true }, { key: 'os', width: '2fr' }, { key: 'kind', width: '3fr', extra: true }];
  const keys = (layout) => laidOut(columns, layout).map((c) => c.key);
  assert.deepEqual(keys(USUAL), ['name', 'os']);
  assert.deepEqual(keys(toggled(columns, USUAL, 'kind')), ['name', 'os', 'kind']);
  assert.deepEqual(keys(toggled(columns, USUAL, 'os')), ['name']);
  assert.deepEqual(laidOut(columns, widened(widened(USUAL, 'os', 10), 'name', 300.4)).map((c) => c.width), ['300px', '56px']);
  for (const odd of [null, 'x', 7, [], { shown: 'os' }, { widths: { os: 'wide', name: -1 } }]) assert.deepEqual(keys(layoutOf(odd)), ['name', 'os'], JSON.stringify(odd));
});

test('a range is chosen from where one began, and what is out of sight stays chosen', async () => {
  const { Choice } = await load('parts/grid-choice.ts');
  const rows = Array.from({ length: 10 }, (_, i) => `r${i}`);
  const choice = new Choice((row) => row);
  choice.toggle(rows, 3);
  choice.reach(rows, 1);
  choice.toggle(rows, 7);
  assert.deepEqual(choice.rows.sort(), ['r1', 'r2', 'r3', 'r7']);
  choice.reach(rows.slice(0, 8), 6);
  choice.toggle(rows, 1);
  assert.deepEqual(choice.rows.sort(), ['r2', 'r3', 'r6', 'r7']);
});

test('many requests go a few at a time; one that is told to wait is asked again, one that fails is told of', async () => {
  const { runAll } = await load('app/bulk.ts');
  const { Problem } = await load('app/api.ts');
  let running = 0;
  let most = 0;
  let waited = 0;
  const job = (n) => ({ rows: [n], run: async () => {
    most = Math.max(most, ++running);
    await new Promise((done) => setTimeout(done, 1));
    running--;
    if (n === 3 && !waited++) throw new Problem(429, 'too-many', 'later', '', {}, null, 0.01);
    if (n === 5) throw new Problem(409, 'changed', 'changed meanwhile', '');
  } });
  const told = [];
  const outcome = await runAll(Array.from({ length: 12 }, (_, n) => job(n)), new AbortController().signal, (o) => told.push(o.left));
  assert.deepEqual([outcome.done, outcome.failed.map((f) => f.row), outcome.left, most, waited], [11, [5], 0, 4, 2]);
  assert.equal(told.at(-1), 0);
  const stop = new AbortController();
  const cut = await runAll(Array.from({ length: 12 }, (_, n) => job(n + 20)), stop.signal, () => stop.abort());
  assert.ok(cut.left > 0 && cut.done + cut.left === 12);
});

test('the enrolment command names the agents port and keeps the secret out of the arguments', async () => {
  const { enrolCommand } = await load('pages/assets/enrol-command.ts');
  const own = enrolCommand({ hostname: 'msp.test', port: '9443' }, 'cst1.a.b', 'token');
  assert.match(own, /^CUSTODE_SECRET='cst1\.a\.b' /);
  assert.match(own, /enrol --server https:\/\/msp\.test:9444$/m);
  assert.match(enrolCommand({ hostname: 'msp.test', port: '' }, null, 'token'), /<token>[^]*msp\.test:8444$/m);
});

test('a node runs a plugin if it says so, now, of the version that is to run', async () => {
  const { runs } = await load('pages/plugins/plugin.ts');
  const well = { plugin: 'hello', node: 'a', version: '1.1.0', state: 'ACTIVE', fault: '', live: true };
  assert.equal(runs(well, '1.1.0'), true);
  for (const other of [{ version: '1.0.0' }, { state: 'FAILED' }, { state: 'HELD' }, { live: false }]) {
    assert.equal(runs({ ...well, ...other }, '1.1.0'), false, JSON.stringify(other));
  }
});

test('durations are typed and read as people do, and sent as the platform reads them', async () => {
  const { asTyped, seconds, typedDuration } = await load('app/duration.ts');
  assert.deepEqual(['90m', '1d 2h', '1g 2h', ' 4H ', 'PT30M', 'p2dt3h', '45s', '0m'].map(typedDuration), ['PT1H30M', 'PT26H', 'PT26H', 'PT4H', 'PT30M', 'P2DT3H', 'PT45S', 'PT0S']);
  assert.deepEqual(['soon', '4', 'h', '4h soon', '-4h', 'P', 'PT', '', '4x'].map(typedDuration), Array(9).fill(null));
  assert.deepEqual(['PT26H', 'PT1H30M', 'P2DT3H', 'PT45S', 'PT0S', 'not'].map(asTyped), ['1d 2h', '1h 30m', '2d 3h', '45s', 'PT0S', 'not']);
  for (const iso of ['PT26H', 'PT1M', 'PT8784H']) assert.equal(seconds(typedDuration(asTyped(iso))), seconds(iso));
});

test('a form has a control for each schema that the platform writes, and sends what fits it alone', async () => {
  const { parsed } = await load('parts/schema-form.ts');
  const { firstOf, labelOf, shapeOf } = await load('parts/schema.ts');
  const shapes = [
    [{ type: 'boolean' }, 'boolean'],
    [{ type: ['string', 'null'], enum: ['A', null] }, 'choice'],
    [{ type: 'integer' }, 'number'],
    [{ type: 'string', format: 'duration' }, 'duration'],
    [{ type: 'string', format: 'uuid', 'x-custode-id': 'SiteId' }, 'site'],
    [{ type: 'array', items: { type: 'string', enum: ['A'] } }, 'choices'],
    [{ type: 'array', items: { type: 'string' } }, 'lines'],
    [{ type: 'array', items: { type: 'object' } }, 'json'],
    [{ type: 'object', properties: { a: { type: 'integer' } } }, 'fields'],
    [{ type: 'object', additionalProperties: { type: 'string' } }, 'json'],
    [{}, 'json'],
  ];
  for (const [schema, shape] of shapes) assert.equal(shapeOf(schema), shape, JSON.stringify(schema));
  const value = (schema, text) => parsed(schema, text)[0];
  const isWrong = (schema, text) => parsed(schema, text)[1] !== undefined;
  assert.equal(value({ type: 'integer' }, ' 42 '), 42);
  assert.equal(value({ type: 'number' }, '1,5'), 1.5);
  assert.equal(value({ type: ['integer', 'null'] }, ''), null);
  assert.deepEqual(value({ type: 'array', items: { type: 'integer' } }, '1\n\n 2 '), [1, 2]);
  assert.deepEqual(value({}, '{"a": [1]}'), { a: [1] });
  assert.equal(value({ type: 'string' }, ' as it is '), ' as it is ');
  for (const [schema, text] of [[{ type: 'integer' }, '1.5'], [{ type: 'integer' }, ''], [{ type: 'number' }, '1e9'], [{ type: 'integer', maximum: 9 }, '10'], [{ type: 'integer', minimum: 1 }, '0'], [{ type: 'string', format: 'duration' }, 'soon'], [{ type: 'string', format: 'date' }, ''], [{ type: 'array', items: { type: 'integer' } }, '1\nx'], [{}, '{']]) {
    assert.ok(isWrong(schema, text), `${JSON.stringify(schema)} takes ${text}`);
  }
  assert.deepEqual(firstOf({ type: 'object', properties: { on: { type: 'boolean' }, at: { type: ['string', 'null'] } } }), { on: false, at: null });
  assert.equal(labelOf('rebootAfter'), 'Reboot after');
});

test('a browser is called what its owner knows it by', async () => {
  const { deviceName } = await load('app/device-name.ts');
  for (const [agent, name] of [
    ['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36', 'Chrome, Android'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0', 'Edge, Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1', 'Safari, iPhone'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:142.0) Gecko/20100101 Firefox/142.0', 'Firefox, Mac'],
    ['something else', 'Browser'],
  ]) assert.equal(deviceName(agent), name);
});
