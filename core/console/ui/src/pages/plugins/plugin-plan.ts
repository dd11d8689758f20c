// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, type Problem } from '../../app/api';
import { number, t } from '../../app/i18n';
import { session } from '../../app/session';
import { toast, toastProblem } from '../../app/toast';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { carryOut, changesOf, factSheet, fingerprint, isWider, planOf, touched, type ApiStep, type Change, type Installed, type Phase, type Plan, type SchemaStep } from './plugin';

/**
 * What a change would do, before it does: read, agreed to, done, and what became of it. It tells `done` when the
 * plugin has changed, `purge` when its data shall go too, and `leave` when there is nothing more to say.
 */
@customElement('cu-plugin-plan')
export class PluginPlan extends Part {
  static override styles = [
    base,
    factSheet,
    css`
      :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; }
      .lead { display: flex; align-items: center; gap: 9px; flex-wrap: wrap; font-size: 15px; font-weight: 600; }
      .lead .ico { color: var(--fg3); }
      .notes { color: var(--fg2); white-space: pre-line; }
      .steps { display: grid; gap: 6px; }
      .steps .tag { margin-left: 8px; }
      .minus { color: var(--fg2); }
      .plus { color: var(--warn); }
      .agree { display: grid; gap: 8px; }
      .agree label { display: flex; gap: 9px; align-items: flex-start; line-height: 1.45; }
      .agree input { margin: 2px 0 0; width: 16px; height: 16px; flex: none; accent-color: var(--acc); }
      ul.why { padding-left: 18px; list-style: disc; }
      .bar { height: 4px; border-radius: 2px; overflow: hidden; background: var(--bg3); margin: 8px 0; }
      .bar i { display: block; width: 35%; height: 100%; background: var(--acc); animation: pass 1.4s ease-in-out infinite; }
      @keyframes pass { from { margin-left: -35%; } to { margin-left: 100%; } }
    `,
  ];

  @property({ attribute: false }) change: Change | null = null;
  /** what is there before the change */
  @property({ attribute: false }) installed: Installed[] = [];
  @state() private plan: Plan | null = null;
  /** the version that was there when the plan was made, empty if none */
  private from = '';
  @state() private problem: Problem | null = null;
  @state() private acceptRewrite = false;
  @state() private acceptCapabilities = false;
  @state() private approved: string[] = [];
  @state() private begun = 0;
  @state() private phase: Phase | null = null;
  @state() private done = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.every(1_000, () => this.begun && this.plan && void this.follow(this.plan.id));
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('change')) return;
    this.plan = null;
    void this.look();
  }

  private async look(): Promise<void> {
    const change = this.change;
    if (!change) return;
    try {
      const plan = await planOf(change, this.approved);
      if (change !== this.change) return;
      this.plan = plan;
      this.from = this.installed.find((p) => p.id === plan.id)?.version ?? '';
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  /** How far it is; if that cannot be read, the change itself tells how it ends. */
  private async follow(id: string): Promise<void> {
    this.requestUpdate();
    const latest = await changesOf(id, 1).then(({ items }) => items[0], () => undefined);
    if (latest?.outcome === 'RUNNING') this.phase = latest.phase;
  }

  private async carryOut(change: Change, plan: Plan): Promise<void> {
    this.begun = Date.now();
    this.phase = null;
    this.problem = null;
    try {
      await carryOut(change, { acceptRewrite: this.acceptRewrite, acceptCapabilities: this.acceptCapabilities, approve: this.approved });
      this.done = true;
      if (!this.isConnected) toast(this.doneWord(plan), 'ok');
      this.dispatchEvent(new Event('done'));
    } catch (e) {
      this.problem = asProblem(e);
      if (!this.isConnected) toastProblem(e);
    } finally {
      this.begun = 0;
    }
  }

  private approve(id: string, agreed: boolean): void {
    this.approved = agreed ? [...this.approved, id] : this.approved.filter((x) => x !== id);
    void this.look();
  }

  protected override render(): TemplateResult {
    const { change, plan } = this;
    if (plan && change) return this.shown(change, plan);
    return this.problem ? html`${this.trouble()}${this.wayOut()}` : html`<p class="quiet" role="status" data-testid="plan-reading">${t('plugins.reading')}</p>`;
  }

  private shown(change: Change, plan: Plan): TemplateResult {
    if (this.done) return this.outcome(plan);
    const rewrites = plan.schema.some((s) => s.rewritesData);
    const wider = isWider(plan);
    const ready = plan.refused.length === 0 && (!rewrites || this.acceptRewrite) && (!wider || this.acceptCapabilities) && !this.begun;
    return html`<div class="lead" data-testid="plan" data-verb=${plan.verb}>${icon('package')}<span>${plan.id}</span>${this.versions(plan)}</div>
      ${change.verb === 'install' && change.notes ? html`<p class="notes" data-testid="plan-notes">${change.notes}</p>` : nothing}
      ${plan.refused.length ? this.refusal(plan) : nothing}
      <dl>${this.facts(plan)}</dl>
      ${plan.verb === 'uninstall' ? html`<p class="quiet">${t('plugins.dataStays')}</p>` : nothing}
      ${this.agreements(plan, rewrites, wider)}
      <div role="status">${this.begun ? this.underWay(plan) : nothing}</div>
      ${this.trouble()}
      <div class="foot"><button class="btn" data-testid="plan-leave" @click=${this.leave}>${this.begun ? t('close') : t('cancel')}</button>
        <button class="btn primary" data-testid="plan-do" ?disabled=${!ready} @click=${() => void this.carryOut(change, plan)}>${t(`pluginDo.${plan.verb}`)}</button></div>`;
  }

  private versions(plan: Plan): TemplateResult {
    if (plan.verb === 'uninstall' || !this.from) return html`<span class="num quiet">${plan.version}</span>`;
    return html`<span class="num quiet">${this.from}</span>${icon('chevron-right', 14)}<span class="unseen">${t('plugins.becomes')}</span><span class="num">${plan.version}</span>`;
  }

  private refusal(plan: Plan): TemplateResult {
    return html`<div class="notice bad" data-testid="plan-refused">${icon('circle-alert')}<div><p>${t('plugins.refused')}</p>
      <ul class="why">${plan.refused.map((why) => html`<li>${why}</li>`)}</ul></div></div>`;
  }

  private facts(plan: Plan): unknown[] {
    const names = (list: string[]) => (list.length ? html`<span class="mono">${list.join(', ')}</span>` : '–');
    const facts: [string, unknown][] = [
      [t('plugins.starts'), names(plan.start)],
      [t('plugins.stops'), names(plan.stop)],
    ];
    if (plan.verb !== 'uninstall') {
      facts.push([t('plugins.tables'), plan.schema.length ? html`<ol class="steps">${plan.schema.map((s) => this.step(s))}</ol>` : t('plugins.tablesStay')]);
      facts.push([t('plugins.asks'), this.asks(plan)]);
      facts.push([t('plugins.platform'), t(plan.platform.met ? 'plugins.fits' : 'plugins.fitsNot', { needs: plan.platform.needs || '–', here: plan.platform.here })]);
    }
    if (plan.api.length) facts.push([t('plugins.apis'), plan.api.map((s) => this.api(s))]);
    if (plan.modules.length) facts.push([t('plugins.modules'), plan.modules.map((m) => html`<div><span class="mono">${m.name}</span> ${this.fromTo(m)}</div>`)]);
    facts.push([t('plugins.publisher'), fingerprint(plan.publisher)]);
    return facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`);
  }

  private step(step: SchemaStep): TemplateResult {
    return html`<li data-testid="plan-step"><span class="mono">${step.id}</span>${step.rewritesData ? html`<span class="tag warn">${icon('triangle-alert', 12)}${t('plugins.rewrites')}</span>` : nothing}
      <div class="quiet">${step.changes.join(', ')}</div></li>`;
  }

  private asks(plan: Plan): unknown {
    const { added, removed } = plan.capabilities;
    if (added.length + removed.length === 0) return t('plugins.asksNothing');
    const line = (tone: string, sign: string, word: string, names: string[]) =>
      names.map((name) => html`<div class=${tone} data-testid="plan-asks"><span aria-hidden="true">${sign} </span><span class="unseen">${word} </span><span class="mono">${name}</span></div>`);
    return [line('plus', '+', t('plugins.asksNew'), added), line('minus', '−', t('plugins.asksNoMore'), removed)];
  }

  private api(step: ApiStep): TemplateResult {
    return html`<div data-testid="plan-api"><span class="mono">${step.name}</span> ${this.fromTo(step)}
      ${step.restarts.length ? html`<div class="quiet">${t('plugins.restarts', { who: step.restarts.join(', ') })}</div>` : nothing}
      ${step.leaves.length ? html`<div class="quiet">${t('plugins.leaves', { who: step.leaves.join(', ') })}</div>` : nothing}</div>`;
  }

  private fromTo({ from, to }: { from: string | null; to: string | null }): string {
    return `${from ?? '–'} → ${to ?? '–'}`;
  }

  private agreements(plan: Plan, rewrites: boolean, wider: boolean): unknown {
    const others = touched(plan);
    if (!rewrites && !wider && others.length === 0) return nothing;
    return html`<div class="agree">
      ${others.map((id) => html`<label><input type="checkbox" data-testid="approve" .checked=${this.approved.includes(id)} ?disabled=${this.begun > 0}
        @change=${(e: Event) => this.approve(id, (e.target as HTMLInputElement).checked)}><span>${t('plugins.approve', { who: id })}</span></label>`)}
      ${wider ? html`<label><input type="checkbox" data-testid="accept-capabilities" .checked=${this.acceptCapabilities} ?disabled=${this.begun > 0}
        @change=${(e: Event) => (this.acceptCapabilities = (e.target as HTMLInputElement).checked)}><span>${t('plugins.acceptCapabilities', { what: plan.capabilities.added.join(', ') })}</span></label>` : nothing}
      ${rewrites ? html`<label><input type="checkbox" data-testid="accept-rewrite" .checked=${this.acceptRewrite} ?disabled=${this.begun > 0}
        @change=${(e: Event) => (this.acceptRewrite = (e.target as HTMLInputElement).checked)}><span>${t('plugins.acceptRewrite')}</span></label>` : nothing}</div>`;
  }

  private underWay(plan: Plan): TemplateResult {
    const seconds = number(Math.floor((Date.now() - this.begun) / 1000));
    return html`<p data-testid="plan-progress">${t(`pluginDoing.${plan.verb}`)} <span class="faint num" aria-hidden="true">${seconds} s</span></p>
      <div class="bar" aria-hidden="true"><i></i></div>${this.phase ? html`<p data-testid="plan-phase">${t(`pluginPhase.${this.phase}`)}</p>` : nothing}<p class="faint">${t('plugins.goesOn')}</p>`;
  }

  private doneWord(plan: Plan): string {
    return t(plan.verb === 'uninstall' ? 'plugins.isOut' : 'plugins.works', { name: plan.id, version: plan.version });
  }

  private outcome(plan: Plan): TemplateResult {
    const out = plan.verb === 'uninstall';
    return html`<div class="notice" role="status" data-testid="plan-done">${icon('circle-check')}<div><p>${this.doneWord(plan)}</p>${out ? html`<p>${t('plugins.dataStays')}</p>` : nothing}</div></div>
      <div class="foot">${out && session.may('core.plugin.purge')
        ? html`<button class="btn danger" data-testid="plan-purge" @click=${() => this.dispatchEvent(new Event('purge'))}>${t('plugins.purge')}</button>`
        : nothing}<button class="btn primary" data-testid="plan-close" @click=${this.leave}>${t('close')}</button></div>`;
  }

  /** Beside the buttons: on a phone the top of the plan is out of sight by then. */
  private trouble(): TemplateResult {
    return html`<div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>`;
  }

  private wayOut(): TemplateResult {
    return html`<div class="foot"><button class="btn" data-testid="plan-leave" @click=${this.leave}>${t('close')}</button></div>`;
  }

  private leave(): void {
    this.dispatchEvent(new Event('leave'));
  }
}
