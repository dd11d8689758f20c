// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, post, type Problem } from '../../app/api';
import { directory } from '../../app/directory';
import { moment, number, t } from '../../app/i18n';
import { session } from '../../app/session';
import type { Alert } from '../../app/types';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { severityTag, stateTag } from './alert-words';

type Verb = 'acknowledge' | 'resolve' | 'reopen';

/** One alert: what is known of it, and what may be said to it. `changed` tells what it became. */
@customElement('cu-alert-view')
export class AlertView extends Part {
  static override styles = [
    base,
    css`
      .tags { display: flex; gap: 8px; flex-wrap: wrap; margin-bottom: 12px; }
      .detail { white-space: pre-wrap; color: var(--fg2); line-height: 1.5; margin-bottom: 12px; overflow-wrap: anywhere; }
      dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 6px 16px; margin-bottom: 14px; }
      dt { color: var(--fg3); }
      dd { overflow-wrap: anywhere; }
      .foot { display: flex; justify-content: flex-end; gap: 8px; margin-top: 12px; flex-wrap: wrap; }
    `,
  ];

  @property({ attribute: false }) alert!: Alert;
  @state() private note = '';
  @state() private busy = false;
  @state() private problem: Problem | null = null;

  private async say(verb: Verb): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      const path = `/tenants/${this.alert.tenant}/commands/msp.alert-${verb}`;
      const now = await post<Alert>(path, { alert: this.alert.id, note: this.note.trim() || null });
      this.note = '';
      this.dispatchEvent(new CustomEvent<Alert>('changed', { detail: now }));
    } catch (e) {
      this.problem = asProblem(e);
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    const a = this.alert;
    return html`<div class="tags">${severityTag(a.severity)}${stateTag(a)}</div>
      ${a.detail ? html`<p class="detail">${a.detail}</p>` : nothing}
      <dl>
        ${this.row(t('assets.tenant'), directory.tenant(a.tenant))}
        ${this.row(t('alerts.kind'), html`<span class="mono">${a.kind}</span>`)}
        ${a.asset ? this.row(t('alerts.asset'), html`<a href="/assets/${a.asset}">${t('alerts.openAsset')}</a>`) : nothing}
        ${this.row(t('alerts.first'), moment(a.raisedAt))}
        ${this.row(t('alerts.last'), moment(a.lastAt))}
        ${this.row(t('alerts.times'), number(a.count))}
        ${a.cause ? this.row(t('alerts.cause'), html`<span class="mono">${a.cause}</span>`) : nothing}
        ${a.note ? this.row(t('alerts.note'), a.note) : nothing}
      </dl>
      ${session.may('core.alert.write') ? this.form() : nothing}
      <div role="status">${this.problem ? problemNotice(this.problem) : nothing}</div>`;
  }

  private row(name: string, value: unknown): TemplateResult | typeof nothing {
    return value ? html`<dt>${name}</dt><dd>${value}</dd>` : nothing;
  }

  private form(): TemplateResult {
    const button = (verb: Verb, primary = false) => html`<button class="btn ${primary ? 'primary' : ''}" data-testid="alert-${verb}" ?disabled=${this.busy}
      @click=${() => void this.say(verb)}>${icon(verb === 'reopen' ? 'circle-dashed' : 'check', 14)}${t(`alerts.${verb}`)}</button>`;
    return html`<div class="field"><label for="note">${t('alerts.note')}</label>
        <input class="input" id="note" maxlength="500" data-testid="alert-note" .value=${this.note} @input=${(e: Event) => (this.note = (e.target as HTMLInputElement).value)} /></div>
      <div class="foot">${this.alert.state === 'RESOLVED'
        ? button('reopen')
        : html`${button('resolve')}${this.alert.state === 'OPEN' ? button('acknowledge', true) : nothing}`}</div>`;
  }
}
