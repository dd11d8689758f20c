// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { post } from '../../app/api';
import { runAll } from '../../app/bulk';
import { count, number, t } from '../../app/i18n';
import { toast } from '../../app/toast';
import type { Alert } from '../../app/types';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { base } from '../../style/base';

type Verb = 'acknowledge' | 'resolve' | 'reopen';
const FITS: Record<Verb, (alert: Alert) => boolean> = {
  acknowledge: (alert) => alert.state === 'OPEN',
  resolve: (alert) => alert.state !== 'RESOLVED',
  reopen: (alert) => alert.state === 'RESOLVED',
};

/** The same said of many alerts; what is over can be taken back in the same way, so nobody is asked whether he is sure. */
@customElement('cu-alert-bulk')
export class AlertBulk extends Part {
  static override styles = [base, css`:host { display: flex; gap: 4px; flex-wrap: wrap; }`];

  @property({ attribute: false }) alerts: Alert[] = [];
  /** not all that will be chosen are here yet */
  @property({ type: Boolean }) waiting = false;
  @state() private busy = false;

  private async say(verb: Verb): Promise<void> {
    this.busy = true;
    const jobs = this.alerts.filter(FITS[verb]).map((alert) => ({
      rows: [alert],
      run: async () => void (await post(`/tenants/${alert.tenant}/commands/msp.alert-${verb}`, { alert: alert.id, note: null })),
    }));
    const { done, failed } = await runAll(jobs, new AbortController().signal, () => {});
    this.busy = false;
    const what = `${t(`alerts.${verb}`)}: ${count('bulk.done', done)}`;
    toast(failed[0] ? `${what} ${count('bulk.failed', failed.length)} ${failed[0].problem.message}` : what, failed.length ? 'bad' : 'ok');
    this.dispatchEvent(new Event('done'));
  }

  protected override render(): TemplateResult {
    return html`${(Object.keys(FITS) as Verb[]).map((verb) => {
      const n = this.alerts.filter(FITS[verb]).length;
      return n ? html`<button class="btn ghost" data-testid="bulk-${verb}" ?disabled=${this.busy || this.waiting} @click=${() => void this.say(verb)}>
        ${icon(verb === 'reopen' ? 'circle-dashed' : 'check', 14)}${t(`alerts.${verb}`)} <span class="num faint">${number(n)}</span></button>` : nothing;
    })}`;
  }
}
