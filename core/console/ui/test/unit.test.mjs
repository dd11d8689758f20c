// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => readFileSync(root + path, 'utf8');
const texts = Object.fromEntries(['en', 'it'].map((l) => [l, JSON.parse(read(`src/i18n/${l}.json`))]));
const sources = readdirSync(`${root}src`, { recursive: true }).filter((f) => f.endsWith('.ts'));

let vite;
before(async () => {
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
  assert.deepEqual(route('/assets/01990000-0003-7000-8000-000000000001'), { page: 'asset', id: '01990000-0003-7000-8000-000000000001' });
  assert.deepEqual(route('/assets/../etc'), { page: 'missing' });
  assert.deepEqual(route('/p/hello/greetings/7'), { page: 'plugin', plugin: 'hello', path: '/greetings/7' });
  for (const none of ['/p', '/p/', '/p/He', '/p/hello/../x', '/p/hello//x']) assert.deepEqual(route(none), { page: 'missing' }, none);
});

test('filters come from the address, and nothing else does', async () => {
  const { filterOf } = await load('pages/assets/filter.ts');
  assert.deepEqual(filterOf(new URLSearchParams('text=pc&kind=SERVER&state=nope&online=maybe&x=1')), { text: 'pc', kind: 'SERVER', state: '', online: '' });
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
