// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, get, type Problem } from '../../app/api';
import { ago, day, moment, number, t } from '../../app/i18n';
import { assetNames } from '../../app/names';
import { session } from '../../app/session';
import type { Alert, Page } from '../../app/types';
import { Part } from '../../parts/element';
import '../../parts/fields';
import '../../parts/history';
import { icon } from '../../parts/icon';
import { meter } from '../../parts/meter';
import { problemNotice } from '../../parts/notice';
import '../../plugins/tenant-panels';
import { severityTag } from '../alerts/alert-words';
import { endsSoon, type InForce, type SiteSummary, type TenantSummary } from '../tenants/tenant';
import { tenantParts } from './tenant-sheet';

const MOST = 8;

/** How a customer does now, and what is known of it. */
@customElement('cu-tenant-overview')
export class TenantOverview extends Part {
  static override styles = [
    ...tenantParts,
    css`
      .page { padding: 16px 24px 32px; }
      .tiles { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); gap: 1px; background: var(--line); border: 1px solid var(--line); border-radius: var(--r3); overflow: hidden; }
      .tile { display: block; background: var(--bg2); padding: 12px 16px 14px; min-width: 0; text-decoration: none; }
      a.tile:hover { background: var(--bg3); }
      a.tile:focus-visible { outline-offset: -2px; border-radius: var(--r3); }
      .label { display: flex; align-items: center; gap: 7px; color: var(--fg2); }
      .label .ico { color: var(--fg3); }
      .value { display: flex; align-items: baseline; gap: 10px; margin-top: 2px; min-height: 29px; }
      .value b { font-size: 20px; font-weight: 600; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
      .columns { display: grid; grid-template-columns: minmax(0, 1.9fr) minmax(300px, 1fr); gap: 16px; align-items: start; margin-top: 16px; }
      .main, .aside { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; min-width: 0; }
      .alert { display: grid; grid-template-columns: 104px minmax(0, 1fr) auto; gap: 2px 12px; align-items: center; padding: 9px 16px; }
      .alert .about { grid-column: 2; font-size: 12px; color: var(--fg2); }
      .alert time { color: var(--fg3); font-size: 12px; white-space: nowrap; }
      .alert b { font-weight: 500; }
      .deal { display: flex; align-items: center; gap: 10px; padding: 9px 16px; }
      .deal .cut { flex: 1; }
      a.deal { text-decoration: none; }
      a.deal:hover { background: var(--hover); }
      a.deal:focus-visible { outline-offset: -2px; }
      .well { display: flex; gap: 8px; color: var(--fg2); padding: 2px 16px 16px; }
      .well .ico { color: var(--ok); margin-top: 2px; }
      @media (max-width: 1080px) { .columns { grid-template-columns: minmax(0, 1fr); } }
      @media (max-width: 820px) { .page { padding: 14px 16px 32px; } .tiles { grid-auto-flow: row; } .alert { grid-template-columns: auto minmax(0, 1fr); } .alert time { grid-column: 2; } .alert .about { grid-column: 2; } }
    `,
  ];

  @property({ attribute: false }) summary!: TenantSummary;
  @state() private alerts: Alert[] | null = null;
  @state() private sites: SiteSummary[] = [];
  @state() private problem: Problem | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(assetNames, 'names', () => this.requestUpdate());
    this.every(30_000, () => this.requestUpdate());
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('summary')) void this.read();
  }

  private async read(): Promise<void> {
    const { id } = this.summary.tenant;
    const list = <T>(permission: string, path: string): Promise<Page<T>> => (session.may(permission) ? get<Page<T>>(`/tenants/${id}${path}`) : Promise.resolve({ items: [], next: null }));
    try {
      const [alerts, sites] = await Promise.all([list<Alert>('core.alert.read', `/alerts?active=true&suppressed=false&limit=${MOST}`), list<SiteSummary>('core.site.read', `/site-summaries?limit=${MOST}`)]);
      if (id !== this.summary.tenant.id) return;
      this.alerts = alerts.items;
      this.sites = sites.items;
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  protected override render(): TemplateResult {
    const { tenant, agreements } = this.summary;
    return html`<div class="page">${this.tiles()}
      <div class="columns">
        <div class="main">${session.may('core.alert.read') ? this.alertCard() : nothing}${this.sites.length ? this.siteCard() : nothing}<cu-tenant-panels .tenant=${tenant}></cu-tenant-panels>
          ${session.may('core.history.read') ? html`<cu-history kind="tenants" .of=${tenant}></cu-history>` : nothing}
        </div>
        <div class="aside">
          ${agreements === null ? nothing : this.deals(agreements)}
          ${session.may('core.field.read') ? html`<cu-fields kind="TENANT" .of=${tenant.id} .tenant=${tenant.id} permission="core.tenant.write"></cu-fields>` : nothing}
          <section class="card" aria-labelledby="details"><h2 id="details">${t('asset.details')}</h2><dl class="facts">
            <dt>${t('tenants.since')}</dt><dd><time datetime=${tenant.createdAt}>${moment(tenant.createdAt)}</time></dd>
            <dt>${t('tenant.id')}</dt><dd class="mono">${tenant.id}</dd></dl></section>
        </div></div></div>`;
  }

  private tiles(): TemplateResult {
    const { tenant, assets, online, alerts, agreements } = this.summary;
    const at = (tab: string) => `/tenants/${tenant.id}?tab=${tab}`;
    return html`<div class="tiles">
      ${assets === null ? nothing : html`<a class="tile" href=${at('assets')} data-testid="tile-assets"><div class="label">${icon('monitor', 14)}${t('assets.title')}</div>
        <div class="value"><b>${number(assets)}</b>${assets ? html`<span class="quiet">${meter(online ?? 0, assets)} ${t('online').toLowerCase()}</span>` : nothing}</div></a>`}
      ${alerts === null ? nothing : html`<div class="tile" data-testid="tile-alerts"><div class="label">${icon('triangle-alert', 14)}${t('tenants.alerts')}</div>
        <div class="value"><b>${number(alerts)}</b>${this.summary.worst ? severityTag(this.summary.worst) : nothing}</div></div>`}
      ${agreements === null ? nothing : html`<a class="tile" href=${at('agreements')} data-testid="tile-agreements"><div class="label">${icon('file-text', 14)}${t('tenant.inForce')}</div>
        <div class="value"><b>${number(agreements.length)}</b><span class="quiet cut">${agreements[0]?.name ?? t('tenants.noAgreement')}</span></div></a>`}</div>`;
  }

  private alertCard(): TemplateResult {
    const all = this.alerts;
    return html`<section class="card" aria-labelledby="alerts" data-testid="tenant-alert-list"><div class="top"><h2 id="alerts">${t('tenant.openAlerts')}</h2>
        ${(this.summary.alerts ?? 0) > MOST ? html`<a class="quiet" href="/alerts?tenant=${this.summary.tenant.id}">${t('tenant.allAlerts')}</a>` : nothing}</div>
      ${this.problem ? html`<div class="pad">${problemNotice(this.problem, () => void this.read())}</div>` : nothing}
      ${all === null ? (this.problem ? nothing : html`<div class="pad"><i class="bone" .style=${'width:70%'}></i></div>`)
        : all.length === 0 ? html`<p class="well">${icon('circle-check', 14)}${t('tenant.noAlerts')}</p>`
        : html`<div class="rows">${all.map((a) => this.alert(a))}</div>`}</section>`;
  }

  private alert(a: Alert): TemplateResult {
    return html`<div class="alert" data-testid="tenant-alert"><span>${severityTag(a.severity)}</span><b class="cut" title=${a.title}>${a.title}</b>
      <time datetime=${a.lastAt} title=${moment(a.lastAt)}>${ago(a.lastAt)}</time>
      <span class="about cut">${a.asset ? html`<a class="mono" href="/assets/${a.asset}">${assetNames.of(a.asset)}</a> · ` : nothing}${t(`alertState.${a.state}`)}</span></div>`;
  }

  private siteCard(): TemplateResult {
    return html`<section class="card" aria-labelledby="sites" data-testid="tenant-site-list"><h2 id="sites">${t('tenant.sites')}</h2>
      <div class="rows">${this.sites.map(({ site, assets, online }) => html`<a class="deal" href="/tenants/${site.tenant}?tab=sites&site=${site.id}"><span class="faint">${icon('map-pin', 14)}</span><span class="cut">${site.name}</span>
        ${assets === null ? nothing : html`<span class="quiet">${assets ? meter(online ?? 0, assets) : t('tenants.noAssets')}</span>`}</a>`)}</div></section>`;
  }

  private deals(agreements: InForce[]): TemplateResult {
    return html`<section class="card" aria-labelledby="deals"><h2 id="deals">${t('tenant.agreements')}</h2>
      ${agreements.length === 0 ? html`<div class="none"><p>${t('tenant.noDeal')}</p>
          ${session.may('core.agreement.write') ? html`<a class="btn" href="/tenants/${this.summary.tenant.id}?tab=agreements">${icon('plus', 14)}${t('agreement.add')}</a>` : nothing}</div>`
        : html`<div class="rows">${agreements.map((a) => html`<div class="deal"><span class="cut">${a.name}</span><span class="tag">${t(`agreementKind.${a.kind}`)}</span>
          <span class=${endsSoon(a.endsOn) ? 'tag warn' : 'faint'}>${a.endsOn ? t('tenants.endsOn', { day: day(a.endsOn) }) : t('agreement.open')}</span></div>`)}</div>`}</section>`;
  }
}
