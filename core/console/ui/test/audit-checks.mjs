// SPDX-License-Identifier: Apache-2.0
// Who did what: the audit, in the same browser as all else of the console.
import assert from 'node:assert/strict';
import { id, tenants } from './mock-data.mjs';
import { LOOKS } from './looks.mjs';

const VERBS = ['core.asset.register', 'core.user.write', 'core.plugin.install'];
const OUTCOMES = ['done', 'done', 'refused', 'failed'];

/** What the platform would answer. */
export class Audited {
  constructor(many) {
    this.asked = null;
    this.intact = true;
    this.entries = Array.from({ length: many }, (_, n) => ({
      id: id(17, n),
      at: new Date(Date.now() - n * 60_000).toISOString(),
      actor: ['admin', 'joe', 'plugin:backup'][n % 3],
      door: ['rest', 'shell', 'system'][n % 3],
      tenant: n % 4 ? tenants[n % tenants.length].id : null,
      verb: VERBS[n % VERBS.length],
      target: n % 3 ? `user/u${n}` : `asset/${id(2, n)}`,
      outcome: OUTCOMES[n % OUTCOMES.length],
      detail: n % 2 ? {} : { name: `<b>srv-${n}</b>`, from: null },
      sequence: many - n,
      personal: n === 4 ? { erased: true } : null,
    }));
  }

  answer(route, q, body) {
    if (route === 'GET /audit') {
      const fits = this.entries.filter((e) => ['actor', 'verb', 'target'].every((name) => !q.get(name) || e[name] === q.get(name)));
      const from = Number(q.get('cursor') ?? 0);
      const to = from + Number(q.get('limit'));
      return { items: fits.slice(from, to), next: to < fits.length ? String(to) : null };
    }
    if (route !== 'POST /commands/msp.audit-verify') return null;
    this.asked = body;
    return this.intact
      ? { intact: true, entries: this.entries.length, noted: `${this.entries.length}:ab12`, finding: null, sequence: null, entry: null, meaning: 'Every entry is as it was recorded.' }
      : { intact: false, entries: 41, noted: '41:ab12', finding: 'CHANGED', sequence: 42, entry: id(17, 1), meaning: 'Entry 42 was changed after it was recorded.' };
  }
}

/** @param tools of the browser test: check, visit, axe, until, picture */
export function auditChecks({ check, visit, axe, until, picture }) {
  for (const { lang, theme, width } of LOOKS) {
    const name = `${lang}-${theme}-${width}`;
    check(`who did what is found by a word of it, and proved to be unchanged, ${name}`, () =>
      visit({}, async ({ page, mock, t }) => {
        const { audited } = mock;
        await page.goto('/audit');
        await t('row').first().waitFor();
        await until('a hundred, and more', async () => (await t('count').textContent()).startsWith('100+'));
        await axe(page, `audit ${name}`);
        await picture(page, `audit-${name}`);

        await t('row').first().click();
        await t('entry-target').filter({ hasText: 'asset/' }).waitFor();
        await t('entry-dialog').getByText('<b>srv-0</b>').waitFor();
        await axe(page, `entry ${name}`);
        await picture(page, `audit-entry-${name}`);
        await t('find-actor').click();
        await until('only his', async () => (await t('row').count()) > 3 && (await t('row').allTextContents()).every((x) => x.includes('admin')));
        assert.equal(new URL(page.url()).search, '?actor=admin');
        assert.equal(await t('audit-actor').inputValue(), 'admin');
        await t('audit-verb').fill('core.user.write');
        await t('audit-verb').press('Enter');
        await t('empty').waitFor();
        await axe(page, `no entry ${name}`);
        await t('filter-clear').click();
        await t('row').first().waitFor();
        assert.equal(new URL(page.url()).search, '');
        await page.goto('/audit?verb=core.plugin.install');
        await until('as the address says', async () => (await t('count').textContent()).startsWith('80'));

        await t('verify').click();
        await t('verify-form').locator('input').fill('7:cd34');
        await t('verify-go').click();
        await t('verify-dialog').locator('[data-intact=true]').filter({ hasText: '240' }).waitFor();
        assert.deepEqual(audited.asked, { noted: '7:cd34' });
        await axe(page, `verified ${name}`);
        await picture(page, `audit-verified-${name}`);
        audited.intact = false;
        await t('verify-go').click();
        await t('verify-dialog').locator('[data-intact=false]').filter({ hasText: 'Entry 42' }).waitFor();
        await axe(page, `changed ${name}`);
      }, { lang, theme, width }));
  }
}
