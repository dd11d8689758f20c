// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { directory } from '../../app/directory';
import { ago, bytes, count, moment, number, t, type Key } from '../../app/i18n';
import { live } from '../../app/live';
import { recall, remember } from '../../app/memory';
import { navigate, onRoute, query as address, setQuery } from '../../app/router';
import { session } from '../../app/session';
import { ASSET_KINDS, ASSET_STATES, type Asset } from '../../app/types';
import { Part } from '../../parts/element';
import type { Column, Grid } from '../../parts/grid';
import '../../parts/grid';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { dot, dotSheet, kindIcon, onlineTag, onlineWord } from '../../parts/words';
import { base } from '../../style/base';
import { AssetRows } from './asset-rows';
import './enrol';
import { pageSheet } from './assets-sheet';
import { filterOf, isEmpty, type AssetFilter } from './filter';

/** Every machine this person may see: filtered and ordered by the server, live, walked by keyboard. */
@customElement('cu-assets-page')
export class AssetsPage extends Part {
  static override styles = [base, dotSheet, pageSheet];

  @state() private filter: AssetFilter = filterOf(address());
  @state() private dense = recall('density') === 'compact';
  @state() private enrolling = false;
  @query('cu-grid') private grid!: Grid<Asset> | null;
  private readonly list = new AssetRows(() => this.requestUpdate());
  private typing: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    live.watch(null);
    this.listen(directory, 'directory', () => this.requestUpdate());
    this.listen(live, 'resync', () => void this.list.again());
    this.listen(window, 'keydown', (e) => this.key(e as KeyboardEvent));
    this.until(onRoute(() => this.show(filterOf(address()), false)));
    this.until(
      live.on(({ data }) => {
        if (typeof data.asset === 'string' && !('points' in data)) this.list.touch(data.asset);
      }),
    );
    this.until(() => this.list.stop());
    this.every(15_000, () => this.requestUpdate()); // "3 minutes ago" grows older
    void this.list.show(this.filter);
  }

  private show(next: AssetFilter, write = true): void {
    this.filter = next;
    if (write) setQuery({ ...next });
    this.grid?.rewind();
    void this.list.show(next);
  }

  private typed(event: InputEvent): void {
    const text = (event.target as HTMLInputElement).value;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.show({ ...this.filter, text }), 180);
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.composedPath()[0];
    const writing = target instanceof HTMLElement && target.matches('input, textarea, select, [role=menuitem], [role=menuitemcheckbox]');
    const covered = event.composedPath().some((n) => n instanceof HTMLElement && n.matches('dialog, wa-dialog, wa-drawer, wa-dropdown'));
    if (writing || covered) {
      if (event.key === 'Escape' && target === this.one('#text')) this.grid?.move(0);
      return;
    }
    const step = { j: 1, k: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      this.grid?.move(step);
    } else if (event.key === '/') {
      event.preventDefault();
      this.one<HTMLInputElement>('#text')?.select();
      this.one('#text')?.focus();
    }
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
        ${session.may('core.enrolment.issue')
          ? html`<button class="btn" data-testid="enrol" aria-label=${t('enrol.button')} @click=${() => (this.enrolling = true)}>${icon('plus', 14)}<span>${t('enrol.button')}</span></button>`
          : nothing}
      </div>
      ${none && isEmpty(this.filter) ? nothing : this.bar()}
      ${problem ? html`<div class="pad">${problemNotice(problem, () => void this.list.again())}</div>` : nothing}
      ${none ? this.empty() : this.table()}
      <wa-dialog label=${t('enrol.title')} ?open=${this.enrolling} light-dismiss @wa-after-hide=${() => (this.enrolling = false)}>
        ${this.enrolling ? html`<cu-enrol></cu-enrol>` : nothing}
      </wa-dialog>`;
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
      ${isEmpty(this.filter) ? nothing : html`<button class="btn ghost" data-testid="filter-clear" @click=${() => this.show(filterOf(new URLSearchParams()))}>${icon('x', 14)}${t('assets.clear')}</button>`}
      <span class="fill"></span>
      <button class="btn ghost square density" aria-pressed=${this.dense} aria-label=${t('assets.compact')} title=${t('assets.compact')}
        @click=${this.toggleDensity}>${icon(this.dense ? 'rows-4' : 'rows-3')}</button>
    </div>`;
  }

  private select(what: 'kind' | 'state', values: readonly string[], any: string, label: string): TemplateResult {
    return html`<select class="input" data-testid="filter-${what}" aria-label=${label}
      @change=${(e: Event) => this.show({ ...this.filter, [what]: (e.target as HTMLSelectElement).value })}>
      <option value="" ?selected=${this.filter[what] === ''}>${any}</option>
      ${values.map((v) => html`<option value=${v} ?selected=${this.filter[what] === v}>${t(`${what}.${v}` as Key)}</option>`)}</select>`;
  }

  private table(): TemplateResult {
    const { rows, waiting, next } = this.list;
    return html`<cu-grid .rows=${rows} .columns=${this.columns()} .card=${(a: Asset) => this.card(a)} .keyOf=${(a: Asset) => a.id}
      label=${t('assets.title')} .rowHeight=${this.dense ? 28 : 36} ?more=${next !== null} ?waiting=${waiting} data-testid="assets"
      @more=${() => void this.list.more()} @open=${(e: CustomEvent<Asset>) => navigate(`/assets/${e.detail.id}`)}></cu-grid>`;
  }

  private columns(): Column<Asset>[] {
    return [
      { key: 'name', title: t('assets.name'), width: 'minmax(200px, 1.4fr)', sorted: true, cell: (a) => html`<span class="named">${dot(a.online)}${icon(kindIcon(a.kind), 14)}<a class="mono cut" tabindex="-1" href="/assets/${a.id}">${a.name}</a></span>` },
      { key: 'status', title: t('assets.status'), width: '116px', cell: onlineTag },
      { key: 'tenant', title: t('assets.tenant'), width: 'minmax(130px, 1fr)', cell: (a) => directory.tenant(a.tenant) || '–' },
      { key: 'site', title: t('assets.site'), width: 'minmax(100px, 0.8fr)', cell: (a) => directory.site(a.site) || '–' },
      { key: 'os', title: t('assets.os'), width: 'minmax(150px, 1.2fr)', cell: (a) => a.os ?? '–' },
      { key: 'state', title: t('assets.state'), width: '104px', cell: (a) => t(`state.${a.state}`) },
      { key: 'cpus', title: t('assets.cpus'), width: '64px', end: true, cell: (a) => (a.cpus > 0 ? number(a.cpus) : '–') },
      { key: 'memory', title: t('assets.memory'), width: '92px', end: true, cell: (a) => (a.memoryBytes > 0 ? bytes(a.memoryBytes) : '–') },
      { key: 'seen', title: t('assets.seen'), width: '112px', end: true, cell: (a) => this.seen(a) },
    ];
  }

  private seen(asset: Asset): unknown {
    if (asset.online) return t('assets.now');
    if (!asset.seenAt) return t('assets.never');
    return html`<time datetime=${asset.seenAt} title=${moment(asset.seenAt)}>${ago(asset.seenAt)}</time>`;
  }

  private card(a: Asset): TemplateResult {
    return html`<div class="slip">${dot(a.online)}<b class="mono cut"><a tabindex="-1" href="/assets/${a.id}">${a.name}</a></b>
      <span class="faint num">${a.online ? onlineWord(true) : this.seen(a)}</span>
      <span class="more cut">${[directory.tenant(a.tenant), a.os].filter(Boolean).join(' · ') || t(`kind.${a.kind}`)}</span></div>`;
  }

  private empty(): TemplateResult {
    if (!isEmpty(this.filter)) {
      return html`<div class="empty" data-testid="no-match"><h2>${t('assets.noMatch')}</h2><p>${t('assets.noMatchTodo')}</p>
        <button class="btn" @click=${() => this.show(filterOf(new URLSearchParams()))}>${t('assets.clear')}</button></div>`;
    }
    return html`<div class="empty" data-testid="empty"><h2>${t('assets.empty')}</h2><p>${t('assets.emptyTodo')}</p><cu-enrol></cu-enrol></div>`;
  }
}
