// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { t } from '../app/i18n';
import { icon } from './icon';

/** One thing that is another afterwards; null: it is not there. */
export interface Difference {
  name: string;
  before: string | null;
  after: string | null;
}

export const diffSheet = css`
  .diff { margin: 8px 0; border: 1px solid var(--line2); border-radius: var(--r2); overflow: hidden; background: var(--bg); }
  .diff > div { display: grid; grid-template-columns: minmax(90px, 0.5fr) minmax(0, 1fr); border-top: 1px solid var(--line); }
  .diff > div:first-child { border-top: 0; }
  .diff dt { padding: 8px 12px; color: var(--fg2); overflow-wrap: anywhere; }
  .diff dd { display: grid; min-width: 0; }
  .diff .was, .diff .is { display: flex; gap: 8px; padding: 6px 12px; overflow-wrap: anywhere; white-space: pre-wrap; min-width: 0; }
  .diff .was { color: var(--bad); background: color-mix(in srgb, var(--bad) 7%, transparent); }
  .diff .is { color: var(--ok); background: color-mix(in srgb, var(--ok) 7%, transparent); }
  .diff .ico { margin-top: 3px; }
  .diff + p { display: flex; flex-wrap: wrap; gap: 8px; }
`;

/** What there was and what there will be, line by line; signs say it, not the colours alone. */
export function diff(differences: Difference[]): TemplateResult {
  if (differences.length === 0) return html`<p class="quiet" data-testid="no-difference">${t('diff.none')}</p>`;
  return html`<dl class="diff" data-testid="diff">${differences.map((d) => html`<div data-testid="difference"><dt>${d.name}</dt><dd>
    ${d.before === null ? nothing : html`<span class="was">${icon('minus', 13)}<span><span class="unseen">${t('diff.before')} </span>${d.before}</span></span>`}
    ${d.after === null ? nothing : html`<span class="is">${icon('plus', 13)}<span><span class="unseen">${t('diff.after')} </span>${d.after}</span></span>`}</dd></div>`)}</dl>`;
}

/** Somebody else changed meanwhile what one is about to save: what is there now beside one's own. */
export function conflict(differences: Difference[], keep: () => void, take: () => void): TemplateResult {
  return html`<div class="notice warn" role="alert" data-testid="conflict">${icon('triangle-alert')}<div>
    <p>${t('conflict.title')}</p><p>${t(differences.length ? 'conflict.todo' : 'conflict.same')}</p>
    ${differences.length ? diff(differences) : nothing}
    <p><button type="button" class="btn" data-testid="conflict-keep" @click=${keep}>${t('conflict.keep')}</button>
      <button type="button" class="btn" data-testid="conflict-take" @click=${take}>${t('conflict.take')}</button></p></div></div>`;
}
