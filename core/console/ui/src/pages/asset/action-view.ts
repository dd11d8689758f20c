// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { ago, moment, number, span, t } from '../../app/i18n';
import type { Action } from '../../app/types';
import '../../parts/code';
import { languageOf, type CodeLanguage } from '../../parts/code';
import { icon } from '../../parts/icon';
import { actionTag, isFinal } from '../../parts/words';
import { isScript, scriptOf, stringOf, summary } from './action-words';

export const actionSheet = css`
  .action + .action { border-top: 1px solid var(--line); }
  .action > button { display: grid; grid-template-columns: 14px minmax(0, 1fr) auto auto; gap: 9px; align-items: center; width: 100%; padding: 9px 16px; border: 0; background: none; text-align: left; cursor: pointer; }
  .action > button:hover { background: var(--hover); }
  .action > button:focus-visible { outline-offset: -2px; }
  .action > button > .ico { color: var(--fg3); transition: transform 0.15s; }
  .action > button[aria-expanded='true'] > .ico { transform: rotate(90deg); }
  .when { color: var(--fg3); font-size: 12px; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .inside { display: grid; gap: 8px; padding: 0 16px 14px 39px; }
  .inside .meta { display: flex; flex-wrap: wrap; gap: 4px 14px; color: var(--fg2); font-size: 12px; }
  .inside .meta > .btn { margin-left: auto; }
`;

/** What can be done about an action; null: this person may not. */
export interface Doings {
  cancel: (() => void) | null;
  /** the same asked for once more */
  again?: (() => void) | null;
}

interface Use extends Doings {
  open: boolean;
  toggle: () => void;
}

/** One action: state at a glance, output on demand. */
export function actionView(action: Action, use: Use): TemplateResult {
  const id = `action-${action.id}`;
  return html`<div class="action" data-testid="action" data-id=${action.id}>
    <button aria-expanded=${use.open} aria-controls=${id} @click=${use.toggle}>${icon('chevron-right', 14)}
      <span class="mono cut">${summary(action)}</span><span class="when">${ago(action.createdAt)}</span>${actionTag(action.state)}</button>
    <div id=${id}>${use.open ? actionDetail(action, use) : nothing}</div>
  </div>`;
}

/** All that is known of it, its output too. */
export function actionDetail(action: Action, use: Doings): TemplateResult {
  const output = action.output ?? {};
  const exit = output.exitCode;
  const early = action.state === 'QUEUED' || action.state === 'SENT';
  return html`<div class="inside">
    <div class="meta"><span>${action.requestedBy}</span><time class="num" datetime=${action.createdAt}>${moment(action.createdAt)}</time>
      ${typeof output.millis === 'number' ? html`<span class="num">${t('script.took', { n: took(output.millis) })}</span>` : nothing}
      ${exit === undefined || exit === null ? nothing : html`<span class="num" data-testid="exit">${t('script.exit', { n: String(exit) })}</span>`}
      ${isFinal(action.state) && use.again ? html`<button class="btn" data-testid="again" @click=${use.again}>${icon('play', 14)}${t('actions.again')}</button>` : nothing}
      ${early && use.cancel ? html`<button class="btn" data-testid="cancel" @click=${use.cancel}>${icon('ban', 14)}${t('script.cancel')}</button>` : nothing}</div>
    ${action.reason ? html`<p data-testid="reason">${action.reason}</p>` : nothing}
    ${isScript(action) ? text(t('script.script'), scriptOf(action), languageOf(action.input?.interpreter)) : text(t('actions.input'), pretty(action.input), 'json')}
    ${isFinal(action.state) ? (isScript(action) ? streams(output) : action.output ? text(t('script.output'), pretty(output), 'json', 'output') : nothing) : html`<p class="quiet">${t(early ? 'script.waiting' : 'script.running')}</p>`}
  </div>`;
}

function streams(output: Record<string, unknown>): TemplateResult | typeof nothing {
  const out = stringOf(output.stdout);
  const err = stringOf(output.stderr);
  if (!out && !err) return html`<p class="quiet">${t('script.silent')}</p>`;
  return html`${out ? text(t('script.output'), out, 'text', 'output') : nothing}${err ? text(t('script.errors'), err, 'text', 'errors') : nothing}
    ${output.truncated === true ? html`<p class="quiet">${t('script.truncated')}</p>` : nothing}`;
}

function text(name: string, content: string, language: CodeLanguage, mark = ''): TemplateResult {
  return html`<cu-code label=${name} .text=${content} language=${language} ?bad=${mark === 'errors'} mark=${mark}></cu-code>`;
}

function took(millis: number): string {
  return millis < 10_000 ? `${number(millis / 1000, 1)} s` : span(millis / 1000);
}

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
