// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { directory } from '../../app/directory';
import { ago, count, moment, number, t } from '../../app/i18n';
import { live } from '../../app/live';
import { onRoute, query as address, setQuery } from '../../app/router';
import { Rows } from '../../app/rows';
import { session } from '../../app/session';
import { Part } from '../../parts/element';
import type { Column, Grid } from '../../parts/grid';
import '../../parts/grid';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { pageSheet } from '../assets/assets-sheet';
import './audit-entry';
import './audit-verify';
import { ASKED, filterOf, outcomeTag, type AuditEntry, type AuditFilter } from './entry';

/** Who did what, by which door, and whether it was allowed: newest first; a word in an entry finds the others with it. */
@customElement('cu-audit-page')
export class AuditPage extends Part {
  static override styles = [base, pageSheet, css`.bar input { flex: 0 1 230px; background: var(--bg2); } @media (max-width: 820px) { .bar input { flex: 1 1 100%; } }`];

  @state() private filter = filterOf(address());
  @state() private open: AuditEntry | null = null;
  @state() private verifying = false;
  @query('cu-grid') private grid!: Grid<AuditEntry> | null;
  private readonly list = new Rows<AuditEntry>(
    () => ({ path: '/audit', values: { ...this.filter } }),
    () => this.requestUpdate(),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.requestUpdate());
    this.listen(live, 'resync', () => void this.list.read());
    this.until(onRoute(() => this.show(filterOf(address()), false)));
    this.until(() => this.list.stop());
    // an entry tells no event of its own
    this.every(15_000, () => this.open ?? this.list.touch());
    void this.list.read();
  }

  private show(next: AuditFilter, write = true): void {
    this.filter = next;
    this.open = null;
    if (write) setQuery({ ...next });
    this.grid?.rewind();
    void this.list.anew();
  }

  private ask(event: Event): void {
    event.preventDefault();
    const typed = new FormData(this.one<HTMLFormElement>('form') as HTMLFormElement);
    this.show(filterOf(new URLSearchParams(ASKED.map((name) => [name, String(typed.get(name) ?? '').trim()]))));
  }

  private get asks(): boolean {
    return ASKED.some((name) => this.filter[name] !== '');
  }

  protected override render(): TemplateResult {
    const { rows, waiting, problem, next } = this.list;
    const none = !waiting && rows.length === 0 && !problem;
    return html`
      <div class="head">
        <h1 tabindex="-1">${t('audit.title')}</h1>
        <span class="count num" role="status" data-testid="count">${waiting ? '' : count('audit.count', rows.length, number(rows.length) + (next ? '+' : ''))}</span>
        ${session.may('core.audit.verify')
          ? html`<button class="btn" data-testid="verify" aria-label=${t('audit.verify')} @click=${() => (this.verifying = true)}>${icon('shield-check', 14)}<span>${t('audit.verify')}</span></button>`
          : nothing}
      </div>
      <form class="bar" role="search" @submit=${(e: Event) => this.ask(e)} @change=${(e: Event) => this.ask(e)}>
        ${ASKED.map((name) => html`<input class="input mono" name=${name} maxlength="200" autocomplete="off" spellcheck="false" data-testid="audit-${name}"
          aria-label=${t(`audit.${name}`)} placeholder=${t(`audit.${name}`)} .value=${this.filter[name]}>`)}
        <button class="btn ghost square" aria-label=${t('audit.find')} title=${t('audit.find')}>${icon('search', 14)}</button>
        ${this.asks ? html`<button type="button" class="btn ghost" data-testid="filter-clear" @click=${() => this.show(filterOf(new URLSearchParams()))}>${icon('x', 14)}${t('assets.clear')}</button>` : nothing}
      </form>
      ${problem ? html`<div class="pad">${problemNotice(problem, () => void this.list.read())}</div>` : nothing}
      ${none ? this.empty() : this.table(rows, waiting, next !== null)}
      <wa-dialog label=${this.open?.verb ?? t('audit.title')} ?open=${this.open !== null} light-dismiss data-testid="entry-dialog" @wa-after-hide=${() => (this.open = null)}>
        ${this.open ? html`<cu-audit-entry .entry=${this.open} @find=${(e: CustomEvent<Partial<AuditFilter>>) => this.show({ actor: '', verb: '', target: '', ...e.detail })}></cu-audit-entry>` : nothing}
      </wa-dialog>
      <wa-dialog label=${t('audit.verify')} ?open=${this.verifying} light-dismiss data-testid="verify-dialog" @wa-after-hide=${() => (this.verifying = false)}>
        ${this.verifying ? html`<cu-audit-verify></cu-audit-verify>` : nothing}
      </wa-dialog>`;
  }

  private table(rows: AuditEntry[], waiting: boolean, more: boolean): TemplateResult {
    return html`<cu-grid .rows=${rows} .columns=${this.columns()} .card=${(e: AuditEntry) => this.card(e)} .keyOf=${(e: AuditEntry) => e.id}
      label=${t('audit.title')} ?more=${more} ?waiting=${waiting} data-testid="audit"
      @more=${() => void this.list.more()} @open=${(e: CustomEvent<AuditEntry>) => (this.open = e.detail)}></cu-grid>`;
  }

  private columns(): Column<AuditEntry>[] {
    return [
      { key: 'verb', title: t('audit.verb'), width: 'minmax(200px, 1.4fr)', cell: (e) => html`<span class="mono">${e.verb}</span>` },
      { key: 'outcome', title: t('audit.outcome'), width: '116px', cell: (e) => outcomeTag(e.outcome) },
      { key: 'actor', title: t('audit.actor'), width: 'minmax(120px, 1fr)', cell: (e) => e.actor },
      { key: 'target', title: t('audit.target'), width: 'minmax(180px, 1.4fr)', cell: (e) => html`<span class="mono">${e.target}</span>` },
      { key: 'tenant', title: t('assets.tenant'), width: 'minmax(110px, 1fr)', cell: (e) => (e.tenant ? directory.tenant(e.tenant) || '–' : '–') },
      { key: 'door', title: t('audit.door'), width: '84px', cell: (e) => e.door },
      { key: 'at', title: t('audit.at'), width: '112px', end: true, cell: (e) => html`<time datetime=${e.at} title=${moment(e.at)}>${ago(e.at)}</time>` },
    ];
  }

  private card(e: AuditEntry): TemplateResult {
    return html`<div class="slip">${outcomeTag(e.outcome)}<b class="mono cut">${e.verb}</b><span class="faint num">${ago(e.at)}</span>
      <span class="more cut">${e.actor} · ${e.target}</span></div>`;
  }

  private empty(): TemplateResult {
    return html`<div class="empty" data-testid="empty"><h2>${t('audit.none')}</h2><p>${t('audit.noneTodo')}</p>
      ${this.asks ? html`<button class="btn" @click=${() => this.show(filterOf(new URLSearchParams()))}>${t('assets.clear')}</button>` : nothing}</div>`;
  }
}
