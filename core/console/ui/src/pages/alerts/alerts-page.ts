// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { asProblem, get, isAbort, queryOf, type Problem } from '../../app/api';
import { directory } from '../../app/directory';
import { ago, count, moment, number, t } from '../../app/i18n';
import { live } from '../../app/live';
import { onRoute, query as address, setQuery } from '../../app/router';
import { scope } from '../../app/scope';
import { session } from '../../app/session';
import { toastProblem } from '../../app/toast';
import { SEVERITIES, type Alert, type Page } from '../../app/types';
import { Part } from '../../parts/element';
import type { Column, Grid } from '../../parts/grid';
import '../../parts/bulk-bar';
import '../../parts/grid';
import { Chosen } from '../../parts/grid-chosen';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { pageSheet } from '../assets/assets-sheet';
import './alert-bulk';
import './alert-view';
import { severityTag, stateTag } from './alert-words';

const PAGE = 100;
const VIEWS = ['', 'all', 'resolved'] as const;

interface AlertFilter {
  severity: string;
  /** id of a customer, or empty */
  tenant: string;
  /** not over, all, or over */
  view: (typeof VIEWS)[number];
}

function filterOf(values: URLSearchParams): AlertFilter {
  const severity = values.get('severity') ?? '';
  return {
    severity: (SEVERITIES as readonly string[]).includes(severity) ? severity : '',
    tenant: /^[0-9a-f-]{36}$/.exec(values.get('tenant') ?? '')?.[0] ?? '',
    view: VIEWS.find((v) => v === values.get('view')) ?? '',
  };
}

/** What somebody should look at: newest first, live; a row opens what is known and what to do. */
@customElement('cu-alerts-page')
export class AlertsPage extends Part {
  static override styles = [base, pageSheet];

  @state() private filter = filterOf(address());
  @state() private rows: Alert[] = [];
  @state() private next: string | null = null;
  @state() private waiting = true;
  @state() private problem: Problem | null = null;
  @state() private open: Alert | null = null;
  @query('cu-grid') private grid!: Grid<Alert> | null;
  private readonly chosen = new Chosen<Alert>((a) => a.id, (cursor, stop) => this.page(500, cursor, stop), () => this.redraw());
  private asking: AbortController | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    live.watch(null);
    this.listen(directory, 'directory', () => this.requestUpdate());
    this.listen(live, 'resync', () => void this.read());
    this.until(onRoute(() => this.show(filterOf(address()), false)));
    this.until(
      live.on(({ data }) => {
        if (typeof data.alert === 'string') this.soon(() => void this.read());
      }),
    );
    this.until(() => this.chosen.clear());
    this.until(() => this.asking?.abort());
    this.every(15_000, () => this.requestUpdate());
    void this.read();
    const shown = address().get('alert');
    if (shown) void get<Alert>(`/alerts/${encodeURIComponent(shown)}`).then((a) => (this.open = a), toastProblem);
  }

  private show(next: AlertFilter, write = true): void {
    this.filter = next;
    if (write) setQuery({ ...next });
    this.grid?.rewind();
    this.chosen.clear();
    void this.read();
  }

  private redraw(): void {
    this.requestUpdate();
    this.grid?.requestUpdate();
  }

  private page(limit: number, cursor: string | null, signal?: AbortSignal): Promise<Page<Alert>> {
    const active = { '': true, all: null, resolved: false }[this.filter.view];
    const { tenant } = this.filter;
    return get<Page<Alert>>(`${tenant ? `/tenants/${tenant}/alerts` : scope.of('/alerts')}${queryOf({ severity: this.filter.severity, active, limit, cursor })}`, signal);
  }

  private async read(): Promise<void> {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    try {
      const page = await this.page(Math.min(500, Math.max(PAGE, this.rows.length)), null, asking.signal);
      this.rows = page.items;
      this.next = page.next;
      this.problem = null;
      const shown = this.open?.id;
      if (shown) this.open = page.items.find((a) => a.id === shown) ?? this.open;
    } catch (e) {
      if (isAbort(e)) return;
      this.problem = asProblem(e);
    }
    this.waiting = false;
  }

  private async more(): Promise<void> {
    const cursor = this.next;
    if (cursor === null) return;
    this.next = null;
    try {
      const page = await this.page(PAGE, cursor);
      const known = new Set(this.rows.map((row) => row.id));
      this.rows = [...this.rows, ...page.items.filter((row) => !known.has(row.id))];
      this.next = page.next;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  protected override render(): TemplateResult {
    const { rows, waiting, problem, next } = this;
    const none = !waiting && rows.length === 0 && !problem;
    return html`
      <div class="head">
        <h1 tabindex="-1">${t('alerts.title')}</h1>
        <span class="count num" role="status" data-testid="count">${waiting ? '' : count('alerts.count', rows.length, number(rows.length) + (next ? '+' : ''))}</span>
      </div>
      ${this.bar()}
      ${problem ? html`<div class="pad">${problemNotice(problem, () => void this.read())}</div>` : nothing}
      ${none ? this.empty() : this.table()}
      <wa-dialog label=${this.open?.title ?? t('alerts.title')} ?open=${this.open !== null} light-dismiss data-testid="alert-dialog" @wa-after-hide=${() => (this.open = null)}>
        ${this.open ? html`<cu-alert-view .alert=${this.open} @changed=${(e: CustomEvent<Alert>) => this.changed(e.detail)}></cu-alert-view>` : nothing}
      </wa-dialog>
      ${this.chosen.any ? this.bulkBar() : nothing}`;
  }

  private bulkBar(): TemplateResult {
    const { choice, gathering, full } = this.chosen;
    return html`<cu-bulk-bar .count=${choice.size} .gathering=${gathering} ?full=${full} @clear=${() => this.chosen.clear()}>
      <cu-alert-bulk .alerts=${choice.rows} ?waiting=${gathering !== null} @done=${() => this.done()}></cu-alert-bulk></cu-bulk-bar>`;
  }

  private done(): void {
    this.chosen.clear();
    void this.read();
  }

  private changed(alert: Alert): void {
    this.open = alert;
    void this.read();
  }

  private bar(): TemplateResult {
    const { severity, view } = this.filter;
    const choice = (value: AlertFilter['view'], label: string) => html`<button aria-pressed=${view === value} data-testid="view-${value || 'active'}"
      @click=${() => this.show({ ...this.filter, view: value })}>${label}</button>`;
    return html`<div class="bar" role="search">
      <div class="choices" role="group" aria-label=${t('alerts.state')}>
        ${choice('', t('alerts.active'))}${choice('resolved', t('alerts.resolved'))}${choice('all', t('alerts.all'))}
      </div>
      <select class="input" data-testid="filter-severity" aria-label=${t('alerts.severity')}
        @change=${(e: Event) => this.show({ ...this.filter, severity: (e.target as HTMLSelectElement).value })}>
        <option value="" ?selected=${severity === ''}>${t('alerts.anySeverity')}</option>
        ${SEVERITIES.filter((s) => s !== 'INFO').map((s) => html`<option value=${s} ?selected=${severity === s}>${t(`severity.from.${s}`)}</option>`)}</select>
      ${directory.tenants.length > 1 ? html`<select class="input" data-testid="filter-tenant" aria-label=${t('assets.tenant')} @change=${(e: Event) => this.show({ ...this.filter, tenant: (e.target as HTMLSelectElement).value })}>
        <option value="" ?selected=${this.filter.tenant === ''}>${t('alerts.anyTenant')}</option>
        ${directory.tenants.map((one) => html`<option value=${one.id} ?selected=${this.filter.tenant === one.id}>${one.name}</option>`)}</select>` : nothing}
    </div>`;
  }

  private table(): TemplateResult {
    return html`<cu-grid .rows=${this.rows} .columns=${this.columns()} .card=${(a: Alert) => this.card(a)} .keyOf=${(a: Alert) => a.id}
      label=${t('alerts.title')} .choice=${session.may('core.alert.write') ? this.chosen.choice : null} .nameOf=${(a: Alert) => a.title}
      @choose=${() => this.requestUpdate()} @choose-all=${() => void this.chosen.all()} ?more=${this.next !== null} ?waiting=${this.waiting} data-testid="alerts"
      @more=${() => void this.more()} @open=${(e: CustomEvent<Alert>) => (this.open = e.detail)}></cu-grid>`;
  }

  private columns(): Column<Alert>[] {
    return [
      { key: 'severity', title: t('alerts.severity'), width: '116px', cell: (a) => severityTag(a.severity) },
      { key: 'title', title: t('alerts.what'), width: 'minmax(220px, 2fr)', cell: (a) => html`<span class="cut">${a.title}</span>` },
      { key: 'state', title: t('alerts.state'), width: '170px', cell: stateTag },
      { key: 'tenant', title: t('assets.tenant'), width: 'minmax(130px, 1fr)', cell: (a) => directory.tenant(a.tenant) || '–' },
      { key: 'kind', title: t('alerts.kind'), width: 'minmax(150px, 1fr)', cell: (a) => html`<span class="mono">${a.kind}</span>` },
      { key: 'count', title: t('alerts.times'), width: '72px', end: true, cell: (a) => number(a.count) },
      { key: 'last', title: t('alerts.last'), width: '112px', end: true, cell: (a) => html`<time datetime=${a.lastAt} title=${moment(a.lastAt)}>${ago(a.lastAt)}</time>` },
    ];
  }

  private card(a: Alert): TemplateResult {
    return html`<div class="slip">${severityTag(a.severity)}<b class="cut">${a.title}</b>
      <span class="faint num">${ago(a.lastAt)}</span>
      <span class="more cut">${[t(`alertState.${a.state}`), directory.tenant(a.tenant)].filter(Boolean).join(' · ')}</span></div>`;
  }

  private empty(): TemplateResult {
    return html`<div class="empty" data-testid="empty"><h2>${t('alerts.empty')}</h2><p>${t('alerts.emptyTodo')}</p></div>`;
  }
}
