// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { percent, t } from '../../app/i18n';
import type { MetricWindow } from '../../app/metrics';
import type { Asset } from '../../app/types';
import '../../parts/chart';
import type { Line } from '../../parts/chart';
import { Part } from '../../parts/element';
import { base } from '../../style/base';
import { cardSheet } from './asset-sheet';
import { CPU, inPercent, lastPercent, memoryMetric } from './load';

/** Processor and memory over the last quarter of an hour, live. */
@customElement('cu-asset-load')
export class AssetLoad extends Part {
  static override styles = [
    base,
    cardSheet,
    css`
      .top h2 { flex: 1; }
      .key { display: inline-flex; align-items: center; gap: 7px; color: var(--fg2); font-size: 12px; }
      .key svg { flex: none; }
      .key b { font-weight: 600; color: var(--fg); min-width: 34px; text-align: right; font-variant-numeric: tabular-nums; }
      .draw { padding: 0 4px 8px 0; min-height: 208px; }
      .none { display: grid; place-content: center; min-height: 208px; padding: 16px; color: var(--fg2); text-align: center; }
    `,
  ];

  @property({ attribute: false }) asset: Asset | null = null;
  @property({ attribute: false }) metrics!: MetricWindow;
  @property({ attribute: false }) beat = 0;

  private lines(): (Line & { name: string })[] {
    return [
      { name: CPU, label: t('tile.cpu'), colour: '--acc', filled: true },
      { name: memoryMetric(this.metrics), label: t('tile.memory'), colour: '--series2', dashed: true },
    ];
  }

  protected override render(): TemplateResult {
    const lines = this.lines();
    const data = this.metrics.columns(lines.map((line) => line.name), (name, value) => inPercent(this.metrics, this.asset, name, value));
    const empty = (data[0]?.length ?? 0) === 0;
    const said = lines.map((line) => `${line.label} ${this.last(line.name)}`).join(', ');
    return html`<section class="card" aria-labelledby="load">
      <div class="top"><h2 id="load">${t('load.title')}</h2>${lines.map((line, i) => this.key(line, line.name, i === 0 ? 'cpu' : 'memory'))}</div>
      <div class="draw" data-testid="load" data-points=${data[0]?.length ?? 0}>
        ${empty
          ? html`<div class="none">${this.asset?.online === false ? t('load.offline') : t('load.none')}</div>`
          : html`<cu-chart .lines=${lines} .data=${data} label="${t('load.label')}: ${said}"></cu-chart>`}
      </div></section>`;
  }

  private last(name: string): string {
    const value = lastPercent(this.metrics, this.asset, name);
    return value === null ? '–' : percent(value);
  }

  private key(line: Line, name: string, id: string): TemplateResult {
    return html`<span class="key"><svg width="18" height="4" aria-hidden="true"><line x1="0" x2="18" y1="2" y2="2" stroke-width="2"
      .style=${`stroke:var(${line.colour})`} stroke-dasharray=${line.dashed ? '5 3' : ''}></line></svg>${line.label}<b data-testid="now-${id}">${this.last(name)}</b></span>`;
  }
}
