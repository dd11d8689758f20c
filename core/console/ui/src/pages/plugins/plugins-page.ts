// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { asProblem, get, queryOf, type Problem } from '../../app/api';
import { ago, count, language, moment, number, t } from '../../app/i18n';
import { live } from '../../app/live';
import { onRoute, query as address, setQuery } from '../../app/router';
import { session } from '../../app/session';
import { toast } from '../../app/toast';
import type { Page } from '../../app/types';
import { Part } from '../../parts/element';
import '../../parts/grid';
import type { Column } from '../../parts/grid';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { pageSheet } from '../assets/assets-sheet';
import { missingTag, stateTag, strangerTag, type Catalog, type Change, type Health, type Installed, type Offer } from './plugin';
import './plugin-add';
import './plugin-catalog';
import './plugin-plan';
import './plugin-purge';
import './plugin-sheet';
import './plugins-removed';
import './publisher-add';
import './publishers';
import type { Decision } from './revoke';
import './revoke';
import type { Publisher } from './trust';

const PAGE = 200;
const VIEWS = ['', 'catalog', 'removed', 'publishers'];
const EVENTS = ['PluginInstalled', 'PluginUninstalled', 'PluginChangeFailed', 'PluginPurged', 'PluginCatalogLoaded', 'PluginQuarantined', 'PluginReleased', 'ready'];

const known = (view: string | null): string => (view && VIEWS.includes(view) && (view !== 'publishers' || session.may('core.publisher.read')) ? view : '');

/** Plugins that are here, that can be had and that are gone, and all that is done to them. */
@customElement('cu-plugins-page')
export class PluginsPage extends Part {
  static override styles = [base, pageSheet];

  @state() private view = known(address().get('view'));
  @state() private shown = address().get('plugin') ?? '';
  @state() private installed: Installed[] | null = null;
  @state() private nodes: Health[] = [];
  @state() private offers: Offer[] = [];
  @state() private next: string | null = null;
  @state() private problem: Problem | null = null;
  @state() private adding = false;
  @state() private change: Change | null = null;
  /** null: nothing is to be deleted; empty: it is not said yet of which plugin */
  @state() private purging: string | null = null;
  @state() private trusting = false;
  @state() private decision: Decision | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    live.watch(null);
    this.listen(live, 'resync', () => void this.read());
    this.until(live.on(({ name }) => EVENTS.includes(name) && void this.read()));
    this.until(onRoute(() => this.show(address().get('view') ?? '', address().get('plugin') ?? '')));
    // nodes say it every ten seconds, and no event tells
    this.every(10_000, () => document.hidden || void this.look());
    void this.read();
  }

  private show(view: string, plugin = ''): void {
    this.view = known(view);
    this.shown = plugin;
    setQuery({ view: this.view, plugin });
  }

  private async read(): Promise<void> {
    try {
      const [installed, offers] = await Promise.all([get<Page<Installed>>('/plugins'), get<Page<Offer>>(`/plugin-catalog${queryOf({ limit: PAGE })}`), this.look()]);
      this.installed = installed.items;
      this.offers = offers.items;
      this.next = offers.next;
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  /** How it is on each node. */
  private async look(): Promise<void> {
    const found: Health[] = [];
    try {
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Page<Health> = await get<Page<Health>>(`/plugin-health${queryOf({ limit: 500, cursor })}`);
        found.push(...page.items);
        cursor = page.next;
      }
      this.nodes = found;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  private nodesOf(id: string): Health[] {
    return this.nodes.filter((health) => health.plugin === id);
  }

  private async more(): Promise<void> {
    try {
      const page = await get<Page<Offer>>(`/plugin-catalog${queryOf({ limit: PAGE, cursor: this.next })}`);
      this.offers = [...this.offers, ...page.items];
      this.next = page.next;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  /** One dialog at a time: what follows takes the place of what led to it. */
  private want(change: Change): void {
    this.adding = false;
    this.show(this.view);
    this.change = change;
  }

  private loaded(catalog: Catalog): void {
    this.adding = false;
    toast(t('plugins.loaded', { name: catalog.name, n: number(catalog.entries) }), 'ok');
    this.show('catalog');
    void this.read();
  }

  private gone(id: string): void {
    this.purging = null;
    toast(t('plugins.purged', { id }), 'ok');
  }

  private trusted({ name }: Publisher): void {
    this.trusting = false;
    toast(t('trust.added', { name }), 'ok');
    this.show('publishers');
  }

  private decide(decision: Decision): void {
    this.show(this.view);
    this.decision = decision;
  }

  private decided({ verb, name }: Decision): void {
    this.decision = null;
    toast(t(verb === 'lift' ? 'trust.restored' : 'trust.revoked', { name }), 'ok');
    void this.read();
  }

  private updateOf(id: string): Offer | null {
    return this.offers.find((o) => o.plugin === id && o.state === 'UPDATE') ?? null;
  }

  protected override render(): TemplateResult {
    const choice = (view: string, label: string) => html`<button aria-pressed=${this.view === view} data-testid="view-${view || 'installed'}" @click=${() => this.show(view)}>${label}</button>`;
    return html`<div class="head"><h1 tabindex="-1">${t('plugins.title')}</h1>
        <span class="count num" role="status" data-testid="plugin-count">${this.installed ? count('plugins.count', this.installed.length) : ''}</span>
        ${this.view === 'publishers' ? this.trustVerb() : this.pluginVerbs()}</div>
      <div class="bar"><div class="choices" role="group" aria-label=${t('plugins.view')}>${choice('', t('plugins.installed'))}${choice('catalog', t('plugins.catalog'))}${choice('removed', t('plugins.removed'))}${session.may('core.publisher.read') ? choice('publishers', t('plugins.publishers')) : nothing}</div></div>
      ${this.problem ? html`<div class="pad">${problemNotice(this.problem, () => void this.read())}</div>` : nothing}
      ${this.content()}${this.dialogs()}`;
  }

  private pluginVerbs(): unknown {
    return html`${session.may('core.plugin.purge') ? html`<button class="btn ghost" data-testid="purge" aria-label=${t('plugins.purge')} @click=${() => (this.purging = '')}>${icon('ban', 14)}<span>${t('plugins.purge')}</span></button>` : nothing}
      <button class="btn" data-testid="plugin-add" aria-label=${t('plugins.add')} @click=${() => (this.adding = true)}>${icon('plus', 14)}<span>${t('plugins.add')}</span></button>`;
  }

  private trustVerb(): unknown {
    if (!session.may('core.publisher.decide')) return nothing;
    return html`<button class="btn" data-testid="trust-add" aria-label=${t('plugins.trustAdd')} @click=${() => (this.trusting = true)}>${icon('plus', 14)}<span>${t('plugins.trustAdd')}</span></button>`;
  }

  private content(): TemplateResult {
    if (this.view === 'removed') return html`<cu-plugins-removed .installed=${this.installed}></cu-plugins-removed>`;
    if (this.view === 'publishers') return html`<cu-publishers .installed=${this.installed ?? []} @decision=${(e: CustomEvent<Decision>) => this.decide(e.detail)}></cu-publishers>`;
    return this.view === 'catalog' ? this.catalog() : this.list();
  }

  private list(): TemplateResult {
    if (this.installed?.length === 0) {
      return html`<div class="empty" data-testid="empty"><h2>${t('plugins.empty')}</h2><p>${t('plugins.emptyTodo')}</p>
        <button class="btn primary" data-testid="to-catalog" @click=${() => this.show('catalog')}>${t('plugins.toCatalog')}</button></div>`;
    }
    return html`<cu-grid .rows=${this.installed ?? []} .columns=${this.columns()} .card=${(p: Installed) => this.card(p)} .keyOf=${(p: Installed) => p.id}
      label=${t('plugins.title')} ?waiting=${this.installed === null && !this.problem} data-testid="plugins" @open=${(e: CustomEvent<Installed>) => this.show('', e.detail.id)}></cu-grid>`;
  }

  private columns(): Column<Installed>[] {
    return [
      { key: 'name', title: t('plugins.name'), width: 'minmax(180px, 1.4fr)', cell: (p) => html`<span class="named"><span class="cut">${p.name}</span>${strangerTag(p)}</span>` },
      { key: 'id', title: t('plugins.id'), width: 'minmax(120px, 1fr)', sorted: true, cell: (p) => html`<span class="mono">${p.id}</span>` },
      { key: 'version', title: t('plugins.version'), width: '120px', cell: (p) => html`<span class="num">${p.version}</span>` },
      { key: 'state', title: t('plugins.state'), width: '150px', cell: (p) => stateTag(p.state) },
      { key: 'nodes', title: t('plugins.nodes'), width: '190px', cell: (p) => missingTag(this.nodesOf(p.id), p.version) ?? html`<span class="num">${number(this.nodesOf(p.id).length)}</span>` },
      { key: 'update', title: t('plugins.update'), width: '150px', cell: (p) => this.newer(p) },
      { key: 'since', title: t('plugins.since'), width: '120px', end: true, cell: (p) => html`<time datetime=${p.installedAt} title=${moment(p.installedAt)}>${ago(p.installedAt)}</time>` },
    ];
  }

  private newer(p: Installed): unknown {
    const offer = this.updateOf(p.id);
    return offer ? html`<span class="tag info num" data-testid="newer">${icon('arrow-up', 12)}${offer.version}</span>` : '–';
  }

  private card(p: Installed): TemplateResult {
    const offer = this.updateOf(p.id);
    return html`<div class="slip">${icon('package')}<b class="cut">${p.name}</b>${stateTag(p.state)}
      <span class="more num">${p.version}${offer ? ` → ${offer.version}` : nothing} ${missingTag(this.nodesOf(p.id), p.version)} ${strangerTag(p)}</span></div>`;
  }

  private catalog(): TemplateResult {
    if (this.installed && this.offers.length === 0) {
      return html`<div class="empty" data-testid="catalog-empty"><h2>${t('plugins.catalogEmpty')}</h2><p>${t('plugins.catalogEmptyTodo')}</p></div>`;
    }
    return html`<cu-plugin-catalog .offers=${this.offers} ?more=${this.next !== null} @more=${() => void this.more()} @change=${(e: CustomEvent<Change>) => this.want(e.detail)}></cu-plugin-catalog>`;
  }

  private dialogs(): TemplateResult {
    const plugin = this.installed?.find((p) => p.id === this.shown) ?? null;
    const update = plugin && this.updateOf(plugin.id);
    return html`
      <wa-dialog label=${plugin?.name ?? t('plugins.title')} ?open=${plugin !== null} data-testid="plugin" @wa-after-hide=${(e: Event) => this.closed(e, () => this.shown === plugin?.id && this.show(this.view))}>
        ${plugin ? html`<cu-plugin-sheet .plugin=${plugin} .nodes=${this.nodesOf(plugin.id)} .newer=${update} .notes=${update?.notes[language()] ?? ''} @change=${(e: CustomEvent<Change>) => this.want(e.detail)} @decision=${(e: CustomEvent<Decision>) => this.decide(e.detail)}></cu-plugin-sheet>` : nothing}</wa-dialog>
      <wa-dialog label=${t('plugins.add')} ?open=${this.adding} @wa-after-hide=${(e: Event) => this.closed(e, () => (this.adding = false))}>
        ${this.adding ? html`<cu-plugin-add @source=${(e: CustomEvent<string>) => this.want({ verb: 'install', source: e.detail, notes: '' })} @loaded=${(e: CustomEvent<Catalog>) => this.loaded(e.detail)}></cu-plugin-add>` : nothing}</wa-dialog>
      <wa-dialog label=${t('plugins.plan')} ?open=${this.change !== null} data-testid="plan-dialog" @wa-after-hide=${(e: Event) => this.closed(e, () => (this.change = null))}>
        ${this.change ? html`<cu-plugin-plan .change=${this.change} .installed=${this.installed ?? []} @done=${() => void this.read()} @leave=${() => (this.change = null)} @purge=${() => this.purgeNow()}></cu-plugin-plan>` : nothing}</wa-dialog>
      <wa-dialog label=${t('plugins.purge')} ?open=${this.purging !== null} @wa-after-hide=${(e: Event) => this.closed(e, () => (this.purging = null))}>
        ${this.purging !== null ? html`<cu-plugin-purge .plugin=${this.purging} @gone=${(e: CustomEvent<string>) => this.gone(e.detail)}></cu-plugin-purge>` : nothing}</wa-dialog>
      <wa-dialog label=${t('plugins.trustAdd')} ?open=${this.trusting} @wa-after-hide=${(e: Event) => this.closed(e, () => (this.trusting = false))}>
        ${this.trusting ? html`<cu-publisher-add @added=${(e: CustomEvent<Publisher>) => this.trusted(e.detail)}></cu-publisher-add>` : nothing}</wa-dialog>
      <wa-dialog label=${t(this.decision?.verb === 'lift' ? 'trust.liftTitle' : 'trust.revokeTitle')} ?open=${this.decision !== null} @wa-after-hide=${(e: Event) => this.closed(e, () => (this.decision = null))}>
        ${this.decision ? html`<cu-revoke .decision=${this.decision} .installed=${this.installed ?? []} @leave=${() => (this.decision = null)} @decided=${() => this.decision && this.decided(this.decision)}></cu-revoke>` : nothing}</wa-dialog>`;
  }

  private purgeNow(): void {
    this.purging = this.change?.verb === 'uninstall' ? this.change.plugin : '';
    this.change = null;
  }

  /** A dialog's own end, not that of something in it. */
  private closed(event: Event, then: () => void): void {
    if (event.target === event.currentTarget) then();
  }
}
