// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { directory } from '../app/directory';
import { moment, t } from '../app/i18n';
import { icon } from '../parts/icon';

type Row = Record<string, unknown>;

export const resultSheet = css`
  .scroll { overflow: auto; max-height: 320px; border: 1px solid var(--line2); border-radius: var(--r2); }
  .scroll td { max-width: 260px; overflow: hidden; text-overflow: ellipsis; }
  .scroll th { position: sticky; top: 0; background: var(--bg2); }
  .facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 6px 18px; padding: 12px 16px; }
  .facts dt { color: var(--fg3); }
  .facts dd { overflow-wrap: anywhere; }
`;

/** What a command answered: a page as a table, a sentence as one, any other record as its components. */
export function resultView(result: unknown, more: (cursor: string) => void): TemplateResult {
  if (isRow(result) && Array.isArray(result.items)) {
    const next = typeof result.next === 'string' ? result.next : null;
    return table(result.items.filter(isRow), next === null ? null : () => more(next));
  }
  if (isRow(result) && typeof result.message === 'string' && Object.keys(result).length === 1) {
    return html`<div class="notice">${icon('circle-check')}<p>${result.message}</p></div>`;
  }
  if (isRow(result)) {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('command.result')}><dl class="facts">${Object.entries(result).map(([k, v]) => html`<dt>${k}</dt><dd>${shown(k, v)}</dd>`)}</dl></div>`;
  }
  return html`<pre class="mono">${JSON.stringify(result, null, 2)}</pre>`;
}

function table(rows: Row[], more: (() => void) | null): TemplateResult {
  const first = rows[0];
  if (!first) return html`<div class="notice">${icon('info')}<p>${t('command.empty')}</p></div>`;
  const names = Object.keys(first)
    .filter((name) => name !== 'revision' && rows.some((row) => row[name] != null))
    .sort((a, b) => rank(a, first[a]) - rank(b, first[b]));
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('command.result')}><table>
    <thead><tr>${names.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${names.map((name) => html`<td>${shown(name, row[name])}</td>`)}</tr>`)}</tbody></table></div>
    ${more ? html`<button type="button" class="btn ghost" data-testid="result-more" @click=${more}>${t('command.more')}</button>` : nothing}`;
}

/** What people read first stands first: the name, then the rest in its order, ids last. */
function rank(name: string, value: unknown): number {
  if (name === 'name') return 0;
  const nameless = name !== 'tenant' && name !== 'site' && typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value);
  return nameless ? 2 : 1;
}

function shown(name: string, value: unknown): string {
  if (value == null) return '–';
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (name === 'tenant' && typeof value === 'string') return directory.tenant(value) || value;
  if (name === 'site' && typeof value === 'string') return directory.site(value) || value;
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return moment(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
