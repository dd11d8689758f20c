// SPDX-License-Identifier: Apache-2.0
// Calendars, counts of alerts and the API's own document, as far as the console asks for them.
import { id, tenants } from './mock-data.mjs';

const WEEKDAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];
const hours = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'].flatMap((day) => [{ day, from: '09:00:00', to: '13:00:00' }, { day, from: '14:00:00', to: '18:00:00' }]);

function calendar(n) {
  const rules = { zone: n ? 'America/New_York' : 'Europe/Rome', hours, holidays: { country: 'IT', region: n ? null : '32' }, feasts: [{ date: '--12-07', name: "Sant'Ambrogio" }], extraDays: [{ date: '2026-12-24', name: 'Christmas Eve', hours: [{ from: '09:00:00', to: '12:00:00' }] }],
    windows: [{ name: 'Servers', day: 'SUNDAY', week: null, from: '02:00:00', length: 'PT4H' }, { name: 'Workstations', day: 'TUESDAY', week: 2, from: '22:00:00', length: 'PT2H' }], freezes: [{ name: 'End of the year', from: '2026-12-20', to: '2027-01-06' }] };
  return { id: id(11, 1 + n), tenant: n ? tenants[n].id : null, name: ['Nights', 'Office <b>', 'Shop'][n], rules, revision: 1 };
}

/** Noon of a zone's day is that day's in UTC too, so hours are told in UTC: what is drawn shifts, the days do not. */
const span = (date, from, to) => ({ from: `${date}T${from}:00Z`, to: `${date}T${to}:00Z` });

function dayOf(date) {
  const day = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()];
  const isFeast = date.endsWith('-12-07');
  const frozen = date >= '2026-12-20' && date <= '2027-01-06';
  return { date, reason: isFeast ? "Sant'Ambrogio" : null, open: isFeast || day === 'SUNDAY' || day === 'SATURDAY' ? [] : [span(date, '08:00', '12:00'), span(date, '13:00', '17:00')], windows: day === 'SUNDAY' && !frozen ? [span(date, '01:00', '05:00')] : [], frozen };
}

export class Parts {
  constructor(mock, full) {
    this.mock = mock;
    this.calendars = full ? [0, 1, 2].map(calendar) : [];
    this.asked = [];
  }

  /** @returns null: not its own */
  answer(route, q, body, tenant) {
    if (route === 'GET /alert-summaries') return this.alerts(Number(q.get('limit')));
    if (route === 'GET /openapi.json') return document;
    if (route === 'GET /calendars') return { items: this.calendars, next: null };
    const add = route === 'POST /commands/msp.calendar-add';
    if (add || route === 'POST /commands/msp.calendar-change') return this.write(add, body, tenant);
    const [, verb, which, part] = /^(\w+) \/calendars\/([0-9a-f-]{36})(?:\/(days|check))?$/.exec(route) ?? [];
    const one = this.calendars.find((c) => c.id === which);
    if (!one) return null;
    if (verb === 'DELETE') {
      if (one.tenant === null) return { problem: { status: 409, name: 'calendar-used', detail: 'Nothing was changed: the rollout “Patches of month 1” refers to it.' } };
      this.calendars = this.calendars.filter((c) => c !== one);
      return {};
    }
    if (part === 'days') return this.days(q.get('from'), q.get('to'));
    if (part === 'check') return { at: new Date().toISOString(), open: true, nextOpen: new Date().toISOString(), nextClose: new Date(Date.now() + 7_200_000).toISOString(), frozen: false, inWindow: false, window: { from: new Date(Date.now() + 172_800_000).toISOString(), to: new Date(Date.now() + 187_200_000).toISOString() } };
    return one;
  }

  write(add, body, tenant) {
    this.asked.push({ tenant, body });
    if (body.hours.some((line) => !/^[a-z]{3}/.test(line) && line !== 'none')) return { problem: { status: 400, name: 'invalid', detail: 'Nothing was changed: hours must be like: mon-fri 09:00-13:00 14:00-18:00.', violations: [{ field: 'hours', rule: 'must be like: mon-fri 09:00-13:00 14:00-18:00' }] } };
    if (add) return this.calendars[this.calendars.push({ ...calendar(0), id: id(11, 9), tenant: tenant ?? null, name: body.name }) - 1];
    const one = this.calendars.find((c) => c.id === body.calendar);
    if (one.revision !== body.revision) return { problem: { status: 409, name: 'changed-meanwhile', detail: 'Somebody else changed it.' } };
    return Object.assign(one, { name: body.name, rules: { ...one.rules, zone: body.zone }, revision: one.revision + 1 });
  }

  days(from, to) {
    const items = [];
    for (let day = from; day <= to; day = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)) items.push(dayOf(day));
    return { items, next: null };
  }

  alerts(limit) {
    const open = this.mock.alerts.filter((a) => a.state !== 'RESOLVED' && !a.suppressed);
    const of = (tenant, severity) => open.filter((a) => a.tenant === tenant && a.severity === severity).length;
    const items = [...new Set(open.map((a) => a.tenant))].map((tenant) => ({ tenant, critical: of(tenant, 'CRITICAL'), warning: of(tenant, 'WARNING'), info: of(tenant, 'INFO') })).sort((a, b) => b.critical - a.critical || b.warning - a.warning || b.info - a.info);
    return { items: items.slice(0, limit), next: items.length > limit ? 'x' : null };
  }
}

const text = (more = {}) => ({ type: 'string', ...more });
const ok = (schema, example) => ({ 200: { description: 'The answer', content: { 'application/json': { schema, example } } }, default: { $ref: '#/components/responses/problem' } });
const ASSET = { id: id(3, 1), name: 'srv-1', kind: 'SERVER', site: null };
const page = (items) => ({ type: 'object', required: ['items', 'next'], properties: { items: { type: 'array', items }, next: text({ nullable: true, description: "Send it as 'cursor' for the next page; null on the last one" }) } });
const idParameter = { name: 'id', in: 'path', required: true, schema: text({ format: 'uuid', 'x-id': 'AssetId', example: id(3, 1) }), example: id(3, 1) };

/** A small one, of the shape that the platform makes. */
export const document = {
  openapi: '3.0.3',
  info: { title: 'Custode', version: '1', description: 'Every operation names the permission it needs in x-permission; signed-in and signed-out are those that need none.' },
  servers: [{ url: '/api/v1', description: 'All tenants that you see, for reading' }, { url: '/api/v1/tenants/{tenant}', description: 'One tenant, for reading and changing', variables: { tenant: { default: id(0, 0) } } }],
  security: [{ token: [] }, { session: [] }],
  paths: {
    '/assets': {
      get: { operationId: 'core.AssetsResource.find', tags: ['core'], summary: 'Assets by name', 'x-permission': 'core.asset.read', parameters: [{ name: 'kind', in: 'query', required: false, schema: text({ enum: ['SERVER', 'WORKSTATION'] }), example: 'SERVER' }, { $ref: '#/components/parameters/limit' }, { $ref: '#/components/parameters/cursor' }], responses: ok(page({ $ref: '#/components/schemas/Asset' }), { items: [ASSET], next: null }) },
      post: { operationId: 'core.AssetsResource.register', tags: ['core'], summary: 'Register an asset <b>in the tenant of the path</b>', 'x-permission': 'core.asset.write', requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/NewAsset' }, example: { name: "srv-1's", kind: 'SERVER', site: null } } } }, responses: { '2XX': { description: 'Done' }, default: { $ref: '#/components/responses/problem' } } },
    },
    '/assets/{id}': {
      get: { operationId: 'core.AssetsResource.get', tags: ['core'], summary: 'An asset', 'x-permission': 'core.asset.read', parameters: [idParameter], responses: ok({ $ref: '#/components/schemas/Asset' }, ASSET) },
      delete: { operationId: 'core.AssetsResource.retire', tags: ['core'], summary: 'Retire an asset', 'x-permission': 'core.asset.write', parameters: [idParameter], responses: { 204: { description: 'Done' }, default: { $ref: '#/components/responses/problem' } } },
    },
    '/groups': { get: { operationId: 'core.GroupsResource.find', tags: ['core'], summary: 'Groups of assets', 'x-permission': 'core.group.read', responses: ok(page({ $ref: '#/components/schemas/Group' }), { items: [], next: null }) } },
    '/imports': { post: { operationId: 'core.ImportsResource.check', tags: ['core'], summary: 'Try a CSV file', 'x-permission': 'core.import.run', requestBody: { required: true, content: { 'text/csv': { schema: text({ format: 'binary' }) } } }, responses: { 204: { description: 'Done' } } } },
    '/session': { get: { operationId: 'core.SessionResource.get', tags: ['core'], summary: 'Who is signed in', 'x-permission': 'signed-out', security: [], responses: ok({ type: 'object' }, {}) } },
    '/plugins/backup/runs': { get: { operationId: 'backup.Runs.find', tags: ['backup'], summary: 'Runs of backups', 'x-permission': 'backup.run.read', responses: ok(page({ type: 'object', properties: { size: { type: 'integer', format: 'int64' } } }), { items: [{ size: 1 }], next: null }) } },
  },
  components: {
    parameters: { limit: { name: 'limit', in: 'query', required: false, description: 'Items wanted', example: 50, schema: { type: 'integer', minimum: 1, maximum: 500, default: 50 } }, cursor: { name: 'cursor', in: 'query', required: false, description: "'next' of the page before", example: 'Um9zc2k', schema: text({ maxLength: 2400 }) } },
    responses: { problem: { description: 'Refused (RFC 9457)', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example: { type: 'urn:custode:problem:invalid', status: 400 } } } } },
    schemas: {
      Asset: { type: 'object', required: ['id', 'name', 'kind'], properties: { id: text({ format: 'uuid' }), name: text(), kind: text({ enum: ['SERVER', 'WORKSTATION'] }), site: text({ format: 'uuid', nullable: true }) } },
      NewAsset: { type: 'object', additionalProperties: false, required: ['name', 'kind'], properties: { name: text({ description: 'Name, 1 to 200 characters' }), kind: text({ enum: ['SERVER', 'WORKSTATION'] }), site: { allOf: [text({ format: 'uuid' })], nullable: true } } },
      Group: { type: 'object', required: ['id'], properties: { id: text({ format: 'uuid' }), filter: { allOf: [{ $ref: '#/components/schemas/Filter' }], nullable: true, description: 'Who is in it' } } },
      Filter: { type: 'object', properties: { field: text(), all: { type: 'array', items: { $ref: '#/components/schemas/Filter' } }, more: { type: 'object', additionalProperties: { type: 'integer' } } } },
      Problem: { type: 'object', required: ['type', 'status'], properties: { type: text(), status: { type: 'integer' }, violations: { type: 'array', items: { type: 'object', properties: { field: text(), rule: text() } } } } },
    },
  },
};
