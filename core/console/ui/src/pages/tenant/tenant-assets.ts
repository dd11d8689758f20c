// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query as element, state } from 'lit/decorators.js';
import { directory } from '../../app/directory';
import { count, number, t, type Key } from '../../app/i18n';
import { live } from '../../app/live';
import { navigate, query as address, setQuery } from '../../app/router';
import { ASSET_KINDS, type Asset } from '../../app/types';
import { Part } from '../../parts/element';
import { findBox } from '../../parts/find';
import '../../parts/grid';
import type { Grid } from '../../parts/grid';
import { listKeys } from '../../parts/list-keys';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { assetCard, assetColumns } from '../assets/asset-columns';
import { AssetRows } from '../assets/asset-rows';
import { pageSheet } from '../assets/assets-sheet';
import { filterOf, isEmpty, type AssetFilter } from '../assets/filter';

/** The machines of one customer. */
@customElement('cu-tenant-assets')
export class TenantAssets extends Part {
  static override styles = [base, pageSheet];

  @property() tenant = '';
  @state() private filter = filterOf(address());
  @element('cu-grid') private grid!: Grid<Asset> | null;
  private list: AssetRows | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.requestUpdate());
    this.listen(live, 'resync', () => void this.list?.again());
    this.listen(window, 'keydown', (e) => listKeys(e as KeyboardEvent, this.one('#text'), this.grid));
    this.until(live.on(({ data }) => data.tenant === this.tenant && typeof data.asset === 'string' && !('points' in data) && this.list?.touch(data.asset)));
    this.until(() => this.list?.stop());
    this.every(15_000, () => this.requestUpdate());
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('tenant')) return;
    this.list?.stop();
    this.list = new AssetRows(() => this.requestUpdate(), `/tenants/${this.tenant}/assets`);
    void this.list.show(this.filter);
  }

  private show(next: AssetFilter): void {
    this.filter = next;
    setQuery({ tab: 'assets', ...next });
    this.grid?.rewind();
    void this.list?.show(next);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.list) return nothing;
    const { rows, waiting, problem, next } = this.list;
    const none = !waiting && rows.length === 0 && !problem;
    return html`${none && isEmpty(this.filter) ? nothing : this.bar(rows.length, waiting, next !== null)}
      ${problem ? html`<div class="pad">${problemNotice(problem, () => void this.list?.again())}</div>` : nothing}
      ${none
        ? html`<div class="empty" data-testid="no-assets"><h2>${t(isEmpty(this.filter) ? 'tenant.noAssets' : 'assets.noMatch')}</h2><p>${t(isEmpty(this.filter) ? 'tenant.noAssetsTodo' : 'assets.noMatchTodo')}</p>
            ${isEmpty(this.filter) ? html`<a class="btn primary" href="/assets">${t('assets.title')}</a>` : html`<button class="btn" @click=${() => this.show(filterOf(new URLSearchParams()))}>${t('assets.clear')}</button>`}</div>`
        : html`<cu-grid .rows=${rows} .columns=${assetColumns(['tenant'])} .card=${assetCard} .keyOf=${(a: Asset) => a.id} label=${t('assets.title')} ?more=${next !== null} ?waiting=${waiting}
            data-testid="tenant-assets" @more=${() => void this.list?.more()} @open=${(e: CustomEvent<Asset>) => navigate(`/assets/${e.detail.id}`)}></cu-grid>`}`;
  }

  private bar(rows: number, waiting: boolean, more: boolean): TemplateResult {
    return html`<div class="bar" role="search" .style=${'padding-top:12px'}>
      ${findBox(this.filter.text, t('assets.filter'), (text) => this.show({ ...this.filter, text }))}
      ${this.select('online', [['true', t('online')], ['false', t('offline')]], t('assets.any'), t('assets.status'))}
      ${this.select('kind', ASSET_KINDS.map((k) => [k, t(`kind.${k}` as Key)]), t('assets.anyKind'), t('assets.kind'))}
      <span class="fill"></span><span class="count num" role="status" data-testid="asset-count" .style=${'flex:none'}>${waiting ? '' : count('assets.count', rows, number(rows) + (more ? '+' : ''))}</span></div>`;
  }

  private select(what: 'kind' | 'online', choices: [string, string][], any: string, label: string): TemplateResult {
    return html`<select class="input" data-testid="filter-${what}" aria-label=${label} @change=${(e: Event) => this.show({ ...this.filter, [what]: (e.target as HTMLSelectElement).value })}>
      <option value="" ?selected=${this.filter[what] === ''}>${any}</option>
      ${choices.map(([v, word]) => html`<option value=${v} ?selected=${this.filter[what] === v}>${word}</option>`)}</select>`;
  }
}
