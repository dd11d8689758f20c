// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { number, t } from '../../app/i18n';
import { run } from '../../app/run';
import { Asking } from '../../parts/asking';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import type { ChainReport } from './entry';

/** Proves that nobody changed the audit, or names the first entry that was. */
@customElement('cu-audit-verify')
export class AuditVerify extends Asking {
  static override styles = [
    base,
    css`
      :host, form { display: grid; gap: 14px; }
      .noted { overflow-wrap: anywhere; padding: 10px 12px; border: 1px solid var(--line2); border-radius: var(--r2); background: var(--bg); }
    `,
  ];

  @state() private report: ChainReport | null = null;

  private check(event: Event): void {
    event.preventDefault();
    const noted = String(new FormData(event.target as HTMLFormElement).get('noted') ?? '').trim();
    void this.work(async () => {
      this.report = null;
      this.report = await run<ChainReport>('audit-verify', { noted: noted || null });
    });
  }

  protected override render(): TemplateResult {
    return html`<p class="quiet">${t('audit.verifyWhat')}</p>
      <form data-testid="verify-form" @submit=${(e: Event) => this.check(e)}>
        <div class="field"><label for="noted">${t('audit.noted')}</label><input class="input mono" id="noted" name="noted" maxlength="200" autocomplete="off" spellcheck="false">
          <p class="hint">${t('audit.notedHint')}</p></div>
        <div><button class="btn primary" data-testid="verify-go" ?disabled=${this.busy}>${t('audit.verifyGo')}</button></div></form>
      <div role="status">${this.problem ? problemNotice(this.problem) : this.report ? this.result(this.report) : nothing}</div>`;
  }

  private result({ intact, entries, noted, meaning }: ChainReport): TemplateResult {
    return html`<div class="notice ${intact ? 'ok' : 'bad'}" data-testid="verified" data-intact=${intact}>${icon(intact ? 'circle-check' : 'triangle-alert')}
        <p>${intact ? t('audit.intact', { n: number(entries) }) : meaning}</p></div>
      ${intact ? html`<p class="quiet">${t('audit.keep')}</p><div class="noted mono">${noted}</div>` : nothing}`;
  }
}
