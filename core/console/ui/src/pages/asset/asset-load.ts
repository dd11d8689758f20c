// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { percent, t } from '../../app/i18n';
import type { MetricWindow } from '../../app/metrics';
import type { ChartLine } from '../../../public/ui/sdk/1.1/sdk';
import type { Asset } from '../../app/types';
import { mark } from '../../parts/chart';
import { Part } from '../../parts/element';
import { base } from '../../style/base';
import { cardSheet } from './asset-sheet';
import { CPU, inPercent, lastPercent, memoryMetric } from './load';

const WINDOW = 15 * 60_000;

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

  protected override render(): TemplateResult {
    const names = [CPU, memoryMetric(this.metrics)];
    const [seconds = [], ...values] = this.metrics.columns(names, (name, value) => inPercent(this.metrics, this.asset, name, value));
    const lines: ChartLine[] = [
      { label: t('tile.cpu'), values: values[0] ?? [], filled: true },
      { label: t('tile.memory'), values: values[1] ?? [] },
    ];
    const times = seconds.map((second) => (second ?? 0) * 1000);
    const to = times.at(-1) ?? 0;
    return html`<section class="card" aria-labelledby="load">
      <div class="top"><h2 id="load">${t('load.title')}</h2>${lines.map((line, place) => this.key(line, place, names[place] ?? ''))}</div>
      <div class="draw" data-testid="load" data-points=${times.length}>
        ${times.length === 0
          ? html`<div class="none">${this.asset?.online === false ? t('load.offline') : t('load.none')}</div>`
          : html`<cu-chart bare .of=${{ label: t('load.label'), unit: '%', from: to - WINDOW, to, times, lines }}></cu-chart>`}
      </div></section>`;
  }

  private last(name: string): string {
    const value = lastPercent(this.metrics, this.asset, name);
    return value === null ? '–' : percent(value);
  }

  private key(line: ChartLine, place: number, name: string): TemplateResult {
    return html`<span class="key">${mark(line, place)}${line.label}<b data-testid="now-${place === 0 ? 'cpu' : 'memory'}">${this.last(name)}</b></span>`;
  }
}
