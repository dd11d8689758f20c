// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { bytes, number, percent, t } from '../../app/i18n';
import type { MetricWindow } from '../../app/metrics';
import type { Asset, Inventory } from '../../app/types';
import { Part } from '../../parts/element';
import { icon, type IconName } from '../../parts/icon';
import { base } from '../../style/base';
import { CPU, diskPercent, lastPercent, memoryMetric } from './load';

interface Tile {
  id: string;
  icon: IconName;
  label: string;
  value: string | null;
  note: string;
  share: number | null;
}

const HIGH = 75;
const FULL = 90;

/** Four figures at a glance. */
@customElement('cu-asset-tiles')
export class AssetTiles extends Part {
  static override styles = [
    base,
    css`
      .tiles { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 1px; background: var(--line); border: 1px solid var(--line); border-radius: var(--r3); overflow: hidden; }
      .tile { background: var(--bg2); padding: 12px 16px 14px; min-width: 0; }
      .label { display: flex; align-items: center; gap: 7px; color: var(--fg2); }
      .label .ico { color: var(--fg3); }
      .value { display: flex; align-items: baseline; gap: 8px; margin: 2px 0 8px; min-height: 29px; }
      b { font-size: 20px; font-weight: 600; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; white-space: nowrap; }
      .note { color: var(--fg3); font-size: 12px; font-variant-numeric: tabular-nums; }
      .bar { height: 4px; border-radius: 9px; background: var(--bg3); overflow: hidden; }
      .bar i { display: block; height: 100%; border-radius: 9px; background: var(--acc); transition: width 0.4s var(--ease); }
      .high .bar i { background: var(--warn); }
      .full .bar i { background: var(--bad); }
      .high .flag, .full .flag { display: inline-flex; }
      .flag { display: none; margin-left: auto; align-items: center; gap: 4px; font-size: 12px; color: var(--warn); }
      .full .flag { color: var(--bad); }
      .flag .ico { color: inherit; }
      @media (max-width: 820px) { .tiles { grid-template-columns: 1fr 1fr; } .tile { padding: 11px 14px 13px; } }
    `,
  ];

  @property({ attribute: false }) asset: Asset | null = null;
  @property({ attribute: false }) inventory: Inventory | null = null;
  @property({ attribute: false }) metrics!: MetricWindow;
  /** counts what was measured: the window itself stays the same object */
  @property({ attribute: false }) beat = 0;

  private tiles(): Tile[] {
    const cpu = lastPercent(this.metrics, this.asset, CPU);
    const memory = lastPercent(this.metrics, this.asset, memoryMetric(this.metrics));
    const disks = (this.inventory?.disks ?? []).map((d) => ({ ...d, used: diskPercent(this.metrics, d) }));
    const disk = disks.sort((a, b) => b.used - a.used)[0];
    const cpus = this.asset?.cpus ?? 0;
    const whole = this.asset?.memoryBytes ?? 0;
    return [
      { id: 'cpu', icon: 'cpu', label: t('tile.cpu'), value: shown(cpu), note: cpus > 0 ? t('tile.cpus', { n: number(cpus) }) : '', share: cpu },
      { id: 'memory', icon: 'memory-stick', label: t('tile.memory'), value: shown(memory), note: whole > 0 ? t('tile.of', { n: bytes(whole) }) : '', share: memory },
      { id: 'disk', icon: 'hard-drive', label: t('tile.disk'), value: disk ? percent(disk.used) : null, note: disk ? `${disk.mount} · ${t('tile.free', { n: bytes(disk.sizeBytes * (1 - disk.used / 100)) })}` : '', share: disk ? disk.used : null },
      { id: 'packages', icon: 'package', label: t('tile.packages'), value: this.inventory ? number(this.inventory.software.length) : null, note: '', share: null },
    ];
  }

  protected override render(): TemplateResult {
    return html`<div class="tiles">${this.tiles().map((tile) => this.tile(tile))}</div>`;
  }

  private tile(tile: Tile): TemplateResult {
    const share = tile.share ?? 0;
    const tone = share >= FULL ? 'full' : share >= HIGH ? 'high' : '';
    const waiting = this.asset === null;
    return html`<div class="tile ${tone}" data-testid="tile-${tile.id}">
      <div class="label">${icon(tile.icon, 14)}<span class="cut">${tile.label}</span>
        <span class="flag">${icon('triangle-alert', 13)}${share >= FULL ? t('tile.full') : t('tile.high')}</span></div>
      <div class="value">${waiting ? html`<i class="bone" .style=${'width:64px;height:18px'}></i>` : html`<b data-testid="value">${tile.value ?? '–'}</b>`}<span class="note cut">${waiting ? '' : tile.note}</span></div>
      ${tile.id === 'packages' ? html`<div class="bar" .style=${'visibility:hidden'}></div>` : html`<div class="bar"><i .style=${`width:${share}%`}></i></div>`}
    </div>`;
  }
}

function shown(share: number | null): string | null {
  return share === null ? null : percent(share);
}
