// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { call, post } from '../../app/api';
import { directory } from '../../app/directory';
import { number, t } from '../../app/i18n';
import { live } from '../../app/live';
import { onRoute, query as address, setQuery } from '../../app/router';
import { Rows } from '../../app/rows';
import { session } from '../../app/session';
import type { Site } from '../../app/types';
import { Asking } from '../../parts/asking';
import { formText } from '../../parts/field';
import { icon } from '../../parts/icon';
import { meter } from '../../parts/meter';
import { problemNotice } from '../../parts/notice';
import type { SiteSummary } from '../tenants/tenant';
import './rename';
import './site-floor';
import { tenantParts } from './tenant-sheet';

/** Machines that stand at no site. */
const NOWHERE = 'none';

/** The places of a customer, and what stands at the one that is chosen. */
@customElement('cu-tenant-sites')
export class TenantSites extends Asking {
  static override styles = [
    ...tenantParts,
    css`
      :host { display: grid; grid-template-columns: minmax(240px, 340px) minmax(0, 1fr); min-height: 0; }
      .list { overflow: auto; border-right: 1px solid var(--line2); padding: 10px; display: flex; flex-direction: column; gap: 2px; }
      .site { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 2px 10px; align-items: center; padding: 9px 10px; border-radius: var(--r1); text-decoration: none; color: var(--fg); }
      .site:hover { background: var(--hover); }
      .site[aria-current] { background: var(--sel); }
      .site .ico { color: var(--fg3); }
      .site .name { font-weight: 500; }
      .site .figures { grid-column: 2 / 4; color: var(--fg2); font-size: 12px; }
      form { display: flex; gap: 8px; margin-bottom: 8px; }
      .none { padding: 16px 10px; }
      .place { overflow: auto; padding: 16px 24px 32px; }
      .place .top { display: flex; align-items: center; gap: 8px; margin-bottom: 12px; min-height: 30px; }
      .place h2 { font-size: 15px; }
      .place .remove { margin-left: auto; }
      @media (max-width: 820px) { :host { grid-template-columns: minmax(0, 1fr); overflow: auto; align-content: start; } .list { border-right: 0; border-bottom: 1px solid var(--line2); overflow: visible; padding: 12px 10px; } .place { padding: 14px 16px 32px; overflow: visible; } }
    `,
  ];

  @property() tenant = '';
  /** of the tenant, wherever they stand */
  @property({ attribute: false }) assets: number | null = null;
  @state() private chosen = address().get('site') ?? '';
  @state() private renaming: Site | null = null;
  /** of which it was said once that it is to go */
  @state() private sure = '';
  private readonly list = new Rows<SiteSummary>(
    () => ({ path: `/tenants/${this.tenant}/site-summaries` }),
    () => this.requestUpdate(),
    (row) => row.site.id,
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(live, 'resync', () => void this.list.read());
    this.until(live.on(({ name, data }) => data.tenant === this.tenant && /^(Site|Asset)/.test(name) && this.list.touch()));
    this.until(onRoute(() => (this.chosen = address().get('site') ?? '')));
    this.until(() => this.list.stop());
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('tenant')) void this.list.anew();
  }

  private add(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    void this.work(async () => {
      const made = await post<Site>(`/tenants/${this.tenant}/sites`, { name: formText(form)('name') ?? '' });
      form.reset();
      await Promise.all([this.list.read(), directory.again()]);
      this.choose(made.id);
    });
  }

  private choose(site: string): void {
    this.chosen = site;
    setQuery({ tab: 'sites', site });
  }

  private takeAway({ id }: Site): void {
    if (this.sure !== id) {
      this.sure = id;
      return;
    }
    void this.work(async () => {
      this.sure = '';
      await call('DELETE', `/tenants/${this.tenant}/sites/${id}`);
      await Promise.all([this.list.read(), directory.again()]);
      this.choose('');
    });
  }

  private renamed(): void {
    this.renaming = null;
    void this.list.read();
    void directory.again();
  }

  /** How many stand at no site; null: not all sites are here, or the numbers are not for this person. */
  private elsewhere(): number | null {
    const known = this.list.rows.map((row) => row.assets);
    if (this.assets === null || this.list.next !== null || this.list.waiting || known.includes(null)) return null;
    return Math.max(0, this.assets - known.reduce((sum: number, n) => sum + (n ?? 0), 0));
  }

  protected override render(): TemplateResult {
    const { rows, waiting, problem, next } = this.list;
    const elsewhere = this.elsewhere();
    const site = rows.find((row) => row.site.id === this.chosen) ?? (this.chosen === NOWHERE ? null : rows[0]);
    return html`<div class="list" role="group" aria-label=${t('tenant.sites')}>
        ${session.may('core.site.write') ? html`<form data-testid="site-form" @submit=${this.add}><input class="input" name="name" required maxlength="200" autocomplete="off" data-testid="site-name" aria-label=${t('site.new')} placeholder=${t('site.new')}>
          <button class="btn" data-testid="site-add" ?disabled=${this.busy}>${icon('plus', 14)}${t('site.add')}</button></form>` : nothing}
        <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
        ${problem ? problemNotice(problem, () => void this.list.read()) : nothing}
        ${waiting ? [60, 44, 52].map((w) => html`<div class="site"><i class="bone" .style=${`width:${w}%`}></i></div>`) : rows.map((row) => this.row(row, row === site))}
        ${!waiting && rows.length === 0 && !problem ? html`<p class="none">${t('site.none')}</p>` : nothing}
        ${next ? html`<button class="btn" @click=${() => void this.list.more()}>${t('history.more')}</button>` : nothing}
        ${elsewhere ? html`<a class="site" href="?tab=sites&site=${NOWHERE}" aria-current=${site === null ? 'true' : nothing} @click=${(e: Event) => this.follow(e, NOWHERE)}>${icon('circle-dashed', 14)}<span class="name cut">${t('site.nowhere')}</span><span class="num faint">${number(elsewhere)}</span></a>` : nothing}
      </div>
      <div class="place">${site ? this.place(site.site) : site === null && this.chosen === NOWHERE ? this.nowhere() : nothing}</div>
      <wa-dialog label=${t('site.rename')} ?open=${this.renaming !== null} @wa-after-hide=${(e: Event) => e.target === e.currentTarget && (this.renaming = null)}>
        ${this.renaming ? html`<cu-rename .path=${`/tenants/${this.tenant}/sites/${this.renaming.id}`} .thing=${this.renaming} @done=${() => this.renamed()}></cu-rename>` : nothing}</wa-dialog>`;
  }

  /** In its place: the step back leads out of the page, not through each site. */
  private follow(event: Event, site: string): void {
    event.preventDefault();
    this.choose(site);
  }

  private row({ site, assets, online }: SiteSummary, isChosen: boolean): TemplateResult {
    return html`<a class="site" data-testid="site" href="?tab=sites&site=${site.id}" aria-current=${isChosen ? 'true' : nothing} @click=${(e: Event) => this.follow(e, site.id)}>
      ${icon('map-pin', 14)}<span class="name cut">${site.name}</span><span></span>
      ${assets === null ? nothing : html`<span class="figures">${assets === 0 ? t('tenants.noAssets') : meter(online ?? 0, assets)}</span>`}</a>`;
  }

  private place(site: Site): TemplateResult {
    return html`<div class="top"><h2 class="cut" data-testid="site-shown">${site.name}</h2>
        ${session.may('core.site.write') ? html`<button class="btn ghost square" data-testid="site-rename" aria-label=${t('site.rename')} title=${t('site.rename')} @click=${() => (this.renaming = site)}>${icon('pencil', 14)}</button>
          <button class="btn ghost remove" data-testid="site-remove" ?disabled=${this.busy} @click=${() => this.takeAway(site)}>${t(this.sure === site.id ? 'contact.removeSure' : 'contact.remove')}</button>` : nothing}</div>
      ${session.may('core.asset.read') ? keyed(site.id, html`<cu-site-floor .tenant=${this.tenant} .site=${site.id}></cu-site-floor>`) : nothing}`;
  }

  private nowhere(): TemplateResult {
    return html`<div class="top"><h2>${t('site.nowhere')}</h2></div><p class="quiet">${t('site.nowhereTodo')}</p><cu-site-floor .tenant=${this.tenant} .site=${null}></cu-site-floor>`;
  }
}
