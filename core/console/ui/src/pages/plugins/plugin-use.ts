// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, get, queryOf, type Problem } from '../../app/api';
import { bytes, count, isKey, number, t } from '../../app/i18n';
import type { Page } from '../../app/types';
import { Part } from '../../parts/element';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';

interface Use {
  what: string;
  taken: number;
  /** null: nothing is too much */
  limit: number | null;
  unit: 'COUNT' | 'MILLISECONDS' | 'BYTES';
  seconds: number;
}

/** From this part of its limit on one should look. */
const NEAR = 0.7;

/** What a plugin takes of the node that answers, beside what is too much. */
@customElement('cu-plugin-use')
export class PluginUse extends Part {
  static override styles = [
    base,
    css`
      h2 { margin-bottom: 6px; }
      li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 5px 12px; padding: 8px 0; border-top: 1px solid var(--line); }
      .bar { grid-column: 1 / 3; height: 4px; border-radius: 2px; background: var(--bg3); overflow: hidden; }
      .bar i { display: block; height: 100%; border-radius: 2px; background: var(--acc); transition: width 0.4s var(--ease); }
      .near .bar i { background: var(--warn); }
      .over .bar i { background: var(--bad); }
      .near .num { color: var(--warn); }
      .over .num { color: var(--bad); }
      .hint { margin-top: 6px; color: var(--fg3); font-size: 12px; }
    `,
  ];

  @property() plugin = '';
  @state() private uses: Use[] | null = null;
  @state() private problem: Problem | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    // the platform looks each five seconds
    this.every(5_000, () => document.hidden || void this.read());
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('plugin')) return;
    this.uses = null;
    void this.read();
  }

  private async read(): Promise<void> {
    const { plugin } = this;
    try {
      const { items } = await get<Page<Use>>(`/plugin-use${queryOf({ plugin })}`);
      if (plugin !== this.plugin) return;
      this.uses = items;
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  protected override render(): TemplateResult {
    const { uses, problem } = this;
    return html`<section aria-labelledby="use"><h2 id="use">${t('use.title')}</h2>
      ${problem ? problemNotice(problem, () => void this.read()) : nothing}
      ${uses === null
        ? problem ? nothing : html`<p class="quiet">${t('loading')}</p>`
        : uses.length === 0
          ? html`<p class="quiet" data-testid="use-none">${t('use.none')}</p>`
          : html`<ul>${uses.map((use) => this.line(use))}</ul><p class="hint">${t('use.hint')}</p>`}</section>`;
  }

  private line({ what, taken, limit, unit, seconds }: Use): TemplateResult {
    const key = `use.${what}`;
    const label = isKey(key) ? t(key) : what;
    const part = limit ? Math.min(1, taken / limit) : 0;
    const shown = limit === null ? this.amount(taken, unit) : t('use.of', { taken: this.amount(taken, unit), limit: this.amount(limit, unit) });
    return html`<li class=${part >= 1 ? 'over' : part >= NEAR ? 'near' : ''} data-testid="use" data-what=${what}>
      <span>${label} <span class="faint">${count('use.within', seconds / 60)}</span></span><span class="num">${shown}</span>
      ${limit === null ? nothing : html`<div class="bar" role="meter" aria-label=${label} aria-valuemin="0" aria-valuemax=${limit} aria-valuenow=${Math.min(taken, limit)} aria-valuetext=${shown}><i .style=${`width:${part * 100}%`}></i></div>`}</li>`;
  }

  private amount(n: number, unit: Use['unit']): string {
    if (unit === 'BYTES') return bytes(n);
    return unit === 'MILLISECONDS' ? t('use.seconds', { n: number(n / 1000, n < 10_000 ? 1 : 0) }) : number(n);
  }
}
