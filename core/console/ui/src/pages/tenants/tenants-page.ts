// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query as element, state } from 'lit/decorators.js';
import { count, day, number, t } from '../../app/i18n';
import { live } from '../../app/live';
import { navigate, onRoute, query as address, setQuery } from '../../app/router';
import { Rows } from '../../app/rows';
import { session } from '../../app/session';
import type { Tenant } from '../../app/types';
import { Part } from '../../parts/element';
import { findBox } from '../../parts/find';
import '../../parts/grid';
import type { Column, Grid } from '../../parts/grid';
import { icon } from '../../parts/icon';
import { listKeys } from '../../parts/list-keys';
import { letter } from '../../parts/meter';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { pageSheet } from '../assets/assets-sheet';
import './tenant-add';
import { alertsTag, alertsWord, coverage, onlineBar, type TenantSummary } from './tenant';

/** Customers: whose machines are looked after, how they do, and what was agreed. */
@customElement('cu-tenants-page')
export class TenantsPage extends Part {
  static override styles = [base, pageSheet, css`.find { width: 300px; } @media (max-width: 820px) { .find { width: 100%; } }`];

  @state() private text = address().get('text')?.slice(0, 200) ?? '';
  @state() private adding = false;
  @element('cu-grid') private grid!: Grid<TenantSummary> | null;
  private readonly list = new Rows<TenantSummary>(
    () => ({ path: '/tenant-summaries', values: { text: this.text } }),
    () => this.requestUpdate(),
    (row) => row.tenant.id,
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(live, 'resync', () => void this.list.read());
    this.listen(window, 'keydown', (e) => listKeys(e as KeyboardEvent, this.one('#text'), this.grid));
    this.until(onRoute(() => this.show(address().get('text')?.slice(0, 200) ?? '', false)));
    // nearly all that happens changes a figure of one of them
    this.until(live.on(({ name, data }) => typeof data.tenant === 'string' && !('points' in data) && name !== 'NoticeShown' && this.list.touch()));
    this.until(() => this.list.stop());
    void this.list.read();
  }

  private show(text: string, write = true): void {
    this.text = text;
    if (write) setQuery({ text });
    this.grid?.rewind();
    void this.list.anew();
  }

  protected override render(): TemplateResult {
    const { rows, waiting, problem, next } = this.list;
    const none = !waiting && rows.length === 0 && !problem;
    return html`<div class="head"><h1 tabindex="-1">${t('tenants.title')}</h1>
        <span class="count num" role="status" data-testid="count">${waiting ? '' : count('tenants.count', rows.length, number(rows.length) + (next ? '+' : ''))}</span>
        ${session.may('core.tenant.write') ? html`<button class="btn" data-testid="tenant-add" aria-label=${t('tenants.add')} @click=${() => (this.adding = true)}>${icon('plus', 14)}<span>${t('tenants.add')}</span></button>` : nothing}</div>
      <div class="bar" role="search">${findBox(this.text, t('tenants.find'), (text) => this.show(text))}</div>
      ${problem ? html`<div class="pad">${problemNotice(problem, () => void this.list.read())}</div>` : nothing}
      ${none ? this.empty() : this.table()}
      <wa-dialog label=${t('tenants.add')} ?open=${this.adding} @wa-after-hide=${(e: Event) => e.target === e.currentTarget && (this.adding = false)}>
        ${this.adding ? html`<cu-tenant-add @made=${(e: CustomEvent<Tenant>) => navigate(`/tenants/${e.detail.id}`)}></cu-tenant-add>` : nothing}</wa-dialog>`;
  }

  private table(): TemplateResult {
    const { rows, waiting, next } = this.list;
    return html`<cu-grid .rows=${rows} .columns=${this.columns()} .card=${(s: TenantSummary) => this.card(s)} .keyOf=${(s: TenantSummary) => s.tenant.id} label=${t('tenants.title')}
      .rowHeight=${40} ?more=${next !== null} ?waiting=${waiting} data-testid="tenants" @more=${() => void this.list.more()} @open=${(e: CustomEvent<TenantSummary>) => navigate(`/tenants/${e.detail.tenant.id}`)}></cu-grid>`;
  }

  private name({ tenant }: TenantSummary): TemplateResult {
    return html`<span class="named">${letter(tenant.name)}<a class="cut" tabindex="-1" href="/tenants/${tenant.id}">${tenant.name}</a></span>`;
  }

  private columns(): Column<TenantSummary>[] {
    return [
      { key: 'name', title: t('tenants.name'), width: 'minmax(220px, 1.6fr)', sorted: true, cell: (s) => this.name(s) },
      { key: 'alerts', title: t('tenants.alerts'), width: '120px', cell: (s) => alertsTag(s.alerts, s.worst) },
      { key: 'online', title: t('tenants.online'), width: '170px', cell: (s) => onlineBar(s.online, s.assets) },
      { key: 'agreement', title: t('tenants.agreement'), width: 'minmax(220px, 1.4fr)', cell: (s) => coverage(s.agreements) },
      { key: 'since', title: t('tenants.since'), width: '130px', end: true, cell: (s) => day(s.tenant.createdAt.slice(0, 10)) },
    ];
  }

  private card(s: TenantSummary): TemplateResult {
    return html`<div class="slip">${letter(s.tenant.name)}<b class="cut"><a tabindex="-1" href="/tenants/${s.tenant.id}">${s.tenant.name}</a></b>${s.alerts ? alertsTag(s.alerts, s.worst) : html`<span></span>`}
      <span class="more cut">${[s.assets === null ? '' : `${number(s.online ?? 0)}/${number(s.assets)} ${t('online').toLowerCase()}`, alertsWord(s.alerts), s.agreements?.[0]?.name].filter(Boolean).join(' · ')}</span></div>`;
  }

  private empty(): TemplateResult {
    if (this.text) {
      return html`<div class="empty" data-testid="no-match"><h2>${t('tenants.noMatch')}</h2><p>${t('tenants.noMatchTodo')}</p>
        <button class="btn" @click=${() => this.show('')}>${t('assets.clear')}</button></div>`;
    }
    return html`<div class="empty" data-testid="empty"><h2>${t('tenants.empty')}</h2><p>${t('tenants.emptyTodo')}</p>
      ${session.may('core.tenant.write') ? html`<button class="btn primary" @click=${() => (this.adding = true)}>${icon('plus', 14)}${t('tenants.add')}</button>` : nothing}</div>`;
  }
}
