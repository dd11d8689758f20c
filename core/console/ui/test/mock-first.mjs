// SPDX-License-Identifier: Apache-2.0
// What is said once for the whole installation, in the mock: the MSP, mail, certificate, what is kept, demo data.
import { id } from './mock-data.mjs';

const LEAST = { ACTIONS: 180, ALERTS: 7, COMPLIANCE: 30, JOB_RUNS: 7, IMPORTS: 7, MERGES: 7 };
const NO_DEMO = { customers: 0, sites: 0, people: 0, assets: 0, alerts: 0, others: 0 };

export class First {
  constructor(mock) {
    this.mock = mock;
    this.provider = { name: null, accent: null, logo: null, language: 'en', zone: 'UTC', revision: 0 };
    this.mail = { ready: false, host: '', port: 587, security: 'STARTTLS', user: '', from: '' };
    this.certificate = { own: false, subject: 'CN=node-1', issuer: 'CN=Custode authority', names: ['localhost', 'rmm.example.com'], endsAt: new Date(Date.now() + 200 * 86_400_000).toISOString(), trouble: null, files: ['/var/lib/custode/keys/web.pem', '/var/lib/custode/keys/web.key'] };
    this.kept = new Map();
    this.sent = [];
    this.demo = NO_DEMO;
    this.forgetful = [];
    this.address = null;
  }

  mailWorks() {
    this.mail = { ready: true, host: 'smtp.example.com', port: 587, security: 'STARTTLS', user: 'msp', from: 'msp@example.com' };
  }

  /** The same whoever is named. */
  help(method, body, answer) {
    if (method === 'GET') return this.mock.json(answer, { available: this.mail.ready });
    this.forgetful.push(body.user);
    return answer.writeHead(202).end();
  }

  code({ name, user, mailTo }) {
    const endsAt = '2026-01-02T03:04:05Z';
    if (mailTo && this.mailFails) return { user: name ?? user, code: 'once-only', endsAt, mailedTo: null, mailFailure: 'The mail server is away.' };
    return { user: name ?? user, code: mailTo ? null : 'once-only', endsAt, mailedTo: mailTo ?? null, mailFailure: null };
  }

  /** @returns an answer, a refusal as { problem }, or undefined: another's route */
  answer(route, body) {
    const kind = /^PUT \/retention\/(\w+)$/.exec(route)?.[1];
    if (kind) {
      if (body.days === null) this.kept.delete(kind);
      else this.kept.set(kind, body.days);
      return { kind, days: body.days, leastDays: LEAST[kind] };
    }
    switch (route) {
      case 'GET /provider':
        return this.provider;
      case 'PUT /provider':
        return this.change(body);
      case 'GET /retention':
        return { items: Object.entries(LEAST).map(([each, leastDays]) => ({ kind: each, days: this.kept.get(each) ?? null, leastDays })), next: null };
      case 'GET /retention/preview':
        return { items: [...this.kept.keys()].map((each) => ({ kind: each, before: new Date().toISOString(), rows: 1234 })), next: null };
      case 'POST /commands/msp.mail-show':
        return this.mail;
      case 'POST /commands/msp.mail-test':
        if (/refused/.test(body.to)) return { problem: { status: 409, name: 'mail-refused', detail: 'The mail server refused the message (550); it was not sent to everybody.', todo: 'Check the addresses.' } };
        this.sent.push(body.to);
        return { message: `The mail server took a message to ${body.to}.` };
      case 'POST /commands/msp.mail-address-show':
        return { user: 'admin', address: this.address };
      case 'POST /commands/msp.mail-address-set':
        if (body.password !== 'correct horse') return { problem: { status: 403, name: 'wrong-password', detail: 'That is not your password; nothing was changed.' } };
        this.address = body.address;
        return { user: 'admin', address: this.address };
      case 'POST /commands/msp.certificate-show':
        return this.certificate;
      case 'POST /commands/msp.platform-show':
        return { version: '0.3.0', database: 'PostgreSQL', java: '17.0.13', startedAt: new Date(Date.now() - 86_400_000).toISOString(), consoleUrl: null };
      case 'POST /commands/msp.demo-show':
        return this.demo;
      case 'POST /commands/msp.demo-add':
        this.mock.tenants.push({ id: id(1, 90), name: 'Demo: Aurora Dental', createdAt: new Date().toISOString(), revision: 1 });
        return (this.demo = { customers: 3, sites: 6, people: 14, assets: 42, alerts: 7, others: 0 });
      case 'POST /commands/msp.demo-remove':
        if (this.demo.others && !body.others) return { problem: { status: 409, name: 'demo-has-more', detail: 'Others added things to demo customers; nothing was removed.', todo: 'Remove all of it, if they may go.' } };
        this.mock.tenants = this.mock.tenants.filter((x) => !x.name.startsWith('Demo: '));
        return (this.demo = NO_DEMO);
      default:
        return undefined;
    }
  }

  change({ revision, ...said }) {
    const refused = (field, rule) => ({ problem: { status: 400, name: 'invalid', detail: `Nothing was changed: ${field} ${rule}.`, todo: 'Correct the named fields and send it again.', violations: [{ field, rule }] } });
    if (revision !== this.provider.revision) return { problem: { status: 409, name: 'changed-meanwhile', detail: 'Somebody changed this provider meanwhile; nothing was changed.' } };
    if (!/^[A-Z][A-Za-z_]+(\/[A-Za-z_]+)*$/.test(said.zone)) return refused('zone', 'must be a time zone as Europe/Rome');
    this.provider = { ...said, revision: revision + 1 };
    this.mock.publish('ProviderChanged', {});
    return this.provider;
  }
}
