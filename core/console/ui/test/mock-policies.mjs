// SPDX-License-Identifier: Apache-2.0
// Policies of the mock: two types, resolved as the platform does it.
import { id, sites, tenants } from './mock-data.mjs';

const PATCHING = {
  type: 'object',
  additionalProperties: false,
  properties: {
    mode: { type: 'string', enum: ['AUTOMATIC', 'ASK', 'NEVER'], description: 'Who decides', default: 'ASK' },
    days: { type: 'integer', description: 'Days after the release', default: 7 },
    reboot: { type: 'boolean', default: false },
    note: { type: ['string', 'null'], description: 'Shown to whoever approves', default: null },
    only: { type: 'array', items: { type: 'string' }, default: ['all'] },
    never: { type: 'array', items: { type: 'string' }, 'x-custode-merged': true, description: 'Packages that stay as they are', default: ['kernel'] },
    patience: { type: 'string', format: 'duration', description: 'How long people may put a reboot off', default: 'PT1H' },
    window: { type: 'object', additionalProperties: false, properties: { day: { type: 'string', enum: ['mon', 'sat', 'sun'] }, hours: { type: 'integer' } }, required: ['day', 'hours'], default: { day: 'sun', hours: 2 } },
  },
};
const BACKUP = { type: 'object', additionalProperties: false, properties: { keep: { type: 'string', format: 'duration', default: 'PT720H' }, options: { default: {} } } };
const GROUPS = [{ id: id(10, 9), tenant: null, name: 'Servers', position: 10, filter: {}, revision: 1 }, { id: id(10, 1), tenant: tenants[0].id, name: 'Pilots', position: 1, filter: null, revision: 1 }, { id: id(10, 2), tenant: tenants[0].id, name: 'Office', position: 2, filter: { field: 'kind', operator: 'IS', value: 'WORKSTATION' }, revision: 1 }];
const LEVELS = ['PROVIDER', 'TENANT', 'SITE', 'GROUP', 'ASSET'];

const same = (a, b) => a.tenant === b.tenant && a.target.level === b.target.level && a.target.id === b.target.id;

export class Policies {
  constructor(mock, full) {
    this.mock = mock;
    this.types = full
      ? [
          { name: 'backup.plan', known: true, description: 'What is backed up, and how long it is kept', schema: BACKUP },
          { name: 'gone.things', known: false, description: '', schema: null },
          { name: 'patching.schedule', known: true, description: 'When and how machines are patched', schema: PATCHING },
        ]
      : [];
    const set = (tenant, level, which, values, locked = []) => ({ type: 'patching.schedule', known: true, tenant, target: { level, id: which }, values, locked, changedAt: '2026-03-01T09:00:00Z', revision: 1 });
    const [acme] = tenants;
    this.all = full ? [set(null, 'PROVIDER', null, { days: 10, never: ['grub'], reboot: true }, ['reboot']), set(null, 'GROUP', id(10, 9), { mode: 'NEVER' }), set(acme.id, 'TENANT', null, { days: 3, patience: 'PT4H' }), set(acme.id, 'SITE', sites[0].id, { days: 5, reboot: false, never: ['sap'] })] : [];
    this.versions = this.all.map((p) => ({ of: p, number: 1, cleared: false, values: p.values, locked: p.locked, changedAt: p.changedAt, changedBy: id(5, 1) }));
  }

  labelOf({ level, id: which }) {
    if (level === 'SITE') return this.mock.customers.sites.find((s) => s.id === which)?.name ?? null;
    return level === 'GROUP' ? (GROUPS.find((g) => g.id === which)?.name ?? null) : null;
  }

  /** What is said for a place and above it. */
  layers(type, place) {
    const asset = place.target.level === 'ASSET' && this.mock.assets.find((a) => a.id === place.target.id);
    const at = (level, which) => place.target.level === level && place.target.id === which;
    const fits = (p) => {
      if (p.type !== type || (p.tenant !== null && p.tenant !== place.tenant)) return false;
      const { level, id: which } = p.target;
      if (level === 'PROVIDER') return true;
      if (level === 'TENANT') return place.tenant !== null;
      if (level === 'SITE') return at('SITE', which) || asset?.site === which;
      return at(level, which);
    };
    return this.all.filter(fits).sort((a, b) => LEVELS.indexOf(a.target.level) - LEVELS.indexOf(b.target.level));
  }

  effective(type, place) {
    const { schema } = this.types.find((x) => x.name === type);
    const layers = this.layers(type, place);
    const fields = Object.entries(schema?.properties ?? {}).map(([name, its]) => {
      const said = layers.filter((p) => name in p.values);
      const lock = said.findIndex((p) => p.locked.includes(name));
      const merged = its['x-custode-merged'];
      const counts = lock < 0 ? said : said.slice(0, lock + 1);
      const fate = (i) => (i >= counts.length ? 'LOCKED_OUT' : merged || i === counts.length - 1 ? 'APPLIES' : 'OVERRIDDEN');
      const sources = [
        { target: null, tenant: null, label: null, value: its.default, locked: false, fate: merged || counts.length === 0 ? 'APPLIES' : 'OVERRIDDEN' },
        ...said.map((p, i) => ({ target: p.target, tenant: p.tenant, label: this.labelOf(p.target), value: p.values[name], locked: p.locked.includes(name), fate: fate(i) })),
      ];
      const value = merged ? [...new Set([its.default, ...counts.map((p) => p.values[name])].flat())] : (counts.at(-1)?.values[name] ?? its.default);
      return { name, value, source: counts.at(-1)?.target ?? null, sources };
    });
    return { type, known: schema !== null, target: place.target, fields };
  }

  put(type, place, { values, locked, revision }) {
    const refused = [];
    if (values.days > 90) refused.push({ field: 'values.days', rule: 'must be at most 90' });
    if (values.window && values.window.hours < 1) refused.push({ field: 'values.window.hours', rule: 'must be at least 1' });
    if (refused.length) return { problem: { status: 400, name: 'invalid', detail: `Nothing was changed: ${refused.map((r) => `${r.field} ${r.rule}`).join(', ')}.`, violations: refused } };
    const known = this.all.find((p) => p.type === type && same(p, place));
    if ((known?.revision ?? null) !== revision) return { problem: { status: 409, name: 'changed-meanwhile', detail: 'The policy was changed by somebody else; your change was not made.' } };
    return this.become(type, place, values, locked ?? []);
  }

  /** What is set there from now on; also by somebody else. */
  become(type, place, values, locked = []) {
    const known = this.all.find((p) => p.type === type && same(p, place));
    const policy = known ?? { type, known: true, ...place, revision: 0 };
    Object.assign(policy, { values, locked, changedAt: new Date().toISOString(), revision: policy.revision + 1 });
    if (!known) this.all.push(policy);
    this.told(policy, false);
    return policy;
  }

  told(policy, cleared) {
    this.versions.unshift({ of: policy, number: this.versions.length + 1, cleared, values: cleared ? {} : policy.values, locked: cleared ? [] : policy.locked, changedAt: new Date().toISOString(), changedBy: id(5, 1) });
    this.mock.publish(policy.tenant ? 'PolicyChanged' : 'ProviderPolicyChanged', { ...(policy.tenant ? { tenant: policy.tenant } : {}), type: policy.type, target: policy.target });
  }

  answer(route, q, body, tenant = null) {
    const page = (items) => ({ items, next: null });
    if (route === 'GET /policy-types') return page(this.types);
    if (route === 'GET /groups' && !tenant) return page(GROUPS);
    if (route === 'GET /policies') return page(this.all.filter((p) => p.type === q.get('type')));
    const [, verb, type, what] = /^(\w+) \/policies\/([a-z.]+)(\/\w+)?$/.exec(route) ?? [];
    if (!verb) return null;
    const level = ['site', 'group', 'asset'].find((x) => q.get(x));
    const place = { tenant, target: level ? { level: level.toUpperCase(), id: q.get(level) } : { level: tenant ? 'TENANT' : 'PROVIDER', id: null } };
    const missing = { problem: { status: 404, name: 'not-found', detail: 'There is no policy for it.' } };
    if (what === '/effective') return this.effective(type, place);
    if (what === '/versions') {
      const found = this.versions.filter((v) => v.of.type === type && same(v.of, place));
      return found.length ? page(found.map(({ of: _, ...version }) => version)) : missing;
    }
    const known = this.all.find((p) => p.type === type && same(p, place));
    if (verb === 'GET') return known ?? missing;
    if (verb === 'PUT') return this.put(type, place, body);
    this.all = this.all.filter((p) => p !== known);
    this.told(known, true);
    return {};
  }
}
