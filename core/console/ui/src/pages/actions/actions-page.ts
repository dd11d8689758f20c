// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { get, post } from '../../app/api';
import { directory } from '../../app/directory';
import { ago, count, moment, number, t } from '../../app/i18n';
import { live } from '../../app/live';
import { assetNames } from '../../app/names';
import { onRoute, query as address, setQuery } from '../../app/router';
import { Rows } from '../../app/rows';
import { session } from '../../app/session';
import { toast, toastProblem } from '../../app/toast';
import { ACTION_STATES, type Action, type ActionState } from '../../app/types';
import { Part } from '../../parts/element';
import type { Column, Grid } from '../../parts/grid';
import '../../parts/grid';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { actionTag } from '../../parts/words';
import { base } from '../../style/base';
import { actionDetail, actionSheet } from '../asset/action-view';
import { summary } from '../asset/action-words';
import { pageSheet } from '../assets/assets-sheet';

interface ActionFilter {
  state: ActionState | '';
  verb: string;
}

function filterOf(values: URLSearchParams): ActionFilter {
  return { state: ACTION_STATES.find((s) => s === values.get('state')) ?? '', verb: (values.get('verb') ?? '').slice(0, 200) };
}

/** Work for machines, newest first and live: what waits, what runs, and what became of it. */
@customElement('cu-actions-page')
export class ActionsPage extends Part {
  static override styles = [base, pageSheet, actionSheet, css`.bar input { flex: 0 1 230px; background: var(--bg2); }`];

  @state() private filter = filterOf(address());
  @state() private open: Action | null = null;
  @query('cu-grid') private grid!: Grid<Action> | null;
  private readonly list = new Rows<Action>(
    () => ({ path: '/actions', values: { ...this.filter } }),
    () => this.requestUpdate(),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.requestUpdate());
    this.listen(assetNames, 'names', () => this.requestUpdate());
    this.listen(live, 'resync', () => void this.list.read());
    this.until(onRoute(() => this.show(filterOf(address()), false)));
    this.until(
      live.on(({ name, data }) => {
        if (!name.startsWith('Action')) return;
        this.list.touch();
        const shown = this.open;
        if (shown && data.action === shown.id) void this.reopen(shown);
      }),
    );
    this.until(() => this.list.stop());
    this.every(15_000, () => this.requestUpdate());
    void this.list.read();
    const shown = address().get('action');
    if (shown) void get<Action>(`/actions/${shown}`).then((a) => (this.open = a), () => undefined);
  }

  private async reopen(action: Action): Promise<void> {
    try {
      const fresh = await get<Action>(`/actions/${action.id}`);
      if (this.open?.id === fresh.id) this.open = fresh;
    } catch (e) {
      toastProblem(e);
    }
  }

  private show(next: ActionFilter, write = true): void {
    this.filter = next;
    if (write) setQuery({ ...next });
    this.grid?.rewind();
    void this.list.anew();
  }

  private async cancel(action: Action): Promise<void> {
    try {
      this.open = await post<Action>(`/tenants/${action.tenant}/actions/${action.id}/cancel`);
    } catch (e) {
      toastProblem(e);
      await this.reopen(action);
    }
    this.list.touch();
  }

  /** It is another action: what became of the first stays as it is. */
  private async again(action: Action): Promise<void> {
    try {
      const { asset, verb, input, lockKey, priority } = action;
      this.open = await post<Action>(`/tenants/${action.tenant}/actions`, { asset, verb, input, lockKey, priority });
      toast(t('actions.requested'), 'ok');
    } catch (e) {
      toastProblem(e);
    }
    this.list.touch();
  }

  protected override render(): TemplateResult {
    const { rows, waiting, problem, next } = this.list;
    const none = !waiting && rows.length === 0 && !problem;
    const asks = this.filter.state !== '' || this.filter.verb !== '';
    return html`
      <div class="head"><h1 tabindex="-1">${t('actions.title')}</h1>
        <span class="count num" role="status" data-testid="count">${waiting ? '' : count('actions.count', rows.length, number(rows.length) + (next ? '+' : ''))}</span></div>
      <div class="bar" role="search">
        <select class="input" data-testid="filter-state" aria-label=${t('rollouts.state')} @change=${(e: Event) => this.show({ ...this.filter, state: (e.target as HTMLSelectElement).value as ActionState | '' })}>
          <option value="">${t('rollouts.anyState')}</option>${ACTION_STATES.map((s) => html`<option value=${s} ?selected=${s === this.filter.state}>${t(`action.${s}`)}</option>`)}</select>
        <input class="input mono" data-testid="filter-verb" maxlength="200" autocomplete="off" spellcheck="false" aria-label=${t('actions.verb')} placeholder=${t('actions.verb')} .value=${this.filter.verb}
          @change=${(e: Event) => this.show({ ...this.filter, verb: (e.target as HTMLInputElement).value.trim() })}>
        ${asks ? html`<button class="btn ghost" data-testid="filter-clear" @click=${() => this.show({ state: '', verb: '' })}>${icon('x', 14)}${t('assets.clear')}</button>` : nothing}
      </div>
      ${problem ? html`<div class="pad">${problemNotice(problem, () => void this.list.read())}</div>` : nothing}
      ${none
        ? html`<div class="empty" data-testid="empty"><h2>${t(asks ? 'actions.noMatch' : 'actions.none')}</h2><p>${t('actions.noneTodo')}</p></div>`
        : html`<cu-grid .rows=${rows} .columns=${this.columns()} .card=${(a: Action) => this.card(a)} .keyOf=${(a: Action) => a.id} label=${t('actions.title')} ?more=${next !== null} ?waiting=${waiting}
            data-testid="actions" @more=${() => void this.list.more()} @open=${(e: CustomEvent<Action>) => (this.open = e.detail)}></cu-grid>`}
      <wa-dialog label=${this.open ? summary(this.open) : t('actions.title')} ?open=${this.open !== null} light-dismiss data-testid="action-dialog" @wa-after-hide=${() => (this.open = null)}>
        ${this.open ? this.detail(this.open) : nothing}</wa-dialog>`;
  }

  private detail(action: Action): TemplateResult {
    return html`<p>${actionTag(action.state)} <a href="/assets/${action.asset}">${assetNames.of(action.asset)}</a> · ${directory.tenant(action.tenant)}</p>
      ${actionDetail(action, {
        cancel: session.may('core.action.cancel') ? () => void this.cancel(action) : null,
        again: session.may('core.action.request') ? () => void this.again(action) : null,
      })}`;
  }

  private columns(): Column<Action>[] {
    return [
      { key: 'state', title: t('rollouts.state'), width: '126px', cell: (a) => actionTag(a.state) },
      { key: 'what', title: t('alerts.what'), width: 'minmax(220px, 2fr)', cell: (a) => html`<span class="mono">${summary(a)}</span>` },
      { key: 'asset', title: t('alerts.asset'), width: 'minmax(150px, 1fr)', cell: (a) => html`<span class="named"><a class="mono cut" tabindex="-1" href="/assets/${a.asset}">${assetNames.of(a.asset, '…')}</a></span>` },
      { key: 'tenant', title: t('assets.tenant'), width: 'minmax(120px, 1fr)', cell: (a) => directory.tenant(a.tenant) || '–' },
      { key: 'reason', title: t('imports.reason'), width: 'minmax(140px, 1fr)', cell: (a) => a.reason ?? '–' },
      { key: 'by', title: t('audit.actor'), width: 'minmax(90px, 0.7fr)', cell: (a) => a.requestedBy },
      { key: 'at', title: t('audit.at'), width: '112px', end: true, cell: (a) => html`<time datetime=${a.createdAt} title=${moment(a.createdAt)}>${ago(a.createdAt)}</time>` },
    ];
  }

  private card(a: Action): TemplateResult {
    return html`<div class="slip">${actionTag(a.state)}<b class="mono cut">${summary(a)}</b><span class="faint num">${ago(a.createdAt)}</span>
      <span class="more cut">${[assetNames.of(a.asset, '…'), directory.tenant(a.tenant)].filter(Boolean).join(' · ')}</span></div>`;
  }
}
