// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem } from '../../app/api';
import { count, t } from '../../app/i18n';
import { Asking } from '../../parts/asking';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { factSheet, type Installed } from './plugin';
import { lift, planOf, revoke, type RevocationPlan } from './trust';

/** What is to be done to whom. */
export interface Decision {
  verb: 'revoke' | 'lift';
  what: string;
  /** a publisher's name, or a plugin's and its version */
  name: string;
}

/** Takes trust away, or gives it back: what that stops or starts is read before. It tells `decided`. */
@customElement('cu-revoke')
export class Revoke extends Asking {
  static override styles = [
    base,
    factSheet,
    css`
      form { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; }
      form > div:empty { display: none; }
      .lead { font-size: 15px; font-weight: 600; overflow-wrap: anywhere; }
      ul { padding-left: 18px; list-style: disc; line-height: 1.55; }
      .danger { background: var(--bad); border-color: transparent; color: var(--bg2); }
      .danger:hover { background: color-mix(in srgb, var(--bad) 88%, var(--fg)); }
    `,
  ];

  @property({ attribute: false }) decision!: Decision;
  @property({ attribute: false }) installed: Installed[] = [];
  @state() private plan: RevocationPlan | null = null;
  @state() private reason = '';

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('decision')) void this.look(this.decision.what);
  }

  private async look(what: string): Promise<void> {
    this.plan = null;
    try {
      this.plan = await planOf(what);
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  private submit(event: Event): Promise<void> {
    event.preventDefault();
    const { verb, what } = this.decision;
    return this.work(async () => {
      await (verb === 'lift' ? lift(what) : revoke(what, this.reason.trim()));
      this.dispatchEvent(new Event('decided'));
    });
  }

  private nameOf(id: string): string {
    return this.installed.find((p) => p.id === id)?.name ?? id;
  }

  protected override render(): TemplateResult {
    const { verb, name } = this.decision;
    return html`<form data-testid="revoke-form" @submit=${(e: Event) => void this.submit(e)}>
      <p class="lead">${name}</p>
      ${this.plan ? this.effect(this.plan) : this.problem ? nothing : html`<p class="quiet" role="status">${t('loading')}</p>`}
      ${verb === 'revoke' ? html`<div class="field"><label for="reason">${t('trust.why')}</label>
        <input class="input" id="reason" maxlength="500" autocomplete="off" data-testid="revoke-reason" .value=${this.reason} @input=${(e: Event) => (this.reason = (e.target as HTMLInputElement).value)}>
        <p class="hint">${t('trust.whyHint')}</p></div>` : nothing}
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <div class="foot"><button class="btn" type="button" data-testid="revoke-leave" @click=${() => this.dispatchEvent(new Event('leave'))}>${t('cancel')}</button>
        <button class="btn ${verb === 'revoke' ? 'danger' : 'primary'}" data-testid="revoke-go" ?disabled=${this.busy || !this.plan || (verb === 'revoke' && !this.reason.trim())}>${t(`trust.${verb}`)}</button></div>
    </form>`;
  }

  private effect({ plugins, machines }: RevocationPlan): TemplateResult {
    const { verb } = this.decision;
    const names = plugins.map((id) => this.nameOf(id)).join(', ');
    const lines = [
      plugins.length ? t(`trust.${verb}Plugins`, { names }) : t('trust.noPlugins'),
      ...(verb === 'revoke' && machines ? [count('trust.machines', machines)] : []),
      t(verb === 'revoke' ? (this.decision.what.startsWith('key:') ? 'trust.noneAgain' : 'trust.notAgain') : 'trust.mayAgain'),
      ...(verb === 'revoke' ? [t('trust.dataSafe')] : []),
    ];
    return html`<div class="notice ${verb === 'revoke' && plugins.length ? 'bad' : 'warn'}" data-testid="revoke-effect">${icon('triangle-alert')}
      <ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></div>`;
  }
}
