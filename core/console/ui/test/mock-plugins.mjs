// SPDX-License-Identifier: Apache-2.0
// Plugins of the mock: hello and monitoring as they are shipped, and some that nobody should write.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Measured } from './mock-monitoring.mjs';

const shipped = (id, file) => readFileSync(fileURLToPath(new URL(`../../../../plugins/${id}/src/main/resources/ui/${file}`, import.meta.url)), 'utf8');

/** A plugin: its offer, the text of its module, and of what that imports. */
function plugin(id, version, name, text, contributes, more = {}) {
  return { text, more, offer: { id, version, name, sdk: '^1', module: `/ui/plugins/${id}/${version}-0123456789abcdef/index.js`, contributes } };
}

export function hello(version, greeting = 'Hello from') {
  return plugin('hello', version, 'Hello', shipped('hello', 'index.js').replace('Hello from', greeting), JSON.parse(shipped('hello', 'contributions.json')).contributes);
}

export function monitoring() {
  const more = Object.fromEntries(['names.js', 'sheet.js'].map((file) => [file, shipped('monitoring', file)]));
  return plugin('monitoring', '0.1.0', 'Monitoring', shipped('monitoring', 'index.js'), JSON.parse(shipped('monitoring', 'contributions.json')).contributes, more);
}

const panel = (name) => ({ point: 'asset.panel', id: name.toLowerCase(), export: name, title: { en: `Panel ${name}`, it: `Pannello ${name}` } });
const command = (name) => ({ point: 'command', id: name, export: name, title: { en: `Command ${name}` } });

const BAD = `
import { CustodeElement, api, html, toast } from '@custode/sdk';
export class Draws extends CustodeElement { render() { throw new Error('cannot draw'); } }
export class Comes extends CustodeElement { connectedCallback() { throw new Error('cannot come'); } }
export class Begins extends CustodeElement { constructor() { super(); throw new Error('cannot begin'); } }
export class Loops extends CustodeElement { updated() { this.requestUpdate(); } render() { return html\`again\`; } }
export class Plain {}
export const fails = () => { throw new Error('cannot run'); };
export const floods = () => {
  for (let i = 0; i < 400; i++) { toast('toast ' + i); api('/plugins/hello/greetings').catch(() => {}); }
};
`;

/** Its panels fail in every way that a module can. */
export const bad = () => plugin('bad', '1.0.0', 'Bad', BAD, [...['Draws', 'Comes', 'Begins', 'Loops', 'Plain'].map(panel), command('fails'), command('floods')]);
const ROOMS = `
import { CustodeElement, api, base, css, html, icon, messages, navigate } from '@custode/sdk';
const t = messages({ en: { lead: 'Visits that we made', one: 'The first of {month}' }, it: { lead: 'Visite effettuate', one: 'La prima di {month}' } });
export class Visits extends CustodeElement {
  static styles = [base, css\`ul { padding: 12px; } li { display: flex; gap: 8px; align-items: center; }\`];
  render() {
    return html\`<p data-testid="visits">\${t('lead')}: \${this.ctx.path}</p><ul class="card"><li>\${icon('clock')}\${t('one', { month: '2026-11' })}</li></ul>
      <button class="btn" data-testid="deeper" @click=\${() => navigate('/portal/p/visits/visits/2026')}>2026</button>\`;
  }
}
export class Breaks extends CustodeElement { render() { throw new Error('cannot draw'); } }
`;

/** Rooms for customers, and a page for technicians. */
export const visits = (version = '1.0.0') => plugin('visits', version, 'Visits', ROOMS, [
  { point: 'portal.page', id: 'visits', path: '/visits', export: 'Visits', title: { en: 'Visits', it: 'Visite' }, icon: 'clock' },
  { point: 'portal.page', id: 'breaks', path: '/breaks', export: 'Breaks', title: { en: 'Broken room', it: 'Stanza rotta' } },
  { point: 'nav.page', id: 'plans', path: '/plans', export: 'Visits', title: { en: 'Visit plans', it: 'Piani' } },
]);

export const hangs = () => plugin('hangs', '1.0.0', 'Hangs', 'await new Promise(() => {});\nexport class Never {}', [panel('Never')]);
export const throws = () => plugin('throws', '1.0.0', 'Throws', `import '@custode/sdk';\nthrow new Error('cannot load');\nexport class Never {}`, [panel('Never')]);
export const absent = () => plugin('absent', '1.0.0', 'Absent', null, [panel('Never')]);

export const tile = () => plugin('backup', '1.2.0', 'Backup', `
import { CustodeElement, html } from '@custode/sdk';
export class Tile extends CustodeElement { render() { return html\`<p data-testid="backups">3 backups failed</p>\`; } }
`, [{ point: 'dashboard.tile', id: 'failed', export: 'Tile', title: { en: 'Backups', it: 'Backup' } }]);

const CHARTS = `
import { CustodeElement, base, chart, css, html, measured, moment } from '@custode/sdk';
const SECOND = 1000;
const start = Date.parse('2026-11-30T12:00:00Z');
const times = Array.from({ length: 100 }, (_, n) => start + n * 10 * SECOND + (n < 80 ? 0 : 200 * SECOND));
export class Charts extends CustodeElement {
  static properties = { chosen: { state: true }, busier: { state: true } };
  static styles = [base, css\`div { max-width: 640px; }\`];
  render() {
    const least = times.map((_, n) => (n > 30 && n < 50 && n !== 40 ? null : 1000 + 10 * n));
    return html\`<div data-testid="charted">\${chart({
      label: 'Traffic', unit: 'By/s', from: start, to: start + 1200 * SECOND, times, gap: 30 * SECOND,
      lines: [
        { label: 'In', values: least.map((v) => v && v + 24 + (this.busier ?? 0)), low: least, high: least.map((v) => v && v + 48) },
        { label: 'Out', values: times.map(() => 512) },
      ],
      choose: (from, to) => (this.chosen = [from, to]),
    })}</div>
    <p data-testid="said">\${measured(1536, 'By')} \${measured(12.345, '%')} \${measured(7380, 's')} \${measured(0.01234, '1')} \${measured(3, '{item}')}, \${moment(start)}</p>
    <p data-testid="chosen">\${this.chosen ? this.chosen.map((at) => new Date(at).toISOString()).join(' ') : ''}</p>
    <button class="btn" data-testid="more" @click=\${() => (this.busier = 3000)}>+</button>\`;
  }
}
`;

/** A chart of two lines, one with a shade and holes. */
export const charts = () => plugin('charts', '1.0.0', 'Charts', CHARTS, [{ point: 'nav.page', id: 'charts', path: '/charts', export: 'Charts', title: { en: 'Charts', it: 'Grafici' } }]);

const MEMBERS = `
import { CustodeElement, html, messages } from '@custode/sdk';
const t = messages({ en: { members: 'Members' }, it: { members: 'Membri' } });
export class Members extends CustodeElement { render() { return html\`<p>\${t('members')}: \${this.ctx.tenant.name}</p>\`; } }
`;

/** Shows something of a customer. */
export const customers = () => plugin('members', '1.0.0', 'Members', MEMBERS, [{ point: 'tenant.panel', id: 'members', export: 'Members', title: { en: 'Members', it: 'Membri' }, icon: 'users' }]);

export class Plugins {
  constructor(mock) {
    this.mock = mock;
    this.rev = 0;
    this.all = [];
    this.served = new Map();
    this.greeted = 0;
    this.failing = 0;
    this.measured = new Measured();
  }

  /** These are there from now on, and no others. */
  become(...plugins) {
    this.rev++;
    this.all = plugins;
    for (const { offer, text, more } of plugins) {
      if (text !== null) this.served.set(offer.module, text);
      for (const [file, its] of Object.entries(more)) this.served.set(offer.module.replace('index.js', file), its);
    }
    for (const { answer } of this.mock.streams) this.mock.send(answer, 'contributions', { rev: this.rev });
  }

  /** null: no route of its own. */
  answer(route, q) {
    if (route === 'GET /ui/contributions') return { rev: this.rev, sdk: '1.1', plugins: this.offers() };
    if (route !== 'GET /plugins/hello/greetings') return this.measured.answer(route, q);
    this.greeted++;
    return { message: 'Hello from a plugin.', assets: this.mock.assets.length };
  }

  /** Customers get what is the portal's, all others the rest. */
  offers() {
    const isFor = (its) => its.point.startsWith('portal.') === this.mock.contact;
    return this.all.map((p) => ({ ...p.offer, contributes: p.offer.contributes.filter(isFor) })).filter((p) => p.contributes.length);
  }

  /** The next `failing` of them do not come, as while a server starts. */
  file(path, answer) {
    if (this.failing > 0 && this.failing--) return answer.writeHead(503, { 'content-type': 'text/plain' }).end();
    const text = this.served.get(path);
    if (text === undefined) answer.writeHead(404, { 'content-type': 'text/plain' }).end();
    else answer.writeHead(200, { 'content-type': 'text/javascript', 'x-content-type-options': 'nosniff' }).end(text);
  }
}
