// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { moment, t } from '../../app/i18n';
import { icon } from '../../parts/icon';
import type { OneTimeCode } from './user';

export const codeSheet = css`
  .key { padding: 10px 12px; border: 1px solid var(--line2); border-radius: var(--r2); background: var(--bg); overflow-wrap: anywhere; }
  .code { display: grid; gap: 8px; }
  .notice.ok > .ico { color: var(--ok); }
`;

/** What became of a one-time code: where it was mailed, or the code itself, and why it was not mailed. */
export function codeShown(made: OneTimeCode, words: string): TemplateResult {
  const until = moment(made.endsAt);
  if (made.code === null) return html`<div class="notice ok" data-testid="code-mailed">${icon('mail')}<p>${t('users.mailed', { to: made.mailedTo ?? '', until })}</p></div>`;
  return html`<div class="code">${made.mailFailure ? html`<div class="notice warn" data-testid="mail-failure">${icon('triangle-alert')}<div><p>${t('users.notMailed')}</p><p>${made.mailFailure}</p></div></div>` : nothing}
    <p class="quiet">${words}</p><div class="key mono" data-testid="invite-code">${made.code}</div></div>`;
}
