// SPDX-License-Identifier: Apache-2.0
// Rollouts of the mock, as far as the console uses them.
import { id, tenants } from './mock-data.mjs';

const RINGS = [{ group: id(10, 1), afterDays: 0 }, { group: id(10, 2), afterDays: 2 }, { group: null, afterDays: 7 }];
const GROUPS = [{ id: id(10, 1), tenant: tenants[0].id, name: 'Pilots', position: 10, filter: null, revision: 1 }, { id: id(10, 2), tenant: tenants[0].id, name: 'Office', position: 20, filter: { field: 'kind', operator: 'IS', value: 'WORKSTATION' }, revision: 1 }];
const CALENDARS = [{ id: id(11, 1), tenant: null, name: 'Nights' }];
const STATES = ['RUNNING', 'HALTED', 'PAUSED', 'DONE', 'ABORTED'];

function rollout(n) {
  const state = STATES[n % STATES.length];
  return { id: id(12, n), tenant: tenants[n % tenants.length].id, name: `Patches of month ${n + 1}`, step: 'patching.set', target: { set: `2026-${n + 1}` }, rings: RINGS, calendar: n % 2 ? null : CALENDARS[0].id, maxFailedPercent: 5, minObserved: 3, state, ringsOpen: state === 'DONE' ? 3 : 2, reason: state === 'HALTED' ? '2 of 9 failed.' : null, startedAt: new Date(Date.now() - n * 86_400_000).toISOString(), endedAt: state === 'DONE' ? new Date().toISOString() : null, revision: 1 };
}

function token(n) {
  const in7 = new Date(Date.now() + (n === 3 ? -1 : 7) * 86_400_000).toISOString();
  return { id: id(13, n), tenant: tenants[0].id, site: null, issuedBy: 'admin', createdAt: '2026-02-03T08:15:00Z', expiresAt: in7, usedAt: null, revokedAt: n === 2 ? '2026-02-04T08:15:00Z' : null, uses: n ? 1 : 200, used: n === 1 ? 1 : 0, networks: n ? [] : ['192.0.2.0/24'], approval: n === 0 };
}

function agent(n) {
  return { id: id(4, 9000 + n), tenant: tenants[n % 2].id, site: null, asset: null, state: n < 4 ? 'PENDING' : n < 8 ? 'ONLINE' : 'REVOKED', version: n < 4 ? null : '0.3.0', enrolledAt: new Date(Date.now() - n * 60_000).toISOString(), certificateEnds: '2026-12-24T00:00:00Z', seenAt: null, hostname: `new-pc-${n}`, address: `192.0.2.${40 + n}`, token: id(13, 0), copyOf: n === 1 ? id(4, 9005) : null };
}

/** What pages of operations ask: each answers `null` if the route is not its own. */
export class Operate {
  constructor(mock, full) {
    this.mock = mock;
    const rule = (n) => ({ id: id(15, n), name: ['Helpdesk', 'On call', 'Screens'][n], kinds: n === 1 ? ['core.alert-raised'] : [], severity: n === 1 ? 'CRITICAL' : null, tenant: n === 1 ? tenants[0].id : null, group: null, channel: ['webhook', 'mail', 'console'][n], target: ['https://desk.example.com/hook', 'oncall@example.com', '-'][n], secret: null, language: 'en', quietOutside: null, failures: n ? 0 : 3, pausedUntil: n ? null : new Date(Date.now() + 60_000).toISOString(), enabled: n < 2, revision: 1 });
    this.rules = [0, 1, 2].map(rule);
    this.templates = ['en', 'it'].map((language) => ({ kind: 'all', language, subject: '[{{kind}}] {{title}}', text: '{{title}}\n{{detail}}\n', builtIn: true }));
    this.notices = ['PARKED', 'WAITING', 'DELIVERED', 'DELIVERED'].map((state, n) => ({ id: id(16, n), rule: id(15, 0), kind: 'core.alert-raised', severity: 'WARNING', tenant: tenants[n].id, subject: `[Warning] /var is full (${tenants[n].name})`, state, attempts: 3 - n, notBefore: '2026-01-02T03:04:05Z', createdAt: new Date(Date.now() - n * 60_000).toISOString(), endedAt: null, reason: state === 'PARKED' ? 'The endpoint answered 404.' : null }));
    this.loan = null;
    this.lent = [];
    this.steps = [{ id: 'patching.set', description: 'Installs the patches of a set; the target names it.' }, { id: 'hello.welcome', description: 'Welcomes each asset.' }];
    this.tokens = full ? [0, 1, 2, 3].map(token) : [];
    this.agents = full ? Array.from({ length: 10 }, (_, n) => agent(n)) : [];
    this.rollouts = full ? Array.from({ length: 7 }, (_, n) => rollout(n)) : [];
  }

  assetsOf(which) {
    return this.mock.assets.slice(0, 24).map((a, i) => ({ asset: a.id, ring: i < 6 ? 1 : 2, state: i === 7 || i === 9 ? 'FAILED' : i < 12 ? 'SUCCEEDED' : i < 14 ? 'STARTED' : which.state === 'ABORTED' ? 'SKIPPED' : 'WAITING', reason: i === 7 || i === 9 ? 'The package manager answered 100: unmet dependencies.' : null, startedAt: new Date(Date.now() - 90_000).toISOString(), endedAt: i < 12 ? new Date(Date.now() - 30_000).toISOString() : null }));
  }

  progress(which) {
    const assets = this.assetsOf(which);
    const count = (ring, state) => assets.filter((a) => a.ring === ring && a.state === state).length;
    return [1, 2].map((ring) => ({ rollout: which.id, ring, waiting: count(ring, 'WAITING'), started: count(ring, 'STARTED'), succeeded: count(ring, 'SUCCEEDED'), failed: count(ring, 'FAILED'), skipped: count(ring, 'SKIPPED') }));
  }

  become(which, change) {
    Object.assign(which, change);
    this.mock.publish('RolloutChanged', { tenant: which.tenant, rollout: which.id, state: which.state, ringsOpen: which.ringsOpen });
    return which;
  }

  /** Agents and what lets them in. */
  enrolment(route, q, body, tenant) {
    const page = (items) => ({ items, next: null });
    if (route === 'GET /agents') return page(this.agents.filter((a) => (!q.get('state') || a.state === q.get('state')) && (!q.get('token') || a.token === q.get('token')) && (!tenant || a.tenant === tenant)));
    const approved = /^POST \/agents\/([0-9a-f-]{36})\/(approve|revoke)$/.exec(route);
    if (approved) return this.decide(approved[1], approved[2] === 'approve' ? 'OFFLINE' : 'REVOKED');
    if (route === 'POST /commands/msp.agent-reject') return this.decide(body.agent, 'REVOKED');
    if (route === 'GET /enrolment-tokens') return page(this.tokens.filter((x) => x.tenant === tenant));
    const ended = /^POST \/enrolment-tokens\/([0-9a-f-]{36})\/revoke$/.exec(route);
    if (ended) return Object.assign(this.tokens.find((x) => x.id === ended[1]), { revokedAt: new Date().toISOString() });
    if (route === 'POST /enrolment-tokens' && body.uses) {
      this.asked = body;
      this.tokens.unshift({ ...token(9), ...body, id: id(13, 50), tenant, expiresAt: new Date(Date.now() + 86_400_000).toISOString() });
      return { token: this.tokens[0], secret: 'cst1.7Qm2vXw9Lk4-test-only.0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0' };
    }
    return null;
  }

  /** One contact, and one asset that he may have. */
  lending(route, body) {
    const anna = { id: id(14, 1), tenant: tenants[0].id, name: 'Anna Rossi' };
    if (route === 'GET /contacts') return { items: [anna], next: null };
    if (route === `GET /contacts/${anna.id}`) return anna;
    const [, verb, which] = /^(GET|PUT|DELETE) \/loans\/([0-9a-f-]{36})$/.exec(route) ?? [];
    const asset = this.mock.assets.find((a) => a.id === which);
    if (verb === 'GET') return this.loan;
    if (verb === 'PUT') this.loan = { asset: which, tenant: asset.tenant, contact: body.contact, from: '2026-01-05', until: body.until };
    if (!verb) return null;
    const to = verb === 'PUT' ? 'LOAN' : 'ACTIVE';
    this.lent.unshift({ id: id(9, 70 + this.lent.length), at: new Date().toISOString(), actor: 'admin', verb: `core.asset.${verb === 'PUT' ? 'lend' : 'give-back'}`, changes: [{ field: 'state', from: asset.state, to }, { field: 'lentTo', from: verb === 'PUT' ? null : anna.id, to: verb === 'PUT' ? anna.id : null }] });
    Object.assign(asset, { state: to, revision: asset.revision + 1 });
    if (verb === 'DELETE') this.loan = null;
    this.mock.publish('AssetChanged', { tenant: asset.tenant, asset: which });
    return this.loan ?? asset;
  }

  /** Who is told of what, and in which words. */
  told(route, q, body) {
    const page = (items) => ({ items, next: null });
    const one = /^(PUT|PATCH|DELETE) \/notice-rules\/([0-9a-f-]{36})$/.exec(route);
    const rule = one && this.rules.find((r) => r.id === one[2]);
    const example = (kind) => ({ kind, subject: '[Warning] /var is 96 % full (Acme)', text: '/var is 96 % full\n\nLargest: /var/log/journal\n' });
    if (rule && one[1] === 'DELETE') return (this.rules = this.rules.filter((r) => r !== rule), {});
    if (rule && q.get('revision') && Number(q.get('revision')) !== rule.revision) return { problem: { status: 409, name: 'changed-meanwhile', detail: 'Somebody changed this notice rule meanwhile; nothing was changed.' } };
    if (rule) return Object.assign(rule, body, { revision: rule.revision + 1 });
    if (route === 'GET /notice-rules') return page([...this.rules].sort((a, b) => (a.name < b.name ? -1 : 1)));
    if (route === 'POST /notice-rules') return this.rules[this.rules.push({ ...body, id: id(15, 20), failures: 0, pausedUntil: null, enabled: true, revision: 1 }) - 1];
    if (route === 'GET /notice-rules/kinds') return page(['core.alert-raised', 'core.alert-resolved', 'core.event-stuck', 'core.job-failed']);
    if (route === 'GET /notice-rules/channels') return page(['console', 'mail', 'webhook']);
    if (route === 'POST /notice-rules/preview') return page((body.kinds.length ? body.kinds : ['core.alert-raised', 'core.job-failed']).map(example));
    if (route === 'GET /notices') return page(this.notices.filter((n) => !q.get('state') || n.state === q.get('state')));
    if (route === 'POST /commands/msp.notice-replay') return Object.assign(this.notices.find((n) => n.id === body.notice), { state: 'WAITING' });
    if (route === 'GET /notice-templates') return page(this.templates);
    const [, verb, kind, language, isPreview] = /^(\w+) \/notice-templates\/([a-z.-]+)\/(en|it)(\/preview)?$/.exec(route) ?? [];
    if (!verb) return null;
    if (body?.text?.includes('{{titel}}')) return { refused: { field: 'text', rule: 'line 2, column 1: there is no value titel; there are at, critical, detail' } };
    if (isPreview) return example(kind);
    const found = this.templates.find((x) => x.kind === kind && x.language === language);
    if (verb === 'DELETE') this.templates = this.templates.filter((x) => x !== found);
    if (verb === 'PUT' && found) Object.assign(found, body, { builtIn: false });
    if (verb === 'PUT' && !found) this.templates.push({ kind, language, ...body, builtIn: false });
    return found ?? this.templates.find((x) => x.kind === kind && x.language === language) ?? this.templates.find((x) => x.kind === 'all' && x.language === language);
  }

  decide(which, state) {
    const it = Object.assign(this.agents.find((a) => a.id === which), { state });
    this.mock.publish(state === 'REVOKED' ? 'AgentRevoked' : 'AgentApproved', { tenant: it.tenant, agent: it.id });
    return it;
  }

  answer(route, q, body, tenant) {
    const page = (items) => ({ items, next: null });
    const named = /^GET \/(groups|calendars)(?:\/([0-9a-f-]{36}))?$/.exec(route);
    if (named) {
      const all = named[1] === 'groups' ? GROUPS : CALENDARS;
      return named[2] ? all.find((x) => x.id === named[2]) : page(all);
    }
    const told = this.told(route, q, body);
    if (told) return told;
    const lending = this.lending(route, body);
    if (lending) return lending;
    const enrolment = this.enrolment(route, q, body, tenant);
    if (enrolment) return enrolment;
    if (route === 'GET /rollouts/steps') return page(this.steps);
    if (route === 'GET /rollouts') return page(this.rollouts.filter((r) => !q.get('state') || r.state === q.get('state')));
    if (route === 'GET /rollouts/progress') return page(q.get('of').split(',').flatMap((x) => this.progress(this.rollouts.find((r) => r.id === x))));
    if (route === 'POST /rollouts') {
      this.sent = { tenant, body };
      this.rollouts.unshift({ ...rollout(40), ...body, id: id(12, 90), tenant, state: 'RUNNING', ringsOpen: 0, reason: null });
      return this.rollouts[0];
    }
    const one = /^GET \/rollouts\/([0-9a-f-]{36})(\/assets)?$/.exec(route);
    const found = one && this.rollouts.find((r) => r.id === one[1]);
    if (found) return one[2] ? page(this.assetsOf(found).filter((a) => (!q.get('state') || a.state === q.get('state')) && (!q.get('ring') || a.ring === Number(q.get('ring'))))) : found;
    const verb = /^POST \/commands\/msp\.rollout-(pause|resume|abort)$/.exec(route)?.[1];
    if (verb) return this.become(this.rollouts.find((r) => r.id === body.rollout), { state: { pause: 'PAUSED', resume: 'RUNNING', abort: 'ABORTED' }[verb], reason: null });
    return null;
  }
}
