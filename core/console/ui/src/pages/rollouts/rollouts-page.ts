// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { get } from '../../app/api';
import { directory } from '../../app/directory';
import { ago, count, moment, number, t } from '../../app/i18n';
import { live } from '../../app/live';
import { navigate, onRoute, query as address, setQuery } from '../../app/router';
import { Rows } from '../../app/rows';
import { session } from '../../app/session';
import type { Page } from '../../app/types';
import { Part } from '../../parts/element';
import type { Column, Grid } from '../../parts/grid';
import '../../parts/grid';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { pageSheet } from '../assets/assets-sheet';
import { failures } from './ring-bar';
import './rollout-add';
import { ROLLOUT_STATES, rolloutTag, type RingProgress, type Rollout } from './rollout';

const AT_ONCE = 50;

function stateOf(values: URLSearchParams): string {
  return ROLLOUT_STATES.find((s) => s === values.get('state')) ?? '';
}

/** What goes out to many assets, and how far it is: newest first, live. */
@customElement('cu-rollouts-page')
export class RolloutsPage extends Part {
  static override styles = [base, pageSheet, css`.failed { color: var(--bad); font-weight: 600; }`];

  @state() private filter = stateOf(address());
  @state() private progress = new Map<string, RingProgress[]>();
  @state() private making = false;
  @query('cu-grid') private grid!: Grid<Rollout> | null;
  private readonly list = new Rows<Rollout>(
    () => ({ path: '/rollouts', values: { state: this.filter } }),
    () => void this.drawn(),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    live.watch(null);
    this.listen(directory, 'directory', () => this.requestUpdate());
    this.listen(live, 'resync', () => void this.list.read());
    this.until(onRoute(() => this.show(stateOf(address()), false)));
    this.until(live.on(({ data }) => typeof data.rollout === 'string' && this.list.touch()));
    this.until(() => this.list.stop());
    this.every(15_000, () => this.requestUpdate());
    void this.list.read();
  }

  private show(filter: string, write = true): void {
    this.filter = filter;
    if (write) setQuery({ state: filter });
    this.grid?.rewind();
    void this.list.anew();
    this.requestUpdate();
  }

  /** How far each is comes after the rows: they need not wait for it. */
  private async drawn(): Promise<void> {
    this.requestUpdate();
    const ids = this.list.rows.map((r) => r.id);
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      try {
        const { items } = await get<Page<RingProgress>>(`/rollouts/progress?of=${ids.slice(from, from + AT_ONCE).join(',')}`);
        const next = new Map(this.progress);
        for (const id of ids.slice(from, from + AT_ONCE)) next.set(id, items.filter((p) => p.rollout === id));
        this.progress = next;
      } catch {
        return; // the states say the most important; the next event asks again
      }
    }
  }

  protected override render(): TemplateResult {
    const { rows, waiting, problem, next } = this.list;
    const none = !waiting && rows.length === 0 && !problem;
    return html`
      <div class="head">
        <h1 tabindex="-1">${t('rollouts.title')}</h1>
        <span class="count num" role="status" data-testid="count">${waiting ? '' : count('rollouts.count', rows.length, number(rows.length) + (next ? '+' : ''))}</span>
        ${session.may('core.rollout.control')
          ? html`<button class="btn" data-testid="rollout-add" aria-label=${t('rollouts.add')} @click=${() => (this.making = true)}>${icon('plus', 14)}<span>${t('rollouts.add')}</span></button>`
          : nothing}
      </div>
      <div class="bar" role="search"><select class="input" data-testid="filter-state" aria-label=${t('rollouts.state')} @change=${(e: Event) => this.show((e.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${this.filter === ''}>${t('rollouts.anyState')}</option>
        ${ROLLOUT_STATES.map((s) => html`<option value=${s} ?selected=${this.filter === s}>${t(`rolloutState.${s}`)}</option>`)}</select></div>
      ${problem ? html`<div class="pad">${problemNotice(problem, () => void this.list.read())}</div>` : nothing}
      ${none ? this.empty() : this.table()}
      <wa-dialog label=${t('rollouts.add')} ?open=${this.making} @wa-after-hide=${(e: Event) => this.closed(e)}>
        ${this.making ? html`<cu-rollout-add @made=${(e: CustomEvent<Rollout>) => navigate(`/rollouts/${e.detail.id}`)}></cu-rollout-add>` : nothing}
      </wa-dialog>`;
  }

  private closed(event: Event): void {
    if (event.target === event.currentTarget) this.making = false;
  }

  private empty(): TemplateResult {
    return html`<div class="empty" data-testid="empty"><h2>${t('rollouts.empty')}</h2><p>${t('rollouts.emptyTodo')}</p></div>`;
  }

  private table(): TemplateResult {
    const { rows, waiting, next } = this.list;
    return html`<cu-grid .rows=${rows} .columns=${this.columns()} .card=${(r: Rollout) => this.card(r)} .keyOf=${(r: Rollout) => r.id}
      label=${t('rollouts.title')} ?more=${next !== null} ?waiting=${waiting} data-testid="rollouts"
      @more=${() => void this.list.more()} @open=${(e: CustomEvent<Rollout>) => navigate(`/rollouts/${e.detail.id}`)}></cu-grid>`;
  }

  private bar(r: Rollout): TemplateResult {
    return html`<cu-ring-bar .rings=${r.rings.length} .progress=${this.progress.get(r.id) ?? []}></cu-ring-bar>`;
  }

  private failed(r: Rollout): unknown {
    const failed = failures(this.progress.get(r.id) ?? []);
    return failed ? html`<span class="failed">${number(failed)}</span>` : '–';
  }

  private columns(): Column<Rollout>[] {
    return [
      { key: 'name', title: t('rollouts.name'), width: 'minmax(200px, 1.6fr)', cell: (r) => html`<span class="named"><a class="cut" tabindex="-1" href="/rollouts/${r.id}">${r.name}</a></span>` },
      { key: 'state', title: t('rollouts.state'), width: '128px', cell: (r) => rolloutTag(r.state) },
      { key: 'tenant', title: t('assets.tenant'), width: 'minmax(130px, 1fr)', cell: (r) => directory.tenant(r.tenant) || '–' },
      { key: 'step', title: t('rollouts.step'), width: 'minmax(130px, 1fr)', cell: (r) => html`<span class="mono">${r.step}</span>` },
      { key: 'progress', title: t('rollouts.progress'), width: '180px', cell: (r) => this.bar(r) },
      { key: 'failed', title: t('rollouts.failed'), width: '80px', end: true, cell: (r) => this.failed(r) },
      { key: 'started', title: t('rollouts.started'), width: '112px', end: true, cell: (r) => html`<time datetime=${r.startedAt} title=${moment(r.startedAt)}>${ago(r.startedAt)}</time>` },
    ];
  }

  private card(r: Rollout): TemplateResult {
    return html`<div class="slip">${rolloutTag(r.state)}<b class="cut"><a tabindex="-1" href="/rollouts/${r.id}">${r.name}</a></b>
      <span class="faint num">${ago(r.startedAt)}</span><span class="more">${this.bar(r)}</span></div>`;
  }
}
