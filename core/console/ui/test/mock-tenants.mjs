// SPDX-License-Identifier: Apache-2.0
// Customers of the mock: their sites, people and agreements.
import { id, sites, tenants } from './mock-data.mjs';

const day = (n) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
const SLA = { calendar: id(11, 1), targets: [{ priority: 'HIGH', respond: 'PT1H', resolve: 'PT8H' }, { priority: 'CRITICAL', respond: 'PT30M', resolve: 'PT4H' }, { priority: 'NORMAL', respond: 'PT4H', resolve: null }] };
const PEOPLE = ['Anna Rossi', 'Bruno Keller', 'Chiara De Luca', 'Dmitri Petrov', 'Elif Yılmaz', 'مريم حداد'];
const CLASH = { status: 409, name: 'changed-meanwhile', detail: 'It was changed by somebody else; your change was not made.', todo: 'Read it again and repeat.' };
const USED = { status: 409, name: 'name-used', detail: 'There is one of this name already; nothing was changed.', todo: 'Take another name.' };

const person = (n) => ({ id: id(14, n + 1), tenant: tenants[n < 5 ? 0 : 1].id, site: n % 2 ? null : sites[0].id, name: PEOPLE[n], email: n === 3 ? null : `${PEOPLE[n].split(' ')[0].toLowerCase()}@arden.example`, phone: n % 3 ? '+44 113 496 0100' : null, createdAt: '2026-01-10T09:00:00Z', revision: 1 });
const agreement = (n, of, kind, from, to, sla = null) => ({ id: id(17, n), tenant: tenants[of].id, name: `${{ MANAGED: 'Managed', BLOCK_HOURS: '40 hours', PROJECT: 'Move to the new office' }[kind]}${n === 3 ? ' 2025' : ''}`, kind, startsOn: day(from), endsOn: to === null ? null : day(to), sla, revision: 1 });

export class Tenants {
  constructor(mock, full) {
    this.mock = mock;
    this.sites = full ? sites.map((site) => ({ ...site })) : [];
    this.people = full ? PEOPLE.map((_, n) => person(n)) : [];
    this.agreements = full ? [agreement(1, 0, 'MANAGED', -300, 20, SLA), agreement(2, 0, 'BLOCK_HOURS', -40, null), agreement(3, 0, 'MANAGED', -700, -301), agreement(4, 1, 'MANAGED', -10, 355, SLA), agreement(5, 0, 'PROJECT', 30, 90), agreement(6, 3, 'BLOCK_HOURS', -90, null)] : [];
    this.fieldValues = [{ key: 'vat', value: 'IT01234567890' }, { key: 'rank', value: null }];
  }

  counted(assets) {
    const counted = assets.filter((a) => a.state !== 'RETIRED');
    return { assets: counted.length, online: counted.filter((a) => a.online).length };
  }

  summary(tenant) {
    const alerts = this.mock.alerts.filter((a) => a.tenant === tenant.id && a.state !== 'RESOLVED' && !a.suppressed);
    const worst = ['CRITICAL', 'WARNING', 'INFO'].find((s) => alerts.some((a) => a.severity === s)) ?? null;
    const agreements = this.agreements.filter((a) => a.tenant === tenant.id && a.startsOn <= day(0) && (a.endsOn ?? '9') >= day(0)).sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
    return { tenant, ...this.counted(this.mock.assets.filter((a) => a.tenant === tenant.id)), alerts: alerts.length, worst, agreements: agreements.map(({ id: which, name, kind, endsOn }) => ({ id: which, name, kind, endsOn })) };
  }

  /** The change of somebody else, of which one hears by the stream. */
  elsewhere(thing, change, event, more) {
    Object.assign(thing, change, { revision: thing.revision + 1 });
    if (event) this.mock.publish(event, { tenant: thing.tenant ?? thing.id, ...more });
  }

  change(list, which, body, event, more = {}) {
    const it = list.find((x) => x.id === which);
    if (!it) return { problem: { status: 404, name: 'not-found', detail: 'There is no such thing.' } };
    if (it.revision !== body.revision) return { problem: CLASH };
    if (body.name && list.some((x) => x !== it && x.tenant === it.tenant && x.name.toLowerCase() === body.name.toLowerCase()) && event !== 'ContactChanged' && event !== 'AgreementChanged') return { problem: USED };
    const { revision, clear, ...rest } = body;
    const said = event === 'AgreementChanged' ? Object.fromEntries(Object.entries(rest).filter(([, v]) => v !== null)) : rest;
    this.elsewhere(it, said, event, more);
    if (clear?.includes('ENDS_ON')) it.endsOn = null;
    if (clear?.includes('SLA')) it.sla = null;
    return it;
  }

  answer(route, q, body, tenant) {
    const page = (items) => ({ items, next: null });
    const of = (list) => list.filter((x) => !tenant || x.tenant === tenant);
    const text = (q.get('text') ?? '').toLowerCase();
    const [, verb, kind, which] = /^(\w+) \/([a-z-]+)(?:\/([0-9a-f-]{36}))?$/.exec(route) ?? [];
    switch (`${verb} ${kind}`) {
      case 'GET tenant-summaries': {
        if (!which) return page(this.mock.tenants.filter((x) => x.name.toLowerCase().includes(text)).map((x) => this.summary(x)));
        const found = this.mock.tenants.find((x) => x.id === which);
        return found ? this.summary(found) : { problem: { status: 404, name: 'not-found', detail: `There is no tenant ${which}.` } };
      }
      case 'GET tenants':
        return which ? this.mock.tenants.find((x) => x.id === which) : null;
      case 'PATCH tenants':
        return this.change(this.mock.tenants, which, body, 'TenantChanged');
      case 'GET site-summaries':
        return page(of(this.sites).sort((a, b) => (a.name < b.name ? -1 : 1)).map((site) => ({ site, ...this.counted(this.mock.assets.filter((a) => a.site === site.id)) })));
      case 'GET sites':
        return which ? this.sites.find((x) => x.id === which) : page(of(this.sites));
      case 'POST sites':
        if (of(this.sites).some((x) => x.name.toLowerCase() === body.name.toLowerCase())) return { problem: USED };
        this.sites.push({ id: id(2, 900 + this.sites.length), tenant, name: body.name, revision: 1 });
        this.mock.publish('SiteCreated', { tenant, site: this.sites.at(-1).id });
        return this.sites.at(-1);
      case 'PATCH sites':
        return this.change(this.sites, which, body, 'SiteChanged', { site: which });
      case 'DELETE sites': {
        const there = this.mock.assets.filter((a) => a.site === which).length;
        if (there) return { problem: { status: 409, name: 'site-in-use', detail: `Assets at the site: ${there}, contacts: 0; nothing was changed.`, todo: 'Move them to another site first, also what is retired.' } };
        this.sites = this.sites.filter((x) => x.id !== which);
        this.mock.publish('SiteRemoved', { tenant, site: which });
        return {};
      }
      case 'GET contacts':
        return which ? this.people.find((x) => x.id === which) : page(of(this.people).filter((x) => `${x.name} ${x.email}`.toLowerCase().includes(text)));
      case 'POST contacts':
        if (this.people.some((x) => body.email && x.email === body.email)) return { problem: { status: 400, name: 'invalid', detail: 'Nothing was changed: email is used by another contact.', violations: [{ field: 'email', rule: 'is used by another contact' }] } };
        this.people.push({ id: id(14, 900 + this.people.length), tenant, createdAt: new Date().toISOString(), revision: 1, ...body });
        return this.people.at(-1);
      case 'PUT contacts':
        return this.change(this.people, which, body, 'ContactChanged', { contact: which });
      case 'DELETE contacts':
        this.people = this.people.filter((x) => x.id !== which);
        return {};
      case 'GET agreements':
        return which ? this.agreements.find((x) => x.id === which) : page(of(this.agreements));
      case 'POST agreements':
        this.agreements.push({ id: id(17, 900 + this.agreements.length), tenant, revision: 1, ...body });
        return this.agreements.at(-1);
      case 'PATCH agreements':
        return this.change(this.agreements, which, body, 'AgreementChanged', { agreement: which });
      default:
        return this.kept(route, body);
    }
  }

  /** Fields and history. */
  kept(route, body) {
    if (route === 'GET /custom-fields/TENANT') return { items: [{ key: 'vat', label: 'VAT number', type: 'TEXT', required: false, choices: [] }, { key: 'rank', label: 'Rank', type: 'CHOICE', required: false, choices: ['gold', 'silver'] }], next: null };
    if (route.startsWith('GET /custom-fields/TENANT/values/')) return { items: this.fieldValues, next: null };
    if (route.startsWith('PUT /custom-fields/TENANT/values/')) return { items: (this.fieldValues = this.fieldValues.map((v) => body.values.find((x) => x.key === v.key) ?? v)), next: null };
    if (route.startsWith('GET /history/tenants/')) return { items: [{ id: id(9, 3), at: new Date().toISOString(), actor: 'admin', verb: 'core.tenant.change', changes: [{ field: 'name', from: 'Arden', to: 'Arden & Cole LLP' }] }], next: null };
    return null;
  }
}
