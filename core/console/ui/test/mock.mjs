// SPDX-License-Identifier: Apache-2.0
// The API of the platform as far as the console uses it, in memory, for tests and for work on the pages.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Devices } from './app-checks.mjs';
import { Audited } from './audit-checks.mjs';
import { alert, asset, commands, id, inventory, load, tenants } from './mock-data.mjs';
import { First } from './mock-first.mjs';
import { findAssets, Lists } from './mock-grid.mjs';
import { Lifecycle } from './mock-lifecycle.mjs';
import { Operate } from './mock-operate.mjs';
import { Parts } from './mock-parts.mjs';
import { Policies } from './mock-policies.mjs';
import { Plugins } from './mock-plugins.mjs';
import { Tenants } from './mock-tenants.mjs';

const BUNDLE = fileURLToPath(new URL('../../target/classes/console', import.meta.url));
const PORTAL = fileURLToPath(new URL('../../target/classes/portal', import.meta.url));
const ROUTES = /^\/(|sign-in|overview|users|account|actions|agents|alerts|imports|notices|plugins|policies|audit|settings|welcome|ui\/kit|calendars|api-docs|(assets|rollouts|tenants)(\/[0-9a-f-]{36})?|p\/[a-z][a-z0-9]{2,29}(\/[A-Za-z0-9_~-]+){0,8})$/;
const TYPES = { '.html': 'text/html;charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.png': 'image/png', '.webmanifest': 'application/manifest+json', '.json': 'application/json' };

const PORTAL_ROUTES = /^\/portal(\/|\/sign-in|\/account|\/machines(\/[0-9a-f-]{36})?|\/p\/[a-z][a-z0-9]{2,29}(\/[A-Za-z0-9_~-]+){0,8})?$/;

/** What the platform lets a customer's contact do. */
const CONTACTS = ['calendar.read', 'asset.read', 'command.read', 'event.read', 'file.read', 'metric.read', 'search.use', 'self.manage', 'site.read', 'tenant.read'].map((p) => `core.${p}`).sort();

const SEVERITY = ['INFO', 'WARNING', 'CRITICAL'];

/** The same policy as the servlet sends. */
function policy(page) {
  const inline = [...page.matchAll(/<script(?: type="importmap")?>([^]*?)<\/script>/g)].map((m) => ` 'sha256-${createHash('sha256').update(m[1]).digest('base64')}'`).join('');
  return `default-src 'none'; script-src 'self'${inline}; style-src-elem 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;
}

export class Mock {
  constructor({ assets = 340, permissions = ['*'], providers = [], contact = false } = {}) {
    this.providers = providers;
    this.contact = contact;
    this.branding = { tenant: tenants[0].id, name: tenants[0].name, accent: null, logo: null, revision: 0 };
    const user = (n) => ({ id: id(8, n), name: `u${String(n).padStart(4, '0')}`, kind: 'TECHNICIAN', tenant: null, role: 'technician', createdAt: '2026-01-02T03:04:05Z', disabledAt: null, networks: [], breakGlass: false, visible: [], all: true });
    this.users = Array.from({ length: 250 }, (_, n) => user(n));
    this.own = { passkey: [{ id: id(9, 1), label: 'Phone', synced: true, createdAt: '2026-01-02T03:04:05Z', usedAt: null }], 'ssh-key': [], 'api-token': [], session: [{ id: id(9, 2), user: 'admin', address: '192.0.2.1', browser: 'A browser', createdAt: '2026-01-02T03:04:05Z', seenAt: '2026-01-02T03:04:05Z', endsAt: '2026-01-02T13:04:05Z' }] };
    this.assets = Array.from({ length: assets }, (_, n) => asset(n)).sort((a, b) => (a.name < b.name ? -1 : 1)).filter((a) => !contact || a.tenant === tenants[0].id);
    this.tenants = assets ? tenants.map((tenant) => ({ ...tenant })) : [];
    this.permissions = contact ? CONTACTS : permissions;
    this.actions = [];
    this.audited = new Audited(240);
    this.devices = new Devices();
    this.alerts = assets ? Array.from({ length: 12 }, (_, n) => alert(n)).reverse() : [];
    this.relations = assets ? [{ id: id(8, 7), tenant: tenants[0].id, from: this.assets[0].id, kind: 'RUNS_ON', to: this.assets[1].id }] : [];
    this.values = [{ key: 'room', value: 'A1' }, { key: 'level', value: 'gold' }, { key: 'until', value: null }];
    this.operate = new Operate(this, assets > 0);
    this.parts = new Parts(this, assets > 0);
    this.plugins = new Plugins(this);
    this.customers = new Tenants(this, assets > 0);
    this.policies = new Policies(this, assets > 0);
    this.lists = new Lists(this);
    this.first = new First(this);
    this.lifecycle = new Lifecycle(this, assets > 0);
    this.searched = [];
    this.streams = new Set();
    /** what was sent of the pages' own files */
    this.served = [];
    /** the version that the worker has, where it is not the built one */
    this.newer = null;
    this.failures = 0;
    this.slow = 0;
    this.down = false;
    this.server = createServer((q, a) => void this.handle(q, a).catch((e) => this.problem(a, 500, 'internal', String(e))));
    this.beat = setInterval(() => this.tick(), 1000);
  }

  listen(port) {
    return new Promise((done) => this.server.listen(port, '127.0.0.1', () => done(this.server.address().port)));
  }

  close() {
    clearInterval(this.beat);
    for (const s of this.streams) s.answer.end();
    this.server.closeAllConnections();
    this.server.close();
  }

  tick() {
    for (const { answer, asset: watched } of this.streams) {
      const it = watched && this.assets.find((a) => a.id === watched);
      if (it?.online) this.send(answer, 'metric', { tenant: it.tenant, asset: it.id, agent: it.agent, points: load(Date.now(), it) });
      else answer.write(': ping\n\n');
    }
  }

  publish(name, data) {
    for (const { answer, asset: watched } of this.streams) {
      if (!watched || watched === data.asset) this.send(answer, name, { id: id(9, Math.floor(Math.random() * 1e9)), at: new Date().toISOString(), ...data });
    }
  }

  send(answer, name, data) {
    answer.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** An asset's agent comes or goes. */
  presence(target, online) {
    Object.assign(target, { online, seenAt: new Date().toISOString() });
    this.publish('AssetPresenceChanged', { tenant: target.tenant, asset: target.id, online });
  }

  register(name) {
    const it = { ...asset(4001 + this.assets.length), name, id: id(3, 90_000 + this.assets.length), tenant: (this.tenants[0] ?? tenants[0]).id };
    this.assets = [...this.assets, it].sort((a, b) => (a.name < b.name ? -1 : 1));
    this.publish('AssetRegistered', { tenant: it.tenant, asset: it.id, name });
    return it;
  }

  async handle(request, answer) {
    const url = new URL(request.url, 'http://x');
    if (url.pathname.startsWith('/ui/plugins/')) return this.plugins.file(url.pathname, answer);
    if (!url.pathname.startsWith('/api/')) return this.file(url.pathname, answer, request);
    if (this.down) return request.socket.destroy();
    if (this.slow) await new Promise((done) => setTimeout(done, this.slow));
    let text = '';
    for await (const chunk of request) text += chunk;
    const isFile = ['text/csv', 'application/octet-stream'].includes(request.headers['content-type']);
    const body = text && !isFile ? JSON.parse(text) : text || null;
    let path = url.pathname.slice('/api/v1'.length);
    const bound = /^\/tenants\/([0-9a-f-]{36})(\/.+)$/.exec(path);
    if (bound) path = bound[2];
    if (path === '/session/password') return body.code === 'once-only' ? answer.writeHead(204).end() : this.problem(answer, 401, 'signed-out', 'The code does not fit.');
    if (path === '/password-help') return this.first.help(request.method, body, answer);
    if (path === '/sign-in/providers') return this.json(answer, { items: this.providers });
    if (path === '/session') return this.session(request, answer, body);
    if (!/custode=s/.test(request.headers.cookie ?? '')) return this.problem(answer, 401, 'signed-out', 'Nobody is signed in.');
    if (request.method !== 'GET' && request.headers['x-csrf-token'] !== 'c') return this.problem(answer, 403, 'csrf', 'The token is missing.');
    return this.api(`${request.method} ${path}`, url.searchParams, body, bound?.[1], answer, request);
  }

  session(request, answer, body) {
    const who = { user: { kind: this.contact ? 'CONTACT' : 'TECHNICIAN', id: id(5, 1), name: 'admin', tenant: this.contact ? tenants[0].id : null, permissions: this.permissions }, csrf: 'c' };
    if (request.method === 'GET') return /custode=s/.test(request.headers.cookie ?? '') ? this.json(answer, who) : this.json(answer, { user: null, csrf: null });
    if (request.method === 'DELETE') {
      answer.setHeader('set-cookie', 'custode=; Max-Age=0; Path=/');
      return this.json(answer, { leave: null });
    }
    if (this.failures >= 3) {
      answer.setHeader('retry-after', '4');
      this.failures = 0;
      return this.problem(answer, 429, 'too-many', 'Too many sign-ins failed from this address.');
    }
    if (body.user !== 'admin' || body.password !== 'correct horse') {
      this.failures++;
      return this.problem(answer, 401, 'signed-out', 'User and password do not fit.');
    }
    if (this.factor && !body.code) return this.problem(answer, 401, 'second-factor-needed', 'A code is needed too.');
    if (this.factor && body.code !== '123456') return this.problem(answer, 401, 'signed-out', 'The code does not fit.');
    answer.setHeader('set-cookie', 'custode=s; HttpOnly; SameSite=Strict; Path=/');
    return this.json(answer, who);
  }

  async api(route, q, body, tenant, answer, request) {
    const managed = await this.lifecycle.answer(route, q, body);
    if (managed?.problem) return this.problem(answer, managed.problem.status, managed.problem.name, managed.problem.detail, managed.problem);
    if (managed) return this.json(answer, managed);
    const listed = this.lists.answer(route, body, tenant) ?? this.first.answer(route, body);
    if (listed?.problem) return this.problem(answer, listed.problem.status, listed.problem.name, listed.problem.detail, listed.problem);
    if (listed) return this.json(answer, listed);
    const one = /^GET \/assets\/([0-9a-f-]{36})(\/\w+)?$/.exec(route);
    if (one) return this.oneAsset(one[1], one[2], answer);
    const action = /^(GET|POST) \/actions\/([0-9a-f-]{36})(\/cancel)?$/.exec(route);
    if (action) return this.oneAction(action[2], Boolean(action[3]), answer);
    const plugged = this.plugins.answer(route, q);
    if (plugged?.problem) return this.problem(answer, plugged.problem.status, plugged.problem.name, plugged.problem.detail, plugged.problem);
    if (plugged) return this.json(answer, plugged);
    const told = this.devices.answer(route, body);
    if (told) return this.json(answer, told);
    const audited = this.audited.answer(route, q, body);
    if (audited) return this.json(answer, audited);
    const owned = this.customers.answer(route, q, body, tenant) ?? this.policies.answer(route, q, body, tenant);
    if (owned?.problem) return this.problem(answer, owned.problem.status, owned.problem.name, owned.problem.detail, owned.problem);
    if (owned) return this.json(answer, owned);
    const parted = this.parts.answer(route, q, body, tenant);
    if (parted?.problem) return this.problem(answer, parted.problem.status, parted.problem.name, parted.problem.detail, parted.problem);
    if (parted) return this.json(answer, parted);
    const operated = this.operate.answer(route, q, body, tenant);
    if (operated?.problem) return this.problem(answer, operated.problem.status, operated.problem.name, operated.problem.detail);
    if (operated?.refused) return this.problem(answer, 400, 'invalid', 'Nothing was changed.', { violations: [operated.refused] });
    if (operated) return this.json(answer, operated);
    const more = this.more(route, q, body, tenant, answer);
    if (more) return more;
    const command = /^POST \/commands\/msp\.(.+)$/.exec(route)?.[1];
    const people = command ? this.people(command, body) : undefined;
    if (people !== undefined) return this.json(answer, people);
    switch (route) {
      case 'GET /assets':
        return this.json(answer, this.find(q, tenant));
      case 'GET /search':
        return this.json(answer, {
          items: [
            ...this.searched.filter((hit) => hit.title.toLowerCase().includes(q.get('text').toLowerCase())),
            ...this.find(q).items.map((a) => ({ kind: 'asset', id: a.id, tenant: a.tenant, title: a.name, detail: a.os })),
          ],
          next: null,
        });
      case 'GET /alerts':
        return this.json(answer, { items: this.alerts.filter((a) => (!tenant || a.tenant === tenant) && (!q.get('suppressed') || String(a.suppressed) === q.get('suppressed')) && (!q.get('asset') || a.asset === q.get('asset')) && (!q.get('severity') || SEVERITY.indexOf(a.severity) >= SEVERITY.indexOf(q.get('severity'))) && (!q.get('active') || String(a.state !== 'RESOLVED') === q.get('active'))), next: null });
      case `GET /alerts/${/^GET \/alerts\/(.+)$/.exec(route)?.[1]}`:
        return this.json(answer, this.alerts.find((a) => route.endsWith(a.id)));
      case 'POST /commands/msp.alert-acknowledge':
        return this.json(answer, this.alertBecomes(body, 'ACKNOWLEDGED'));
      case 'POST /commands/msp.alert-resolve':
        return this.json(answer, this.alertBecomes(body, 'RESOLVED'));
      case 'GET /branding':
        return this.json(answer, this.branding);
      case 'PUT /branding':
        if (body.revision !== this.branding.revision) return this.problem(answer, 409, 'changed-meanwhile', 'Somebody changed it meanwhile; nothing was changed.');
        this.branding = { ...this.branding, ...body, name: body.name ?? tenants[0].name, revision: body.revision + 1 };
        return this.json(answer, this.branding);
      case 'POST /commands/msp.alert-reopen':
        return this.json(answer, this.alertBecomes(body, 'OPEN'));
      case 'GET /tenants':
        return this.json(answer, { items: this.tenants, next: null });
      case 'POST /tenants':
        this.tenants.push({ id: id(1, 50 + this.tenants.length), name: body.name, createdAt: new Date().toISOString(), revision: 1 });
        return this.json(answer, this.tenants.at(-1), 201);
      case 'GET /commands':
        return this.json(answer, { items: commands, next: null });
      case 'POST /commands/msp.asset-list':
        this.asked = body;
        return this.json(answer, this.find(new URLSearchParams({ limit: '5', cursor: body.cursor ?? '0' })));
      case 'POST /commands/msp.second-factor-show':
        return this.json(answer, { on: this.factor, recoveryCodes: this.factor ? 10 : 0 });
      case 'POST /commands/msp.second-factor-enrol':
        if (body.password !== 'correct horse') return this.problem(answer, 403, 'wrong-password', 'That is not your password; nothing was changed.');
        return this.json(answer, { secret: 'GEZDGNBVGY3TQOJQ', uri: 'otpauth://totp/Custode:admin?secret=GEZDGNBVGY3TQOJQ&issuer=Custode' });
      case 'POST /commands/msp.second-factor-confirm':
        if (body.code !== '123456') return this.problem(answer, 403, 'wrong-code', 'That code is wrong; nothing was changed.');
        this.factor = true;
        return this.json(answer, { codes: Array.from({ length: 10 }, (_, i) => `abcd-efgh-jkmn-pqr${i}`) });
      case 'POST /commands/msp.tenant-add':
        return this.json(answer, { message: `Created ${body.name}.` });
      case 'POST /commands/msp.agent-revoke':
        return this.problem(answer, 400, 'invalid', 'Nothing was changed: agent must be a UUID.', { todo: 'Correct the named fields and send it again.', violations: [{ field: 'agent', rule: 'must be a UUID' }] });
      case 'POST /enrolment-tokens':
        return this.json(answer, { token: { id: id(6, 1), tenant, site: body.site, expiresAt: new Date(Date.now() + 3_600_000).toISOString() }, secret: 'cst1.7Qm2vXw9Lk4-test-only.0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0' }, 201);
      case 'GET /actions':
        return this.json(answer, { items: this.actions.filter((a) => ['asset', 'state', 'verb'].every((name) => !q.get(name) || a[name] === q.get(name))), next: null });
      case 'POST /actions':
        return this.request(body, tenant, answer);
      case 'GET /events':
        return this.stream(q.get('asset'), answer, request);
      default:
        return this.problem(answer, 404, 'no-route', 'There is nothing at this path.');
    }
  }

  /** Imports, and what else is kept of an asset. */
  more(route, q, body, tenant, answer) {
    const say = (what) => this.json(answer, what) ?? true;
    const page = (items) => say({ items, next: null });
    if (route === 'POST /imports') {
      const rows = body.trim().split('\n').length - 1;
      this.sent = { kind: q.get('kind'), tenant, body };
      this.import = { id: id(8, 1), tenant: tenant ?? null, kind: q.get('kind'), state: 'CHECKED', encoding: 'UTF-8', separator: ',', rows, seen: rows, created: rows - 1, changed: 0, same: 0, rejected: 1, proposals: 0, note: null };
      return say({ of: this.import, differences: [{ row: 2, key: '1', field: 'name', from: null, to: 'pc-1' }], rejects: [{ row: 3, column: 'kind', reason: 'must be one of workstation, server' }] });
    }
    if (route === `POST /imports/${this.import?.id}/start`) return say(Object.assign(this.import, { state: 'RUNNING', seen: 0 }));
    if (route === `GET /imports/${this.import?.id}`) return say(Object.assign(this.import, { state: 'DONE', seen: this.import.rows }));
    if (route === 'GET /relations') return page(this.relations);
    if (route === 'POST /relations') return say(this.relations[this.relations.push({ ...body, id: id(8, 60 + this.relations.length), tenant }) - 1]);
    if (route.startsWith('DELETE /relations/')) return (this.relations = [], answer.writeHead(204).end(), true);
    if (route.startsWith('GET /history/assets/') && this.history) {
      const from = Number(q.get('cursor') ?? 0);
      const to = from + Number(q.get('limit'));
      return say({ items: this.history.slice(from, to), next: to < this.history.length ? String(to) : null });
    }
    if (route.startsWith('GET /history/assets/')) return page([...this.operate.lent, { id: id(9, 1), at: new Date().toISOString(), actor: 'admin', verb: 'core.asset.change', changes: [{ field: 'name', from: 'old', to: 'new' }] }]);
    if (route === 'GET /custom-fields/ASSET') return page([{ key: 'room', label: 'Room', type: 'TEXT', required: false, choices: [] }, { key: 'level', label: 'Level', type: 'CHOICE', required: true, choices: ['gold', 'silver'] }, { key: 'until', label: 'Warranty until', type: 'DATE', required: false, choices: [] }]);
    if (route.startsWith('GET /custom-fields/ASSET/values/')) return page(this.values);
    if (route.startsWith('PUT /custom-fields/ASSET/values/')) return page((this.values = this.values.map((v) => body.values.find((x) => x.key === v.key) ?? v)));
    return null;
  }

  alertBecomes({ alert: which, note }, state) {
    const it = this.alerts.find((a) => a.id === which);
    Object.assign(it, { state, note });
    this.publish('AlertChanged', { tenant: it.tenant, alert: it.id });
    return it;
  }

  raise(title, severity, tenant = null) {
    const it = { ...alert(100 + this.alerts.length), title, severity, state: 'OPEN', suppressed: false };
    if (tenant) it.tenant = tenant;
    this.alerts = [it, ...this.alerts];
    this.publish('AlertRaised', { tenant: it.tenant, alert: it.id, title });
    return it;
  }

  /** Commands about users and about what one has oneself; undefined: another command. */
  people(command, body) {
    const [, kind, verb] = /^(passkey|ssh-key|api-token|session)-(\w+)$/.exec(command) ?? [];
    if (verb === 'list') return { items: this.own[kind], next: null };
    if (verb === 'remove' || verb === 'revoke') {
      this.own[kind] = this.own[kind].filter((x) => x.id !== body.id);
      return { message: 'Gone.' };
    }
    if (command === 'ssh-key-add') return this.own['ssh-key'].push({ id: id(9, 9), user: 'admin', label: body.key.split(' ')[2], type: 'ssh-ed25519', fingerprint: 'SHA256:x', createdAt: '2026-01-02T03:04:05Z', usedAt: null }) && this.own['ssh-key'][0];
    if (command === 'api-token-add') return { id: id(9, 8), user: body.user, label: body.label, secret: 'cta_test-only' };
    const who = this.users.find((x) => x.name === body?.user);
    if (command === 'role-list') return { items: ['administrator', 'auditor', 'technician'].map((name) => ({ name, members: 1, permissions: 1 })), next: null };
    if (command === 'role-show') return { items: [{ permission: 'core.user.write', english: 'Create and change users', italian: 'Creare e modificare gli utenti', dormant: false, roles: ['administrator'] }, { permission: 'backup.run.start', english: 'backup.run.start', italian: 'backup.run.start', dormant: true, roles: ['administrator', 'technician'] }], next: null };
    if (command === 'user-list') {
      const fits = this.users.filter((x) => x.name.includes(body.text ?? ''));
      const from = Number(body.cursor ?? 0);
      return { items: fits.slice(from, from + body.limit), next: from + body.limit < fits.length ? String(from + body.limit) : null };
    }
    if (command === 'user-invite' || command === 'password-reset') return this.first.code(body);
    if (command === 'user-mail') return Object.assign(who, { mail: body.address });
    if (command === 'user-show') return { user: who, allTenants: who.all, visible: who.visible, secondFactor: false, passkeys: 0, providers: [], mail: who.mail ?? null };
    if (command === 'user-role') return Object.assign(who, { role: body.role });
    if (command === 'user-tenants') return Object.assign(who, { visible: body.visible, all: body.visible.length === 0, tenant: body.contactOf });
    if (command === 'user-disable') return Object.assign(who, { disabledAt: '2026-01-02T03:04:05Z' });
    return undefined;
  }

  find(q, tenant) {
    return findAssets(this.assets.filter((a) => (!tenant || a.tenant === tenant) && (!q.get('site') || a.site === q.get('site'))), q);
  }

  oneAsset(which, part, answer) {
    const it = this.assets.find((a) => a.id === which);
    if (!it || (part === '/inventory' && !it.agent)) return this.problem(answer, 404, 'asset-not-found', 'There is no such asset.');
    if (part === '/inventory') return this.json(answer, inventory(it));
    if (part === '/metrics') {
      const now = Math.floor(Date.now() / 1000) * 1000;
      return this.json(answer, { items: it.online ? Array.from({ length: 180 }, (_, i) => load(now - (180 - i) * 5000, it)).flat() : [], next: null });
    }
    return this.json(answer, it);
  }

  oneAction(which, cancel, answer) {
    const it = this.actions.find((a) => a.id === which);
    if (!it) return this.problem(answer, 404, 'action-not-found', 'There is no such action.');
    if (cancel) this.become(it, { state: 'CANCELLED', finishedAt: new Date().toISOString(), reason: 'Cancelled by admin.' }, 'ActionCancelled');
    return this.json(answer, it);
  }

  request(body, tenant, answer) {
    const it = { id: id(7, this.actions.length), tenant, asset: body.asset, verb: body.verb, input: body.input, state: 'QUEUED', notBefore: new Date().toISOString(), expiresAt: new Date(Date.now() + 86_400_000).toISOString(), lockKey: null, priority: 0, requestedBy: 'admin', createdAt: new Date().toISOString(), startedAt: null, finishedAt: null, output: null, reason: null };
    this.actions.unshift(it);
    this.json(answer, it, 201);
    this.publish('ActionRequested', { tenant, action: it.id, asset: it.asset });
    if (!this.assets.find((a) => a.id === it.asset)?.online) return;
    setTimeout(() => this.become(it, { state: 'RUNNING', startedAt: new Date().toISOString() }, 'ActionStarted'), 300);
    setTimeout(() => this.become(it, { state: 'SUCCEEDED', finishedAt: new Date().toISOString(), output: { exitCode: 0, stdout: 'Linux hel-srv-0014 6.1.0-25-amd64 #1 SMP Debian 6.1.106-3 x86_64 GNU/Linux\n', stderr: '', truncated: false, millis: 214 } }, 'ActionFinished'), 900);
  }

  become(action, change, event) {
    Object.assign(action, change);
    this.publish(event, { tenant: action.tenant, action: action.id, asset: action.asset, state: action.state });
  }

  stream(watched, answer) {
    answer.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    this.send(answer, 'ready', {});
    const stream = { answer, asset: watched };
    this.streams.add(stream);
    answer.on('close', () => this.streams.delete(stream));
  }

  json(answer, body, status = 200) {
    answer.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body));
  }

  problem(answer, status, name, detail, more = {}) {
    answer.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ type: `urn:custode:problem:${name}`, title: name, status, detail, todo: '', instance: 'c0ffee00c0ffee00', violations: [], ...more }));
  }

  file(path, answer, request) {
    const isPortal = /^\/portal(\/|$)/.test(path);
    const [bundle, routes] = isPortal ? [PORTAL, PORTAL_ROUTES] : [BUNDLE, ROUTES];
    const page = routes.test(path) || !extname(path);
    const name = page ? 'index.html' : normalize(path).replace(isPortal ? /^\/+portal\/+/ : /^\/+/, '');
    try {
      const read = readFileSync(join(bundle, name));
      const content = this.newer && name === 'sw.js' ? Buffer.from(read.toString().replace(/"version":"\w+"/, `"version":"${this.newer}"`)) : read;
      const etag = `"${createHash('sha256').update(content).digest('base64url')}"`;
      const headers = { etag, 'cache-control': name.startsWith('app/') ? 'public, max-age=31536000, immutable' : 'no-cache', 'content-type': TYPES[extname(name)] ?? 'application/octet-stream', 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' };
      if (page) headers['content-security-policy'] = policy(content.toString());
      if (name === 'sw.js') headers['content-security-policy'] = "default-src 'none'; connect-src 'self'";
      if (request.headers['if-none-match'] === etag && (!page || routes.test(path))) return answer.writeHead(304, headers).end();
      this.served.push({ path, bytes: gzipSync(content).length });
      answer.writeHead(page && !routes.test(path) ? 404 : 200, headers).end(content);
    } catch {
      answer.writeHead(404).end();
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = await new Mock().listen(Number(process.env.PORT ?? 24100));
  console.log(`Sign in as admin / correct horse: http://127.0.0.1:${port}/`);
}
