// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { queryOf } from '../../app/api';
import { directory } from '../../app/directory';
import { count, number, t, type Key } from '../../app/i18n';
import { live } from '../../app/live';
import { recall, remember } from '../../app/memory';
import { navigate, onRoute, query as address, setQuery } from '../../app/router';
import { scope } from '../../app/scope';
import { session } from '../../app/session';
import { settings } from '../../app/settings';
import { ASSET_KINDS, ASSET_STATES, type Asset } from '../../app/types';
import { conditionsOf, type Condition } from '../../parts/conditions';
import { Part } from '../../parts/element';
import type { Grid } from '../../parts/grid';
import '../../parts/bulk-bar';
import '../../parts/grid';
import '../../parts/grid-chooser';
import { Chosen } from '../../parts/grid-chosen';
import '../../parts/grid-filter';
import { layoutOf, type Layout, type Order } from '../../parts/grid-columns';
import '../../parts/grid-views';
import type { View } from '../../parts/grid-views';
import { icon, type IconName } from '../../parts/icon';
import { listKeys } from '../../parts/list-keys';
import { problemNotice } from '../../parts/notice';
import { dotSheet } from '../../parts/words';
import { base } from '../../style/base';
import { assetCard, assetColumns } from './asset-columns';
import { assetFields } from './asset-fields';
import { AssetRows } from './asset-rows';
import './bulk';
import type { Bulk } from './bulk';
import './enrol';
import { pageSheet } from './assets-sheet';
import { ASSET_OPERATORS, cleared, filterOf, isEmpty, orderOf, sortOf, whereOf, type AssetFilter } from './filter';

const LAYOUT = 'console.assets.layout';
const VIEWS = 'console.assets.views';
const BULKS: [Bulk, string, Key, IconName][] = [
  ['script', 'core.action.request', 'bulk.script', 'terminal'],
  ['group', 'core.group.write', 'bulk.group', 'users'],
  ['state', 'core.asset.write', 'bulk.state', 'package'],
];

/** Every machine this person may see: filtered and ordered by the server, live, walked by keyboard. */
@customElement('cu-assets-page')
export class AssetsPage extends Part {
  static override styles = [base, dotSheet, pageSheet];

  @state() private filter: AssetFilter = filterOf(address());
  @state() private dense = recall('density') === 'compact';
  @state() private enrolling = false;
  @state() private bulk: Bulk | null = null;
  @query('cu-grid') private grid!: Grid<Asset> | null;
  private readonly list = new AssetRows(() => this.requestUpdate());
  private readonly chosen = new Chosen<Asset>((a) => a.id, (cursor, stop) => this.list.many(cursor, stop), () => this.redraw());
  private typing: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.requestUpdate());
    this.listen(settings, 'settings', () => this.requestUpdate());
    this.listen(live, 'resync', () => void this.list.again());
    this.listen(window, 'keydown', (e) => listKeys(e as KeyboardEvent, this.one('#text'), this.grid));
    this.until(onRoute(() => this.show(filterOf(address()), false)));
    this.until(
      live.on(({ data }) => {
        if (typeof data.asset === 'string' && !('points' in data)) this.list.touch(data.asset);
      }),
    );
    this.until(() => this.list.stop());
    this.until(() => this.chosen.clear());
    void settings.read();
    this.every(15_000, () => this.requestUpdate()); // "3 minutes ago" grows older
    void this.list.show(this.filter);
  }

  private show(next: AssetFilter, write = true): void {
    this.filter = next;
    if (write) setQuery({ ...next });
    this.grid?.rewind();
    // nobody should act on what he no longer sees
    this.chosen.clear();
    void this.list.show(next);
  }

  private get layout(): Layout {
    return layoutOf(settings.get(LAYOUT));
  }

  private view({ query, layout }: View): void {
    settings.set(LAYOUT, layout);
    this.show(filterOf(new URLSearchParams(query)));
  }

  /** The choice is the same thing with other rows, which the grid does not see by itself. */
  private redraw(): void {
    this.requestUpdate();
    this.grid?.requestUpdate();
  }

  private typed(event: InputEvent): void {
    const text = (event.target as HTMLInputElement).value;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.show({ ...this.filter, text }), 180);
  }

  private toggleDensity(): void {
    this.dense = !this.dense;
    remember('density', this.dense ? 'compact' : 'comfortable');
  }

  protected override render(): TemplateResult {
    const { rows, waiting, problem, next } = this.list;
    const none = !waiting && rows.length === 0 && !problem;
    return html`
      <div class="head">
        <h1 tabindex="-1">${t('assets.title')}</h1>
        <span class="count num" role="status" data-testid="count">${waiting ? '' : count('assets.count', rows.length, number(rows.length) + (next ? '+' : ''))}</span>
        ${none && isEmpty(this.filter) ? nothing : this.tools()}
        ${session.may('core.enrolment.issue')
          ? html`<button class="btn" data-testid="enrol" aria-label=${t('enrol.button')} @click=${() => (this.enrolling = true)}>${icon('plus', 14)}<span>${t('enrol.button')}</span></button>`
          : nothing}
      </div>
      ${none && isEmpty(this.filter) ? nothing : this.bar()}
      ${problem ? html`<div class="pad">${problemNotice(problem, () => void this.list.again())}</div>` : nothing}
      ${none ? this.empty() : this.table()}
      <wa-dialog label=${t('enrol.title')} ?open=${this.enrolling} light-dismiss @wa-after-hide=${() => (this.enrolling = false)}>
        ${this.enrolling ? html`<cu-enrol></cu-enrol>` : nothing}
      </wa-dialog>
      ${this.chosen.any ? this.bulkBar() : nothing}
      <wa-dialog label=${this.bulk ? t(`bulk.${this.bulk}`) : t('grid.withChosen')} ?open=${this.bulk !== null} data-testid="bulk" @wa-after-hide=${(e: Event) => e.target === e.currentTarget && (this.bulk = null)}>
        ${this.bulk ? html`<cu-asset-bulk .what=${this.bulk} .assets=${this.chosen.choice.rows} @done=${() => void this.list.again()} @close=${() => (this.bulk = null)}></cu-asset-bulk>` : nothing}
      </wa-dialog>`;
  }

  private bulkBar(): TemplateResult {
    return html`<cu-bulk-bar .count=${this.chosen.choice.size} .gathering=${this.chosen.gathering} ?full=${this.chosen.full} @clear=${() => this.chosen.clear()}>
      ${BULKS.filter(([, permission]) => session.may(permission)).map(([what, , label, shape]) => html`<button class="btn ghost" data-testid="bulk-${what}" ?disabled=${this.chosen.gathering !== null}
        @click=${() => (this.bulk = what)}>${icon(shape, 14)}${t(label)}</button>`)}</cu-bulk-bar>`;
  }

  private bar(): TemplateResult {
    const { text, online } = this.filter;
    const choice = (value: AssetFilter['online'], label: string, mark: unknown) => html`<button aria-pressed=${online === value} data-testid="online-${value || 'any'}"
      @click=${() => this.show({ ...this.filter, online: value })}>${mark}${label}</button>`;
    return html`<div class="bar" role="search">
      <label class="find">${icon('search', 14)}<input class="input" id="text" type="search" data-testid="filter-text" maxlength="200" .value=${text}
        aria-label=${t('assets.filter')} placeholder=${t('assets.filter')} autocomplete="off" spellcheck="false" aria-keyshortcuts="/" @input=${this.typed}><kbd aria-hidden="true">/</kbd></label>
      <div class="choices" role="group" aria-label=${t('assets.status')}>
        ${choice('', t('assets.any'), nothing)}
        ${choice('true', t('online'), html`<i class="dot on"></i>`)}
        ${choice('false', t('offline'), html`<i class="dot"></i>`)}
      </div>
      ${this.select('kind', ASSET_KINDS, t('assets.anyKind'), t('assets.kind'))}
      ${this.select('state', ASSET_STATES, t('assets.anyState'), t('assets.state'))}
      <cu-grid-filter .fields=${assetFields()} .conditions=${conditionsOf(this.filter.where, ASSET_OPERATORS)}
        @conditions=${(e: CustomEvent<Condition[]>) => this.show({ ...this.filter, where: whereOf(e.detail) })}></cu-grid-filter>
      ${isEmpty(this.filter) ? nothing : html`<button class="btn ghost" data-testid="filter-clear"  @click=${() => this.show(cleared(this.filter))}>${icon('x', 14)}${t('assets.clear')}</button>`}
    </div>`;
  }

  private tools(): TemplateResult {
    return html`<cu-grid-views .setting=${VIEWS} .query=${queryOf({ ...this.filter }).slice(1)} .layout=${this.layout} @view=${(e: CustomEvent<View>) => this.view(e.detail)}></cu-grid-views>
    <cu-grid-chooser .columns=${assetColumns()} .layout=${this.layout} .order=${orderOf(this.filter)} @layout=${(e: CustomEvent<Layout>) => settings.set(LAYOUT, e.detail)}
      @order=${(e: CustomEvent<Order>) => this.show({ ...this.filter, ...sortOf(e.detail) })}></cu-grid-chooser>
    <a class="btn ghost square csv" data-testid="csv" href=${`/api/v1${scope.of('/assets/assets.csv')}${queryOf({ ...this.filter })}`} target="_self" download aria-label=${t('assets.csv')} title=${t('assets.csv')}>${icon('download', 14)}</a>
    <button class="btn ghost square density" aria-pressed=${this.dense} aria-label=${t('assets.compact')} title=${t('assets.compact')}
      @click=${this.toggleDensity}>${icon(this.dense ? 'rows-4' : 'rows-3')}</button>`;
  }

  private select(what: 'kind' | 'state', values: readonly string[], any: string, label: string): TemplateResult {
    return html`<select class="input" data-testid="filter-${what}" aria-label=${label}
      @change=${(e: Event) => this.show({ ...this.filter, [what]: (e.target as HTMLSelectElement).value })}>
      <option value="" ?selected=${this.filter[what] === ''}>${any}</option>
      ${values.map((v) => html`<option value=${v} ?selected=${this.filter[what] === v}>${t(`${what}.${v}` as Key)}</option>`)}</select>`;
  }

  private table(): TemplateResult {
    const { rows, waiting, next } = this.list;
    return html`<cu-grid .rows=${rows} .columns=${assetColumns()} .card=${assetCard} .keyOf=${(a: Asset) => a.id} .nameOf=${(a: Asset) => a.name}
      label=${t('assets.title')} .rowHeight=${this.dense ? 28 : 36} ?more=${next !== null} ?waiting=${waiting} data-testid="assets"
      .order=${orderOf(this.filter)} .layout=${this.layout} .choice=${this.chosen.choice}
      @order=${(e: CustomEvent<Order>) => this.show({ ...this.filter, ...sortOf(e.detail) })} @layout=${(e: CustomEvent<Layout>) => settings.set(LAYOUT, e.detail)}
      @choose=${() => this.requestUpdate()} @choose-all=${() => void this.chosen.all()}
      @more=${() => void this.list.more()} @open=${(e: CustomEvent<Asset>) => navigate(`/assets/${e.detail.id}`)}></cu-grid>`;
  }

  private empty(): TemplateResult {
    if (!isEmpty(this.filter)) {
      return html`<div class="empty" data-testid="no-match"><h2>${t('assets.noMatch')}</h2><p>${t('assets.noMatchTodo')}</p>
        <button class="btn" @click=${() => this.show(cleared(this.filter))}>${t('assets.clear')}</button></div>`;
    }
    return html`<div class="empty" data-testid="empty"><h2>${t('assets.empty')}</h2><p>${t('assets.emptyTodo')}</p><cu-enrol></cu-enrol></div>`;
  }
}
