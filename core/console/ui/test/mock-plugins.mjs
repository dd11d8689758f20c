// SPDX-License-Identifier: Apache-2.0
// Plugins of the mock: hello as it is shipped, and some that nobody should write.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { History } from './mock-history.mjs';

const shipped = (file, id = 'hello') => readFileSync(fileURLToPath(new URL(`../../../../plugins/${id}/src/main/resources/ui/${file}`, import.meta.url)), 'utf8');

/** A plugin: its offer, the text of its module, and of other files by their names. */
function plugin(id, version, name, text, contributes, files = {}) {
  return { text, files, offer: { id, version, name, sdk: '^1', module: `/ui/plugins/${id}/${version}-0123456789abcdef/index.js`, contributes } };
}

export function hello(version, greeting = 'Hello from') {
  return plugin('hello', version, 'Hello', shipped('index.js').replace('Hello from', greeting), JSON.parse(shipped('contributions.json')).contributes);
}

/** As it is shipped. */
export const monitoring = () => plugin('monitoring', '0.2.0', 'Monitoring', shipped('index.js', 'monitoring'), JSON.parse(shipped('contributions.json', 'monitoring')).contributes, { 'texts.js': shipped('texts.js', 'monitoring') });

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
    this.history = new History();
    this.greeted = 0;
    this.failing = 0;
  }

  /** These are there from now on, and no others. */
  become(...plugins) {
    this.rev++;
    this.all = plugins;
    for (const { offer, text, files } of plugins) {
      if (text !== null) this.served.set(offer.module, text);
      for (const [name, content] of Object.entries(files)) this.served.set(offer.module.replace('index.js', name), content);
    }
    for (const { answer } of this.mock.streams) this.mock.send(answer, 'contributions', { rev: this.rev });
  }

  /** null: no route of its own. */
  answer(route, query) {
    if (route.includes('/plugins/monitoring/')) return this.history.answer(route, query);
    if (route === 'GET /ui/contributions') return { rev: this.rev, sdk: '1.0', plugins: this.offers() };
    if (route !== 'GET /plugins/hello/greetings') return null;
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
