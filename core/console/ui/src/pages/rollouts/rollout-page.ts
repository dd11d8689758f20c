// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, get, post, type Problem } from '../../app/api';
import { directory } from '../../app/directory';
import { moment, number, percent, t } from '../../app/i18n';
import { live } from '../../app/live';
import { calendarNames, groupNames } from '../../app/names';
import { session } from '../../app/session';
import type { Page } from '../../app/types';
import { Part } from '../../parts/element';
import { icon, type IconName } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { assetSheet } from '../asset/asset-sheet';
import { all } from './ring-bar';
import './rollout-assets';
import { isOver, rolloutTag, type Ring, type RingProgress, type Rollout } from './rollout';

type Verb = 'pause' | 'resume' | 'abort';

/** One rollout: where it stands, why it stopped, what became of each asset, and what can be said to it. */
@customElement('cu-rollout-page')
export class RolloutPage extends Part {
  static override styles = [
    base,
    assetSheet,
    css`
      .title h1 { font: 600 18px/1.3 var(--font); }
      .verbs { margin-left: auto; display: flex; gap: 8px; flex-wrap: wrap; }
      .title { flex-wrap: wrap; }
      .reason { margin-bottom: 16px; }
      pre { margin: 0; padding: 0 16px 14px; white-space: pre-wrap; overflow-wrap: anywhere; color: var(--fg2); }
      .rings { display: grid; gap: 14px; padding: 4px 16px 16px; }
      .rings li { display: grid; gap: 5px; }
      .rings .top { display: flex; gap: 10px; align-items: baseline; padding: 0; min-height: 0; }
      .rings .top span:last-child { margin-left: auto; white-space: nowrap; }
      .foot { display: flex; justify-content: flex-end; gap: 8px; margin-top: 14px; }
      wa-dialog { --width: min(480px, calc(100vw - 24px)); }
      wa-dialog::part(dialog) { background: var(--bg2); box-shadow: var(--shadow); border-radius: var(--r3); }
      wa-dialog::part(title) { font-size: 15px; font-weight: 600; }
    `,
  ];

  @property() rolloutId = '';
  @state() private rollout: Rollout | null = null;
  @state() private progress: RingProgress[] = [];
  @state() private problem: Problem | null = null;
  @state() private sure = false;
  @state() private busy = false;
  @state() private beat = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    live.watch(null);
    this.listen(directory, 'directory', () => this.requestUpdate());
    this.listen(groupNames, 'names', () => this.requestUpdate());
    this.listen(calendarNames, 'names', () => this.requestUpdate());
    this.listen(live, 'resync', () => void this.read());
    this.until(live.on(({ data }) => data.rollout === this.rolloutId && void this.read()));
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('rolloutId')) return;
    this.rollout = null;
    void this.read();
  }

  private async read(): Promise<void> {
    const id = this.rolloutId;
    try {
      const [rollout, progress] = await Promise.all([
        get<Rollout>(`/rollouts/${id}`),
        get<Page<RingProgress>>(`/rollouts/progress?of=${id}`),
      ]);
      if (id !== this.rolloutId) return;
      this.rollout = rollout;
      this.progress = progress.items;
      this.problem = null;
      this.beat++;
      document.title = `${rollout.name} · Custode`;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  private async say(verb: Verb): Promise<void> {
    const rollout = this.rollout;
    if (!rollout || this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      this.rollout = await post<Rollout>(`/tenants/${rollout.tenant}/commands/msp.rollout-${verb}`, { rollout: rollout.id });
      this.sure = false;
      void this.read();
    } catch (e) {
      this.problem = asProblem(e);
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    const r = this.rollout;
    if (!r && this.problem) return this.failed(this.problem);
    return html`<div class="page">${this.header(r)}
      <div role="status">${this.problem ? problemNotice(this.problem) : nothing}</div>
      ${r?.reason ? html`<div class="notice ${r.state === 'HALTED' ? 'bad' : 'warn'} reason" data-testid="rollout-reason">${icon(r.state === 'HALTED' ? 'circle-alert' : 'clock')}<div><p>${r.reason}</p>
        ${r.state === 'HALTED' ? html`<p>${t('rollouts.haltedTodo')}</p>` : nothing}</div></div>` : nothing}
      ${r ? html`<div class="columns"><div class="main">
          <cu-rollout-assets .rollout=${r} .beat=${this.beat}></cu-rollout-assets></div>
        <div class="aside">${this.rings(r)}${this.facts(r)}</div></div>` : nothing}
      <wa-dialog label=${t('rollouts.abortTitle')} ?open=${this.sure} light-dismiss data-testid="abort-dialog" @wa-after-hide=${() => (this.sure = false)}>
        ${this.sure ? html`<p>${t('rollouts.abortSure')}</p>
          <div class="foot"><button class="btn" @click=${() => (this.sure = false)}>${t('cancel')}</button>
            <button class="btn primary" data-testid="abort-sure" ?disabled=${this.busy} @click=${() => void this.say('abort')}>${icon('ban', 14)}${t('rollouts.abort')}</button></div>` : nothing}
      </wa-dialog></div>`;
  }

  private failed(problem: Problem): TemplateResult {
    if (problem.status !== 404 && problem.status !== 400) return html`<div class="page">${problemNotice(problem, () => void this.read())}</div>`;
    return html`<div class="middle" data-testid="missing"><h1 tabindex="-1">${t('rollouts.missing')}</h1><p>${t('asset.missingTodo')}</p>
      <a class="btn" href="/rollouts">${t('rollouts.title')}</a></div>`;
  }

  private header(r: Rollout | null): TemplateResult {
    return html`<header><nav class="crumbs" aria-label=${t('asset.crumbs')}><a href="/rollouts">${t('rollouts.title')}</a>${r ? html`${icon('chevron-right', 12)}<span class="cut">${directory.tenant(r.tenant)}</span>` : nothing}</nav>
      <div class="title">${r
        ? html`<h1 class="cut" tabindex="-1" data-testid="rollout-name">${r.name}</h1>${rolloutTag(r.state)}${session.may('core.rollout.control') && !isOver(r) ? this.verbs(r) : nothing}`
        : html`<h1 tabindex="-1"><i class="bone" .style=${'width:180px;height:16px'}></i><span class="unseen">${t('loading')}</span></h1>`}</div></header>`;
  }

  private verbs(r: Rollout): TemplateResult {
    const button = (verb: Verb, shape: IconName, act: () => void) =>
      html`<button class="btn ${verb === 'resume' ? 'primary' : ''}" data-testid="rollout-${verb}" ?disabled=${this.busy} @click=${act}>${icon(shape, 14)}${t(`rollouts.${verb}`)}</button>`;
    return html`<div class="verbs">
      ${r.state === 'RUNNING' ? button('pause', 'pause', () => void this.say('pause')) : button('resume', 'play', () => void this.say('resume'))}
      ${button('abort', 'ban', () => (this.sure = true))}</div>`;
  }

  private rings(r: Rollout): TemplateResult {
    return html`<section class="card" aria-labelledby="rings"><h2 id="rings">${t('rollouts.rings')}</h2>
      <ol class="rings">${r.rings.map((ring, i) => this.ring(r, ring, i))}</ol></section>`;
  }

  private ring(r: Rollout, ring: Ring, i: number): TemplateResult {
    const p = this.progress.find((x) => x.ring === i + 1);
    const isOpen = i < r.ringsOpen;
    const words = p
      ? t('rollouts.ringDone', { done: number(p.succeeded + p.failed + p.skipped), all: number(all(p)) })
      : isOpen ? t('rollouts.ringEmpty') : t('rollouts.ringAfter', { days: ring.afterDays });
    return html`<li data-testid="ring-line"><div class="top"><span class="faint num">${i + 1}</span><b class="cut">${ring.group ? groupNames.of(ring.group) : t('rollouts.others')}</b><span class="faint num">${words}</span></div>
      <cu-ring-bar wide .rings=${1} .progress=${p ? [{ ...p, ring: 1 }] : []}></cu-ring-bar></li>`;
  }

  private facts(r: Rollout): TemplateResult {
    const rows: [string, unknown][] = [
      [t('rollouts.step'), html`<span class="mono">${r.step}</span>`],
      [t('rollouts.calendar'), r.calendar ? calendarNames.of(r.calendar) : t('rollouts.anyTime')],
      [t('rollouts.gate'), t('rollouts.gateWord', { percent: percent(r.maxFailedPercent), least: number(r.minObserved) })],
      [t('rollouts.started'), moment(r.startedAt)],
      [t('rollouts.ended'), r.endedAt ? moment(r.endedAt) : '–'],
    ];
    return html`<section class="card" aria-labelledby="facts"><h2 id="facts">${t('asset.details')}</h2>
      <dl class="facts">${rows.map(([k, v]) => html`<dt>${k}</dt><dd>${v}</dd>`)}</dl>
      <h2>${t('rollouts.target')}</h2><pre class="mono">${JSON.stringify(r.target, null, 2)}</pre></section>`;
  }
}
