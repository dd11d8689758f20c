// SPDX-License-Identifier: Apache-2.0
// What the lists of the console ask for: rows in an order, by conditions; what a person set for himself; changes of many rows.
import { tenants } from './mock-data.mjs';

const KEYS = { NAME: (a) => a.name.toLowerCase(), TENANT: (a) => tenants.find((x) => x.id === a.tenant)?.name.toLowerCase(), ONLINE: (a) => Number(a.online), KIND: (a) => a.kind, STATE: (a) => a.state, OS: (a) => (a.os ?? '').toLowerCase(), SERIAL: (a) => (a.serial ?? '').toLowerCase(), CPUS: (a) => a.cpus, MEMORY: (a) => a.memoryBytes, SEEN: (a) => (a.online ? Infinity : Date.parse(a.seenAt ?? 0)), CREATED: (a) => Date.parse(a.createdAt) };
const VALUES = { ...KEYS, TENANT: (a) => a.tenant, SITE: (a) => a.site ?? '', AGENT: (a) => String(a.agent !== null), ONLINE: (a) => String(a.online) };
const TEXTS = ['NAME', 'OS', 'SERIAL'];
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function fits(asset, { field, operator, value }) {
  const is = VALUES[field](asset);
  const wanted = TEXTS.includes(field) ? (value ?? '').toLowerCase() : value;
  const since = () => is >= Date.now() - Number(/^P(\d+)D$/.exec(value)[1]) * 86_400_000;
  return { IS: () => String(is) === wanted, IS_NOT: () => String(is) !== wanted, CONTAINS: () => is.includes(wanted), CONTAINS_NOT: () => !is.includes(wanted), STARTS_WITH: () => is.startsWith(wanted), KNOWN: () => is !== '', UNKNOWN: () => is === '', AT_LEAST: () => is >= Number(value), AT_MOST: () => is <= Number(value), WITHIN: since, NOT_WITHIN: () => !since() }[operator]();
}

export function findAssets(assets, q) {
  const text = (q.get('text') ?? '').toLowerCase();
  const where = JSON.parse(q.get('where') ?? '[]');
  const key = KEYS[q.get('sort') ?? 'NAME'];
  const down = q.get('descending') === 'true' ? -1 : 1;
  const found = assets
    .filter((a) =>
      (!text || `${a.name} ${a.serial} ${a.os}`.toLowerCase().includes(text)) &&
      (!q.get('kind') || a.kind === q.get('kind')) && (!q.get('state') || a.state === q.get('state')) &&
      (!q.get('online') || String(a.online) === q.get('online')) && where.every((c) => fits(a, c)))
    .sort((a, b) => down * compare(key(a), key(b)) || compare(KEYS.NAME(a), KEYS.NAME(b)) || compare(a.id, b.id));
  const from = Number(q.get('cursor') ?? 0);
  const to = from + Number(q.get('limit') ?? 50);
  return { items: found.slice(from, to), next: to < found.length ? String(to) : null };
}

export class Lists {
  constructor(mock) {
    this.mock = mock;
    this.settings = new Map();
    this.members = [];
  }

  /** @returns an answer, a refusal as { problem }, or undefined: another's route */
  answer(route, body, tenant) {
    if (route === 'POST /commands/msp.setting-list') return { items: [...this.settings].map(([name, value]) => ({ name, value })), next: null };
    if (route === 'POST /commands/msp.setting-set') {
      if (body.value === null) this.settings.delete(body.name);
      else this.settings.set(body.name, body.value);
      return body;
    }
    if (route === 'POST /commands/msp.group-member-add') {
      this.members.push({ tenant, ...body });
      return { message: 'The assets are on the list.' };
    }
    const asset = /^PATCH \/assets\/([0-9a-f-]{36})$/.exec(route);
    return asset ? this.change(this.mock.assets.find((a) => a.id === asset[1]), body, tenant) : undefined;
  }

  change(asset, body, tenant) {
    if (!asset || asset.tenant !== tenant) return { problem: { status: 404, name: 'asset-not-found', detail: 'There is no such asset.' } };
    if (asset.revision !== body.revision) return { problem: { status: 409, name: 'changed-meanwhile', detail: 'Somebody changed this asset meanwhile; nothing was changed.' } };
    const { revision, ...said } = body;
    Object.assign(asset, said, { revision: revision + 1 });
    this.mock.publish('AssetChanged', { tenant, asset: asset.id });
    return { ...asset };
  }
}
