// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { directory } from '../../app/directory';
import { today, t } from '../../app/i18n';
import { assetNames } from '../../app/names';
import { session } from '../../app/session';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { iconOf, registry, titleOf, type Contributed } from '../../plugins/registry';
import '../../plugins/slot';
import { base } from '../../style/base';
import { cardSheet } from '../asset/asset-sheet';
import './alert-map';
import './tile';
import { coreTiles } from './tiles';

const ABOUT = {};

/** Where the day begins: what waits for somebody, from the core and from every plugin; nothing that is as it should be. */
@customElement('cu-overview-page')
export class OverviewPage extends Part {
  static override styles = [
    base,
    cardSheet,
    css`
      :host { min-height: 0; }
      .page { height: 100%; overflow: auto; padding: 18px 24px 32px; }
      header { display: flex; align-items: baseline; gap: 12px; flex-wrap: wrap; margin-bottom: 16px; }
      header p { color: var(--fg3); flex: 1; }
      .tiles { columns: 340px; column-gap: 16px; }
      .tiles > * { display: block; break-inside: avoid; margin-bottom: 16px; }
      .plugin .inside { padding: 2px 16px 14px; }
      .plugin h2 .ico { color: var(--fg3); }
      @media (max-width: 820px) { .page { padding: 14px 16px 32px; } header { gap: 2px 12px; } header .quiet { flex: 1 0 100%; } }
    `,
  ];

  @state() private counts = new Map<string, number>();

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.requestUpdate());
    this.listen(assetNames, 'names', () => this.requestUpdate());
    this.listen(registry, 'change', () => this.requestUpdate());
    this.every(60_000, () => this.requestUpdate());
  }

  private counted(id: string, n: number): void {
    if (this.counts.get(id) !== n) this.counts = new Map(this.counts).set(id, n);
  }

  protected override render(): TemplateResult {
    const own = coreTiles().filter((one) => session.may(one.permission));
    const sum = own.reduce((n, one) => n + (this.counts.get(one.id) ?? 0), 0);
    const all = own.every((one) => this.counts.has(one.id));
    return html`<div class="page"><header><h1 tabindex="-1">${t('day.title')}</h1><p>${today()}</p>
        <span class="quiet" role="status" data-testid="count">${all ? (sum ? t('day.waits', { n: sum }) : t('day.calm')) : nothing}</span></header>
      <div class="tiles">${repeat(own, (one) => one.id, (one) => html`<cu-tile .tile=${one} @count=${(e: CustomEvent<number>) => this.counted(one.id, e.detail)}></cu-tile>`)}
        ${session.may('core.alert.read') ? html`<cu-alert-map></cu-alert-map>` : nothing}
        ${repeat(registry.at('dashboard.tile'), ({ plugin, its }) => `${plugin.id} ${its.id}`, (one) => this.ofPlugin(one))}</div></div>`;
  }

  private ofPlugin(one: Contributed): TemplateResult {
    return html`<section class="card plugin" data-testid="plugin-tile"><h2>${icon(iconOf(one.its), 14)}${titleOf(one.its)}</h2>
      <div class="inside"><cu-slot .what=${one} .about=${ABOUT}></cu-slot></div></section>`;
  }
}
