// SPDX-License-Identifier: Apache-2.0
// Publishers and revocations of the mock.
import { id as uuid } from './mock-data.mjs';

const at = (days) => new Date(Date.now() + days * 86_400_000).toISOString();

/** What is pasted or sent as a file; anything else is no certificate. */
export const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
export const PRINT = 'ab12'.padEnd(64, '7');

const certificate = (fingerprint, subject, days, from) => ({ fingerprint, subject, beginsAt: at(-200), endsAt: at(days), from });

export class Trust {
  constructor(life, key) {
    this.life = life;
    this.key = key;
    this.machines = 12;
    this.known = [
      { key, name: 'Acme', certificates: [certificate('0a'.repeat(32), 'CN=Acme Software,O=Acme', 12, `added ${at(-40)} by ${uuid(8, 42)}`)] },
      { key: '1'.repeat(64), name: 'custode', certificates: [certificate('1b'.repeat(32), 'CN=Custode', 900, 'file catalog/custode.pem of this node')] },
    ];
    this.revoked = [{ what: `jar:${'d'.repeat(64)}`, reason: 'It lost backups', at: at(-4), by: 'catalog:custode', liftedAt: at(-3), liftedBy: uuid(5, 1) }];
  }

  concerned(what) {
    return this.life.installed.filter((p) => [`key:${p.publisher}`, `jar:${p.sha256}`].includes(what));
  }

  publisher({ key, name, certificates }) {
    const revoked = this.revoked.find((r) => r.what === `key:${key}` && !r.liftedAt);
    const endsAt = certificates[0]?.endsAt ?? '';
    const ending = Date.parse(endsAt) < Date.now() + 30 * 86_400_000;
    return { key, name, certificates, endsAt, state: revoked ? 'REVOKED' : ending ? 'ENDING' : 'TRUSTED', plugins: this.concerned(`key:${key}`).map((p) => p.id), reason: revoked?.reason ?? '' };
  }

  stop(what, quarantine) {
    for (const p of this.concerned(what)) Object.assign(p, { state: quarantine ? 'QUARANTINED' : 'ACTIVE', detail: quarantine?.reason ?? '', quarantine });
  }

  /** undefined: a route of somebody else */
  answer(route, body) {
    const page = (items) => ({ items, next: null });
    const lifted = /^DELETE \/revocations\/(.+)$/.exec(route)?.[1];
    if (lifted) {
      const it = this.revoked.find((r) => r.what === lifted && !r.liftedAt);
      Object.assign(it, { liftedAt: at(0), liftedBy: uuid(5, 1) });
      this.stop(lifted, null);
      this.life.mock.publish('TrustRestored', { what: lifted });
      return it;
    }
    switch (route) {
      case 'GET /publishers':
        return page(this.known.map((p) => this.publisher(p)));
      case 'GET /revocations':
        return page(this.revoked);
      case 'POST /publishers/look':
      case 'POST /publishers': {
        if (!body.certificate.includes('MIIB')) return { problem: { status: 400, name: 'invalid', detail: 'Nothing was changed: certificate must be one X.509 certificate.', todo: 'Correct the named fields and send it again.' } };
        const found = { key: '2'.repeat(64), name: body.name ?? 'CN=Borealis,O=Borealis', certificates: [certificate(PRINT, 'CN=Borealis,O=Borealis', 700, `added ${at(0)} by ${uuid(5, 1)}`)] };
        if (route === 'POST /publishers') {
          this.known.push(found);
          this.life.mock.publish('PublisherAdded', { key: found.key });
        }
        return this.publisher(found);
      }
      case 'POST /revocations/plan': {
        const plugins = this.concerned(body.what).map((p) => p.id);
        return { what: body.what, plugins, machines: plugins.length ? this.machines : 0 };
      }
      case 'POST /revocations': {
        const it = { what: body.what, reason: body.reason, at: at(0), by: uuid(5, 1), liftedAt: null, liftedBy: null };
        this.revoked.unshift(it);
        const cause = body.what.startsWith('key:') ? 'PUBLISHER_REVOKED' : 'JAR_REVOKED';
        this.stop(body.what, { cause, reason: `It was revoked: ${body.reason}.`, since: it.at, by: it.by });
        this.life.mock.publish('TrustRevoked', { what: body.what });
        this.life.mock.publish('PluginQuarantined', { plugin: 'backup' });
        return it;
      }
      default:
        return undefined;
    }
  }
}
