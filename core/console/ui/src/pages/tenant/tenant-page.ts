// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, get, type Problem } from '../../app/api';
import { number, t } from '../../app/i18n';
import { live } from '../../app/live';
import { onRoute, query as address } from '../../app/router';
import { session } from '../../app/session';
import { Part } from '../../parts/element';
import { icon, type IconName } from '../../parts/icon';
import { letter, meterSheet } from '../../parts/meter';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { assetSheet } from '../asset/asset-sheet';
import { alertsTag, type TenantSummary } from '../tenants/tenant';
import './branding-form';
import './rename';
import './tenant-agreements';
import './tenant-assets';
import './tenant-overview';
import './tenant-people';
import './tenant-sites';

const TABS = ['overview', 'sites', 'assets', 'people', 'agreements'] as const;
type Tab = (typeof TABS)[number];

const LOOK: Record<Tab, { icon: IconName; permission: string }> = {
  overview: { icon: 'building-2', permission: 'core.tenant.read' },
  sites: { icon: 'map-pin', permission: 'core.site.read' },
  assets: { icon: 'monitor', permission: 'core.asset.read' },
  people: { icon: 'users', permission: 'core.contact.read' },
  agreements: { icon: 'file-text', permission: 'core.agreement.read' },
};

/** One customer: how it does, where it is, who is there, and what was agreed. */
@customElement('cu-tenant-page')
export class TenantPage extends Part {
  static override styles = [
    base,
    meterSheet,
    assetSheet,
    css`
      :host { display: flex; flex-direction: column; }
      header { padding: 16px 24px 0; border-bottom: 1px solid var(--line2); flex: none; }
      .title { margin-bottom: 10px; }
      .title h1 { font: 600 18px/1.3 var(--font); }
      .tabs { display: flex; gap: 4px; margin: 0 -8px -1px; overflow-x: auto; scrollbar-width: none; }
      .tabs a { display: flex; align-items: center; gap: 7px; padding: 8px 10px 10px; color: var(--fg2); text-decoration: none; font-weight: 500; border-bottom: 2px solid transparent; white-space: nowrap; border-radius: 5px 5px 0 0; }
      .tabs a:hover { color: var(--fg); background: var(--hover); }
      .tabs a[aria-current] { color: var(--fg); border-color: var(--acc); }
      .tabs em { font-style: normal; color: var(--fg3); font-variant-numeric: tabular-nums; }
      .tabs a:focus-visible { outline-offset: -2px; }
      .inside { flex: 1; min-height: 0; overflow: auto; display: flex; flex-direction: column; }
      .inside > * { flex: 1; min-height: 0; }
      @media (max-width: 820px) { header { padding: 14px 16px 0; } }
    `,
  ];

  @property() tenantId = '';
  @state() private summary: TenantSummary | null = null;
  @state() private problem: Problem | null = null;
  @state() private tab = tabOf();
  @state() private renaming = false;
  @state() private branding = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(live, 'resync', () => void this.read());
    this.until(onRoute(() => (this.tab = tabOf())));
    this.until(live.on(({ data }) => data.tenant === this.tenantId && !('points' in data) && this.soon(() => void this.read())));
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('tenantId')) return;
    this.summary = null;
    void this.read();
  }

  private async read(): Promise<void> {
    const id = this.tenantId;
    try {
      const summary = await get<TenantSummary>(`/tenant-summaries/${id}`);
      if (id !== this.tenantId) return;
      this.summary = summary;
      this.problem = null;
      document.title = `${summary.tenant.name} · Custode`;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  protected override render(): TemplateResult {
    if (this.problem && !this.summary) return this.failed(this.problem);
    const s = this.summary;
    return html`<header>
        <nav class="crumbs" aria-label=${t('asset.crumbs')}><a href="/tenants">${t('tenants.title')}</a></nav>
        <div class="title">${s
          ? html`${letter(s.tenant.name)}<h1 class="cut" tabindex="-1" data-testid="tenant-name">${s.tenant.name}</h1>${s.alerts ? alertsTag(s.alerts, s.worst) : nothing}
            ${session.may('core.tenant.write') ? html`<button class="btn ghost square" data-testid="tenant-rename" aria-label=${t('tenant.rename')} title=${t('tenant.rename')} @click=${() => (this.renaming = true)}>${icon('pencil', 14)}</button>
            <button class="btn ghost square" data-testid="tenant-branding" aria-label=${t('branding.title')} title=${t('branding.title')} @click=${() => (this.branding = true)}>${icon('globe', 14)}</button>` : nothing}`
          : html`<h1 tabindex="-1"><i class="bone" .style=${'width:220px;height:16px'}></i><span class="unseen">${t('loading')}</span></h1>`}</div>
        <nav class="tabs" aria-label=${t('tenant.parts')}>${TABS.filter((tab) => session.may(LOOK[tab].permission)).map((tab) => this.link(tab))}</nav>
      </header>
      <div class="inside">${s ? this.content(s) : nothing}</div>
      <wa-dialog label=${t('tenant.rename')} ?open=${this.renaming} @wa-after-hide=${(e: Event) => e.target === e.currentTarget && (this.renaming = false)}>
        ${this.renaming && s ? html`<cu-rename .path=${`/tenants/${s.tenant.id}`} .thing=${s.tenant} @done=${() => this.renamed()}></cu-rename>` : nothing}</wa-dialog>
      <wa-dialog label=${t('branding.title')} ?open=${this.branding} data-testid="branding-dialog" @wa-after-hide=${(e: Event) => e.target === e.currentTarget && (this.branding = false)}>
        ${this.branding && s ? html`<cu-branding-form .tenant=${s.tenant.id} .usual=${s.tenant.name} @done=${() => (this.branding = false)}></cu-branding-form>` : nothing}</wa-dialog>`;
  }

  private renamed(): void {
    this.renaming = false;
    void this.read();
  }

  private link(tab: Tab): TemplateResult {
    const many = { overview: null, sites: null, assets: this.summary?.assets ?? null, people: null, agreements: this.summary?.agreements?.length ?? null }[tab];
    return html`<a href="/tenants/${this.tenantId}${tab === 'overview' ? '' : `?tab=${tab}`}" data-testid="tab-${tab}" aria-current=${tab === this.tab ? 'page' : nothing}>${icon(LOOK[tab].icon, 14)}${t(`tenant.${tab}`)}${many === null ? nothing : html`<em>${number(many)}</em>`}</a>`;
  }

  private content(s: TenantSummary): TemplateResult {
    const id = s.tenant.id;
    switch (this.tab) {
      case 'sites':
        return html`<cu-tenant-sites .tenant=${id} .assets=${s.assets}></cu-tenant-sites>`;
      case 'assets':
        return html`<cu-tenant-assets .tenant=${id}></cu-tenant-assets>`;
      case 'people':
        return html`<cu-tenant-people .tenant=${id}></cu-tenant-people>`;
      case 'agreements':
        return html`<cu-tenant-agreements .tenant=${id}></cu-tenant-agreements>`;
      default:
        return html`<cu-tenant-overview .summary=${s}></cu-tenant-overview>`;
    }
  }

  private failed(problem: Problem): TemplateResult {
    if (problem.status === 404 || problem.status === 400) {
      return html`<div class="middle" data-testid="missing"><h1 tabindex="-1">${t('tenant.missing')}</h1><p>${t('tenant.missingTodo')}</p>
        <a class="btn" href="/tenants">${t('tenant.home')}</a></div>`;
    }
    return html`<div class="page">${problemNotice(problem, () => void this.read())}</div>`;
  }
}

function tabOf(): Tab {
  const tab = address().get('tab');
  return TABS.find((known) => known === tab && session.may(LOOK[known].permission)) ?? 'overview';
}
