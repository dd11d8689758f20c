// SPDX-License-Identifier: Apache-2.0
// Plugins and catalogs of the mock, as far as the page for plugins asks.
const PUBLISHER = 'c0ffee'.padEnd(64, '0');

function offer(plugin, version, name, state, more = {}) {
  return { source: `catalog:${plugin}@${version}`, plugin, version, name, catalog: 'custode', publisher: PUBLISHER, notes: { en: `${name} ${version} does what it says.`, it: `${name} ${version} fa quello che dice.` }, platform: '[1.0.0,2.0.0)', size: 48_213, sha256: 'a'.repeat(64), url: null, state, ...more };
}

const installed = (id, name, version, state = 'ACTIVE', detail = '') => ({ id, name, version, publisher: PUBLISHER, sha256: 'b'.repeat(64), state, detail, installedAt: new Date(Date.now() - 3 * 86_400_000).toISOString() });

const NOTHING = { schema: [], capabilities: { added: [], removed: [] }, api: [], modules: [], platform: { needs: '[1.0.0,2.0.0)', here: '1.0.0', met: true }, refused: [] };

export class Lifecycle {
  constructor(mock, full) {
    this.mock = mock;
    this.installed = full ? [installed('backup', 'Backup', '1.1.0'), installed('broken', 'Broken', '0.3.0', 'FAILED', 'It did not start: cannot begin.')] : [];
    this.offers = full
      ? [offer('backup', '2.0.0', 'Backup', 'UPDATE'), offer('backup', '1.1.0', 'Backup', 'INSTALLED'), offer('backup', '1.0.0', 'Backup', 'EARLIER'), offer('future', '9.0.0', 'Future', 'INCOMPATIBLE', { platform: '[9.0.0,10.0.0)' }), offer('hello', '0.2.0', 'Hello', 'AVAILABLE')]
      : [];
    this.kept = { backup: [{ version: '1.0.0', publisher: PUBLISHER, sha256: 'd'.repeat(64), installedAt: '2026-01-02T03:04:05Z', replacedAt: '2026-02-03T08:15:00Z' }] };
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

  /** undefined: a route of somebody else; `problem`: an answer that is none. */
  async answer(route, q, body) {
    const page = (items) => ({ items, next: null });
    const doing = /^(POST \/plugins|POST \/plugins\/rollback|DELETE \/plugins\/(\w+))$/.exec(route);
    if (doing) {
      this.done.push({ route, body });
      await this.hold;
      if (this.fails) return { problem: this.fails };
      if (doing[2]) return this.become(doing[2], null);
      const { id, version } = route.endsWith('rollback') ? { id: body.plugin, version: body.version } : this.of(body.source);
      return this.become(id, version);
    }
    switch (route) {
      case 'GET /plugins':
        return page(this.installed);
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
