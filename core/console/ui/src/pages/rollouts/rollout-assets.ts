// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, get, queryOf, type Problem } from '../../app/api';
import { ago, moment, t } from '../../app/i18n';
import { assetNames } from '../../app/names';
import { query as address, setQuery } from '../../app/router';
import type { Page } from '../../app/types';
import { Part } from '../../parts/element';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { cardSheet } from '../asset/asset-sheet';
import { ASSET_STATES, outcomeTag, type Rollout, type RolloutAsset } from './rollout';

const PAGE = 50;

/** What became of each asset, filtered by outcome and ring. */
@customElement('cu-rollout-assets')
export class RolloutAssets extends Part {
  static override styles = [
    base,
    cardSheet,
    css`
      .top { flex-wrap: wrap; }
      .top h2 { flex: 1; }
      .top .input { width: auto; max-width: 190px; height: 30px; }
      li { display: grid; grid-template-columns: minmax(0, 1fr) auto 76px 72px; gap: 2px 12px; align-items: center; padding: 8px 16px; border-top: 1px solid var(--line); }
      li a { font-weight: 500; text-decoration: none; }
      li a:hover { text-decoration: underline; text-underline-offset: 3px; }
      .why { grid-column: 1 / -1; color: var(--bad); overflow-wrap: anywhere; }
      .end { text-align: right; white-space: nowrap; }
      .none { padding: 4px 16px 16px; color: var(--fg2); }
      .foot { padding: 10px 16px 14px; border-top: 1px solid var(--line); }
      @media (max-width: 820px) { .top .input { height: 38px; flex: 1; max-width: none; } .top h2 { flex: 1 0 100%; } li { grid-template-columns: minmax(0, 1fr) auto auto; } li .end { display: none; } }
    `,
  ];

  @property({ attribute: false }) rollout!: Rollout;
  /** another figure: something moved */
  @property({ type: Number }) beat = 0;
  @state() private outcome = address().get('state') ?? '';
  @state() private ring = address().get('ring') ?? '';
  @state() private rows: RolloutAsset[] | null = null;
  @state() private next: string | null = null;
  @state() private problem: Problem | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(assetNames, 'names', () => this.requestUpdate());
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('beat')) void this.read(null);
  }

  private filter(what: 'outcome' | 'ring', event: Event): void {
    this[what] = (event.target as HTMLSelectElement).value;
    setQuery({ state: this.outcome, ring: this.ring });
    this.rows = null;
    void this.read(null);
  }

  private async read(cursor: string | null): Promise<void> {
    const { id, tenant } = this.rollout;
    const [state, ring] = [this.outcome, this.ring];
    const limit = cursor ? PAGE : Math.min(500, Math.max(PAGE, this.rows?.length ?? 0));
    try {
      const page = await get<Page<RolloutAsset>>(`/tenants/${tenant}/rollouts/${id}/assets${queryOf({ state, ring, limit, cursor })}`);
      if (id !== this.rollout.id || state !== this.outcome || ring !== this.ring) return;
      this.rows = cursor ? [...(this.rows ?? []), ...page.items] : page.items;
      this.next = page.next;
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  protected override render(): TemplateResult {
    const rows = this.rows;
    return html`<section class="card" aria-labelledby="assets" data-testid="rollout-assets">
      <div class="top"><h2 id="assets">${t('assets.title')}</h2>
        <select class="input" data-testid="filter-outcome" aria-label=${t('rollouts.outcome')} @change=${(e: Event) => this.filter('outcome', e)}>
          <option value="">${t('rollouts.anyOutcome')}</option>${ASSET_STATES.map((s) => html`<option value=${s} ?selected=${s === this.outcome}>${t(`rolloutAsset.${s}`)}</option>`)}</select>
        <select class="input" data-testid="filter-ring" aria-label=${t('rollouts.ring')} @change=${(e: Event) => this.filter('ring', e)}>
          <option value="">${t('rollouts.anyRing')}</option>${this.rollout.rings.map((_, i) => html`<option value=${i + 1} ?selected=${String(i + 1) === this.ring}>${t('rollouts.ringNumber', { ring: i + 1 })}</option>`)}</select></div>
      ${this.problem ? problemNotice(this.problem) : nothing}
      ${rows === null ? nothing : rows.length === 0 ? html`<p class="none">${t('rollouts.noAssets')}</p>` : html`<ul>${rows.map((a) => this.row(a))}</ul>`}
      ${this.next ? html`<div class="foot"><button class="btn" @click=${() => void this.read(this.next)}>${t('rollouts.more')}</button></div>` : nothing}
    </section>`;
  }

  private row(a: RolloutAsset): TemplateResult {
    const at = a.endedAt ?? a.startedAt;
    return html`<li data-testid="rollout-asset"><a class="cut mono" href="/assets/${a.asset}">${assetNames.of(a.asset)}</a>${outcomeTag(a.state)}
      <span class="faint num">${t('rollouts.ringNumber', { ring: a.ring })}</span><span class="faint num end">${at ? html`<time datetime=${at} title=${moment(at)}>${ago(at)}</time>` : ''}</span>
      ${a.reason ? html`<span class="why">${a.reason}</span>` : nothing}</li>`;
  }
}
