// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import type { Problem } from '../app/api';
import { t } from '../app/i18n';
import { icon } from './icon';

/** What happened, what to do, and the id that finds it in the log. */
export function problemNotice(problem: Problem, again?: () => void): TemplateResult {
  return html`<div class="notice bad" data-testid="problem">${icon('circle-alert')}<div>
    <p>${problem.message}</p>
    ${problem.todo ? html`<p>${problem.todo}</p>` : nothing}
    ${problem.correlation ? html`<p class="mono">${t('problem.id')} ${problem.correlation}</p>` : nothing}
    ${again ? html`<p><button class="btn" @click=${again}>${t('again')}</button></p>` : nothing}</div></div>`;
}
