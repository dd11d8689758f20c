// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, get, type Problem } from '../../app/api';
import { directory } from '../../app/directory';
import { ago, moment, t } from '../../app/i18n';
import { live } from '../../app/live';
import { MetricWindow } from '../../app/metrics';
import { session } from '../../app/session';
import type { Asset, Inventory, MetricBatch, MetricPoint, Page } from '../../app/types';
import { Part } from '../../parts/element';
import '../../parts/fields';
import '../../parts/history';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { kindIcon, onlineTag } from '../../parts/words';
import { base } from '../../style/base';
import '../../plugins/asset-parts';
import './asset-inventory';
import './asset-load';
import './asset-loan';
import './asset-relations';
import './asset-scripts';
import './asset-tiles';
import { assetSheet } from './asset-sheet';

/** One machine: what it is, how it does now, what can be done to it. */
@customElement('cu-asset-page')
export class AssetPage extends Part {
  static override styles = [base, assetSheet];

  @property() assetId = '';
  @state() private asset: Asset | null = null;
  @state() private inventory: Inventory | null = null;
  @state() private inventoryKnown = false;
  @state() private problem: Problem | null = null;
  @state() private beat = 0;
  private metrics = new MetricWindow();

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.requestUpdate());
    this.listen(live, 'resync', () => void this.read());
    this.until(live.on(({ name, data }) => this.happened(name, data)));
    this.until(() => live.watch(null));
    this.every(15_000, () => this.requestUpdate());
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('assetId')) return;
    this.asset = null;
    this.inventory = null;
    this.inventoryKnown = false;
    this.metrics = new MetricWindow();
    live.watch(this.assetId);
    void this.read();
  }

  private happened(name: string, data: Record<string, unknown>): void {
    if (data.asset !== this.assetId && data.retired !== this.assetId) return;
    if (name === 'metric') this.measured((data as unknown as MetricBatch).points);
    else if (name === 'InventoryChanged') void this.readInventory();
    if (name.startsWith('Asset') || name === 'InventoryChanged') void this.readAsset();
  }

  private measured(points: MetricPoint[]): void {
    if (points.length === 0) return;
    this.metrics.add(points);
    this.beat++;
  }

  private async read(): Promise<void> {
    await Promise.all([this.readAsset(), this.readInventory(), this.readMetrics()]);
  }

  private async readAsset(): Promise<void> {
    const id = this.assetId;
    try {
      const asset = await get<Asset>(`/assets/${id}`);
      if (id !== this.assetId) return;
      this.asset = asset;
      this.problem = null;
      document.title = `${asset.name} · Custode`;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  private async readInventory(): Promise<void> {
    const id = this.assetId;
    try {
      const inventory = await get<Inventory>(`/assets/${id}/inventory`);
      if (id === this.assetId) this.inventory = inventory;
    } catch (e) {
      const problem = asProblem(e);
      // none came yet is no failure; what failed otherwise shows with the asset itself
      if (problem.status !== 404) this.problem ??= problem;
    }
    this.inventoryKnown = true;
  }

  private async readMetrics(): Promise<void> {
    if (!session.may('core.metric.read')) return;
    const id = this.assetId;
    try {
      const answer = await get<Page<MetricPoint>>(`/assets/${id}/metrics`);
      if (id === this.assetId) this.measured(answer.items);
    } catch {
      return; // the live ones follow in seconds; the tiles say that there are none yet
    }
  }

  protected override render(): TemplateResult {
    if (this.problem && !this.asset) return this.failed(this.problem);
    return html`<div class="page">
      ${this.header()}
      <cu-asset-tiles .asset=${this.asset} .inventory=${this.inventory} .metrics=${this.metrics} .beat=${this.beat}></cu-asset-tiles>
      <div class="columns">
        <div class="main">
          <cu-asset-load .asset=${this.asset} .metrics=${this.metrics} .beat=${this.beat}></cu-asset-load>
          <cu-asset-panels point="asset.section" .asset=${this.asset}></cu-asset-panels>
          <cu-asset-inventory .inventory=${this.inventory} ?known=${this.inventoryKnown}></cu-asset-inventory>
          ${session.may('core.history.read') ? html`<cu-history .of=${this.asset}></cu-history>` : nothing}
        </div>
        <div class="aside">
          ${this.details()}
          <cu-asset-panels .asset=${this.asset}></cu-asset-panels>
          ${session.may('core.field.read') ? html`<cu-fields .of=${this.asset?.id ?? ''} .tenant=${this.asset?.tenant ?? ''}></cu-fields>` : nothing}
          <cu-asset-relations .asset=${this.asset}></cu-asset-relations>
          <cu-asset-loan .asset=${this.asset}></cu-asset-loan>
          ${session.may('core.action.read') || session.may('core.action.request')
            ? html`<cu-asset-scripts .asset=${this.asset}></cu-asset-scripts>`
            : nothing}
        </div>
      </div>
    </div>`;
  }

  private failed(problem: Problem): TemplateResult {
    if (problem.status === 404 || problem.status === 400) {
      return html`<div class="middle" data-testid="missing"><h1 tabindex="-1">${t('asset.missing')}</h1><p>${t('asset.missingTodo')}</p>
        <a class="btn" href="/assets">${t('missing.home')}</a></div>`;
    }
    return html`<div class="page">${problemNotice(problem, () => void this.read())}</div>`;
  }

  private header(): TemplateResult {
    const a = this.asset;
    const tenant = a ? directory.tenant(a.tenant) : '';
    return html`<header>
      <nav class="crumbs" aria-label=${t('asset.crumbs')}><a href="/assets">${t('assets.title')}</a>${tenant ? html`${icon('chevron-right', 12)}${this.tenantLink(a, tenant)}` : nothing}</nav>
      <div class="title">
        ${a
          ? html`<span class="faint">${icon(kindIcon(a.kind), 18)}</span><h1 class="cut" tabindex="-1" data-testid="asset-name">${a.name}</h1>${onlineTag(a)}
            ${a.state === 'ACTIVE' ? nothing : html`<span class="tag warn">${t(`state.${a.state}`)}</span>`}<cu-asset-actions .asset=${a}></cu-asset-actions>`
          : html`<h1 tabindex="-1"><i class="bone" .style=${'width:180px;height:16px'}></i><span class="unseen">${t('loading')}</span></h1>`}
      </div>
    </header>`;
  }

  private tenantLink(a: Asset | null, name: string): TemplateResult {
    return a && session.may('core.tenant.read') ? html`<a class="cut" href="/tenants/${a.tenant}">${name}</a>` : html`<span class="cut">${name}</span>`;
  }

  private details(): TemplateResult {
    const a = this.asset;
    const rows: [string, unknown][] = a
      ? [
          [t('assets.os'), a.os ?? '–'],
          [t('assets.tenant'), directory.tenant(a.tenant) || '–'],
          [t('assets.site'), directory.site(a.site) || '–'],
          [t('assets.kind'), t(`kind.${a.kind}`)],
          [t('assets.state'), t(`state.${a.state}`)],
          [t('asset.serial'), a.serial ? html`<span class="mono">${a.serial}</span>` : '–'],
          [t('assets.seen'), a.online ? t('assets.now') : a.seenAt ? html`<time datetime=${a.seenAt} title=${moment(a.seenAt)}>${ago(a.seenAt)}</time>` : t('assets.never')],
          [t('asset.since'), html`<time datetime=${a.createdAt}>${moment(a.createdAt)}</time>`],
        ]
      : Array.from({ length: 6 }, (): [string, unknown] => ['', html`<i class="bone" .style=${'width:110px'}></i>`]);
    return html`<section class="card" aria-labelledby="details"><h2 id="details">${t('asset.details')}</h2>
      <dl class="facts" data-testid="details">${rows.map(([k, v]) => html`<dt>${k || html`<i class="bone" .style=${'width:70px'}></i>`}</dt><dd class="num">${v}</dd>`)}</dl></section>`;
  }
}
