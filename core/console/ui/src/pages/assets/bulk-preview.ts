// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { directory } from '../../app/directory';
import { count, number, t } from '../../app/i18n';
import type { Asset } from '../../app/types';
import { icon } from '../../parts/icon';
import { rowsOf, type Plan } from './bulk-plans';

const NAMED = 8;
const TENANTS = 4;

export const previewSheet = css`
  .preview { display: grid; gap: 8px; padding: 12px; border: 1px solid var(--line2); border-radius: var(--r2); background: var(--bg1); }
  .preview .what { font-weight: 600; }
  .preview p { color: var(--fg2); overflow-wrap: anywhere; }
  .preview .skip { display: flex; gap: 7px; align-items: start; color: var(--warn); }
  .preview .skip .ico { margin-top: 2px; }
`;

/** How many and which ones, by customer, and who is left out and why. */
export function preview(plan: Plan): TemplateResult {
  const rows = rowsOf(plan);
  return html`<div class="preview" data-testid="bulk-preview">
    <p class="what" data-testid="bulk-count">${count('bulk.willBe', rows.length)}</p>
    ${rows.length ? html`<p class="num">${byTenant(rows)}</p><p class="mono">${names(rows)}</p>` : nothing}
    ${plan.skipped.map(({ why, rows: left }) => html`<p class="skip" data-testid="bulk-skipped">${icon('triangle-alert', 14)}<span>${t('bulk.skipped', { n: number(left.length), why: t(why) })}</span></p>`)}
  </div>`;
}

function byTenant(rows: Asset[]): string {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row.tenant, (counts.get(row.tenant) ?? 0) + 1);
  const largest = [...counts].sort((a, b) => b[1] - a[1]);
  const told = largest.slice(0, TENANTS).map(([tenant, n]) => `${directory.tenant(tenant) || '–'} ${number(n)}`);
  return told.join(' · ') + more(largest.length - TENANTS);
}

function names(rows: Asset[]): string {
  return rows.slice(0, NAMED).map((row) => row.name).join(', ') + more(rows.length - NAMED);
}

function more(n: number): string {
  return n > 0 ? ` ${t('bulk.more', { n: number(n) })}` : '';
}
