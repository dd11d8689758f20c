// SPDX-License-Identifier: Apache-2.0
// Plugins and catalogs of the mock, as far as the page for plugins asks.
import { id as uuid } from './mock-data.mjs';
import { Trust } from './mock-trust.mjs';

const PUBLISHER = 'c0ffee'.padEnd(64, '0');

function offer(plugin, version, name, state, more = {}) {
  return { source: `catalog:${plugin}@${version}`, plugin, version, name, catalog: 'custode', publisher: PUBLISHER, notes: { en: `${name} ${version} does what it says.`, it: `${name} ${version} fa quello che dice.` }, platform: '[1.0.0,2.0.0)', size: 48_213, sha256: 'a'.repeat(64), url: null, state, ...more };
}

const installed = (id, name, version, state = 'ACTIVE', detail = '') => ({ id, name, version, publisher: PUBLISHER, sha256: 'b'.repeat(64), state, detail, installedAt: new Date(Date.now() - 3 * 86_400_000).toISOString(), quarantine: null, stranger: false });

const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();

function entry(n, plugin, verb, from, to, outcome, more = {}) {
  return { id: uuid(4, n), plugin, verb, from, to, node: 'node-a', by: uuid(8, 42), begunAt: ago((10 - n) * 86_400), endedAt: ago((10 - n) * 86_400 - 3), outcome, phase: 'OVER', why: null, ...more };
}

/** More than a sheet shows at first. */
const PAST = [
  entry(8, 'broken', 'INSTALL', null, '0.3.0', 'DONE'),
  entry(7, 'backup', 'UPDATE', '1.0.0', '1.1.0', 'DONE'),
  entry(6, 'backup', 'UPDATE', '1.0.0', '1.1.0', 'FAILED', { phase: 'TAKING_BACK', why: 'The plugin does not work here: cannot begin. Everything is as it was before.' }),
  entry(5, 'backup', 'UPDATE', '1.0.0', '1.1.0', 'DIED', { phase: 'HOLDING', by: uuid(8, 999), node: 'node-b', why: 'The node node-b ended while the plugin was held; the plugin is as before the change: 1.0.0 is installed.' }),
  entry(4, 'backup', 'INSTALL', null, '1.0.0', 'DONE'),
  entry(3, 'backup', 'UNINSTALL', '0.9.0', null, 'DONE'),
  entry(2, 'backup', 'ROLLBACK', '1.0.0', '0.9.0', 'DONE'),
];

const NOTHING = { schema: [], capabilities: { added: [], removed: [] }, api: [], modules: [], platform: { needs: '[1.0.0,2.0.0)', here: '1.0.0', met: true }, refused: [] };

export class Lifecycle {
  constructor(mock, full) {
    this.mock = mock;
    this.installed = full ? [installed('backup', 'Backup', '1.1.0'), installed('broken', 'Broken', '0.3.0', 'FAILED', 'It did not start: cannot begin.')] : [];
    this.offers = full
      ? [offer('backup', '2.0.0', 'Backup', 'UPDATE'), offer('backup', '1.1.0', 'Backup', 'INSTALLED'), offer('backup', '1.0.0', 'Backup', 'EARLIER'), offer('future', '9.0.0', 'Future', 'INCOMPATIBLE', { platform: '[9.0.0,10.0.0)' }), offer('hello', '0.2.0', 'Hello', 'AVAILABLE')]
      : [];
    this.trust = new Trust(this, PUBLISHER);
    /** what everybody is told */
    this.warnings = [];
    this.kept = { backup: [{ version: '1.0.0', publisher: PUBLISHER, sha256: 'd'.repeat(64), installedAt: '2026-01-02T03:04:05Z', replacedAt: '2026-02-03T08:15:00Z' }] };
    this.changes = full ? PAST.map((change) => ({ ...change })) : [];
    this.uses = [
      { what: 'calls', taken: 1204, limit: null, unit: 'COUNT', seconds: 60 },
      { what: 'failed', taken: 3, limit: 50, unit: 'COUNT', seconds: 60 },
      { what: 'late', taken: 4, limit: 5, unit: 'COUNT', seconds: 300 },
      { what: 'cpu', taken: 8400, limit: 45_000, unit: 'MILLISECONDS', seconds: 60 },
      { what: 'memory', taken: 3.2 * 2 ** 30, limit: 20 * 2 ** 30, unit: 'BYTES', seconds: 60 },
      { what: 'of-a-later-release', taken: 1, limit: 9, unit: 'COUNT', seconds: 60 },
    ];
    /** what a node says of a plugin, where that is not that it runs it: `backup:node-b` */
    this.says = {};
    this.done = [];
    this.purged = [];
    this.uploads = [];
    /** answered instead of doing what is asked */
    this.fails = null;
    this.hold = Promise.resolve();
  }

  version(id) {
    return this.installed.find((p) => p.id === id)?.version ?? null;
  }

  /** What an update of backup means is the most that a plan can say. */
  plan(verb, id, version, approve) {
    const bundle = [`custode-plugin-${id}`];
    const is = this.version(id) !== null;
    const plan = { verb: verb === 'install' && is ? 'update' : verb, id, version, publisher: PUBLISHER, start: verb === 'uninstall' ? [] : bundle, stop: is ? bundle : [], refresh: [], ...NOTHING };
    if (id === 'refused') return { ...plan, refused: ['the id refused belongs to another publisher', 'it imports acme.missing, which nothing here provides'] };
    if (id !== 'backup' || version !== '2.0.0') return plan;
    return {
      ...plan,
      schema: [{ id: '2.0.0-size', changes: ['addColumn size'], rewritesData: false }, { id: '2.0.0-split', changes: ['update run'], rewritesData: true }],
      capabilities: { added: ['secret:acme.cloud-key'], removed: ['tables:provider'] },
      api: [{ name: 'backup-api', from: '1.0.0', to: '2.0.0', restarts: ['reports'], leaves: [], keeps: [] }],
      modules: [{ name: 'backup-agent', from: '1.1.0', to: '2.0.0' }],
      refused: approve.includes('reports') ? [] : ['reports would be restarted: approve it'],
    };
  }

  of(source) {
    const [, id, version] = /^catalog:([a-z0-9]+)@(.+)$/.exec(source) ?? [null, source.includes('refused') ? 'refused' : 'hello', '0.2.0'];
    return { id, version };
  }

  become(id, version) {
    const name = this.offers.find((o) => o.plugin === id)?.name ?? id;
    this.installed = [...this.installed.filter((p) => p.id !== id), ...(version ? [installed(id, name, version)] : [])].sort((a, b) => (a.id < b.id ? -1 : 1));
    this.offers = this.offers.map((o) => (o.plugin !== id ? o : { ...o, state: !version ? 'AVAILABLE' : o.version === version ? 'INSTALLED' : o.version > version ? 'UPDATE' : 'EARLIER' }));
    this.mock.publish(version ? 'PluginInstalled' : 'PluginUninstalled', { plugin: id });
    return this.installed.find((p) => p.id === id) ?? {};
  }

  /** On two nodes. */
  health() {
    return this.installed.flatMap(({ id, version, state, detail }) =>
      ['node-a', 'node-b'].map((node) => ({ plugin: id, node, version, state, fault: detail, since: ago(3 * 86_400), seenAt: ago(4), live: true, routes: 2, commands: 3, jobs: 0, pages: true, ...this.says[`${id}:${node}`] })));
  }

  /** Somebody begins one. */
  begin(plugin, verb, from, to) {
    this.changes = [entry(10 + this.changes.length, plugin, verb, from, to, 'RUNNING', { by: uuid(5, 1), begunAt: ago(0), endedAt: null, phase: 'PREPARING' }), ...this.changes];
    return this.changes[0];
  }

  /** undefined: a route of somebody else; `problem`: an answer that is none. */
  async answer(route, q, body) {
    const page = (items) => ({ items, next: null });
    const doing = /^(POST \/plugins|POST \/plugins\/rollback|DELETE \/plugins\/(\w+))$/.exec(route);
    if (doing) {
      this.done.push({ route, body });
      const { id, version } = doing[2] ? { id: doing[2], version: null } : route.endsWith('rollback') ? { id: body.plugin, version: body.version } : this.of(body.source);
      const from = this.version(id);
      const change = this.begin(id, doing[2] ? 'UNINSTALL' : route.endsWith('rollback') ? 'ROLLBACK' : from ? 'UPDATE' : 'INSTALL', from, version);
      await this.hold;
      const end = { endedAt: ago(0), phase: 'OVER' };
      if (this.fails) {
        Object.assign(change, end, { outcome: 'FAILED', why: this.fails.detail });
        return { problem: this.fails };
      }
      Object.assign(change, end, { outcome: 'DONE' });
      return this.become(id, version);
    }
    const trusted = this.trust.answer(route, body);
    if (trusted) return trusted;
    switch (route) {
      case 'GET /warnings':
        return page(this.warnings);
      case 'GET /plugins':
        if (q.size) return { problem: { status: 400, name: 'invalid', detail: 'Nothing was changed: it takes no parameters.' } };
        return page(this.installed);
      case 'GET /plugin-use':
        return page(q.get('plugin') === 'backup' ? this.uses : []);
      case 'POST /commands/msp.plugin-release': {
        const it = this.installed.find((p) => p.id === body.plugin);
        Object.assign(it, { state: 'ACTIVE', detail: '', quarantine: null });
        this.mock.publish('PluginReleased', { plugin: it.id });
        return { what: `Plugin ${it.id} starts again.` };
      }
      case 'GET /plugin-health':
        return page(this.health());
      case 'GET /plugin-changes': {
        const found = this.changes.filter((change) => [null, change.plugin].includes(q.get('plugin')));
        const limit = Number(q.get('limit'));
        return { items: found.slice(0, limit), next: found.length > limit ? 'more' : null };
      }
      case 'GET /plugin-catalog':
        return page(this.offers);
      case 'GET /plugin-versions':
        return page(this.kept[q.get('plugin')] ?? []);
      case 'POST /plugins/plan': {
        const { id, version } = this.of(body.source);
        return this.plan('install', id, version, body.approve);
      }
      case 'POST /plugins/rollback-plan':
        return this.plan('rollback', body.plugin, body.version, body.approve);
      case 'POST /plugins/uninstall-plan':
        return this.plan('uninstall', body.plugin, this.version(body.plugin), []);
      case 'POST /plugin-uploads':
        this.uploads.push(body);
        return { source: `upload:${body.includes('refused') ? 'refused' : 'f'.repeat(64)}`, size: body.length, until: '2026-01-02T03:04:05Z' };
      case 'POST /plugin-catalog':
        if (body.source.startsWith('http:')) return { problem: { status: 400, name: 'invalid', detail: 'Nothing was changed: source must be a file: URL.', todo: 'Correct the named fields and send it again.' } };
        return { name: 'acme-all', entries: 7 };
      default: {
        const purged = /^DELETE \/plugin-data\/(\w+)$/.exec(route)?.[1];
        if (!purged) return undefined;
        this.purged.push(purged);
        return {};
      }
    }
  }
}
