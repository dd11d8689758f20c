// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, get, post } from '../../app/api';
import { directory } from '../../app/directory';
import { ago, count, moment, number, t } from '../../app/i18n';
import { live } from '../../app/live';
import { query as address } from '../../app/router';
import { Rows } from '../../app/rows';
import { session } from '../../app/session';
import { toastProblem } from '../../app/toast';
import { Part } from '../../parts/element';
import type { Column } from '../../parts/grid';
import '../../parts/grid';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { pageSheet } from '../assets/assets-sheet';
import { agentTag, type Agent } from './agent';
import './agent-view';

/** Agents, newest first: all, or those that wait to be let in. */
@customElement('cu-agent-list')
export class AgentList extends Part {
  static override styles = [base, pageSheet, css`:host { flex: 1; } .many { display: flex; align-items: center; gap: 12px; padding: 10px 16px 10px 24px; border-bottom: 1px solid var(--line); flex-wrap: wrap; } .many .count { flex: 0 1 auto; }`];

  @property({ type: Boolean }) pending = false;
  @state() private open: Agent | null = null;
  /** how many are to be let in at once; null: nobody asked */
  @state() private all: Agent[] | null = null;
  @state() private busy = false;
  private readonly list = new Rows<Agent>(
    () => ({ path: '/agents', values: { state: this.pending ? 'PENDING' : null } }),
    () => this.requestUpdate(),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.requestUpdate());
    this.listen(live, 'resync', () => void this.list.read());
    this.until(live.on(({ name, data }) => (name.startsWith('Agent') || (!this.pending && typeof data.agent === 'string' && name !== 'metric')) && this.list.touch()));
    this.until(() => this.list.stop());
    this.every(15_000, () => this.requestUpdate());
    const shown = address().get('agent');
    if (shown) void get<Agent>(`/agents/${shown}`).then((a) => (this.open = a), () => undefined);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('pending')) void this.list.anew();
  }

  private async approveAll(agents: Agent[]): Promise<void> {
    this.busy = true;
    try {
      for (const a of agents) await post(`/tenants/${a.tenant}/agents/${a.id}/approve`);
    } catch (e) {
      toastProblem(asProblem(e));
    }
    this.busy = false;
    this.all = null;
    void this.list.read();
  }

  protected override render(): TemplateResult {
    const { rows, waiting, problem, next } = this.list;
    const none = !waiting && rows.length === 0 && !problem;
    return html`${none ? nothing : html`<div class="many"><span class="count num" role="status" data-testid="count">${waiting ? '' : count('agents.count', rows.length, number(rows.length) + (next ? '+' : ''))}</span>
        ${this.pending && rows.length > 1 && session.may('core.agent.approve')
          ? html`<button class="btn" data-testid="approve-all" @click=${() => (this.all = rows)}>${icon('check', 14)}${t('agents.approveAll')}</button>` : nothing}</div>`}
      ${problem ? html`<div class="pad">${problemNotice(problem, () => void this.list.read())}</div>` : nothing}
      ${none
        ? html`<div class="empty" data-testid="empty"><h2>${t(this.pending ? 'agents.nobody' : 'agents.none')}</h2><p>${t(this.pending ? 'agents.nobodyTodo' : 'agents.noneTodo')}</p></div>`
        : html`<cu-grid .rows=${rows} .columns=${this.columns()} .card=${(a: Agent) => this.card(a)} .keyOf=${(a: Agent) => a.id} label=${t('agents.title')}
            ?more=${next !== null} ?waiting=${waiting} data-testid="agents" @more=${() => void this.list.more()} @open=${(e: CustomEvent<Agent>) => (this.open = e.detail)}></cu-grid>`}
      <wa-dialog label=${this.open?.hostname ?? t('agents.title')} ?open=${this.open !== null} light-dismiss data-testid="agent-dialog" @wa-after-hide=${() => (this.open = null)}>
        ${this.open ? html`<cu-agent-view .agent=${this.open} @changed=${(e: CustomEvent<Agent>) => this.changed(e.detail)}></cu-agent-view>` : nothing}</wa-dialog>
      <wa-dialog label=${t('agents.approveAll')} ?open=${this.all !== null} light-dismiss @wa-after-hide=${() => (this.all = null)}>${this.all ? this.sure(this.all) : nothing}</wa-dialog>`;
  }

  private sure(agents: Agent[]): TemplateResult {
    const shown = agents.slice(0, 20).map((a) => a.hostname ?? a.id);
    return html`<p>${count('agents.approveSure', agents.length)}</p><p class="quiet mono">${shown.join(', ')}${agents.length > shown.length ? ' …' : ''}</p>
      <p><button class="btn primary" data-testid="approve-sure" ?disabled=${this.busy} @click=${() => void this.approveAll(agents)}>${icon('check', 14)}${t('agents.approve')}</button></p>`;
  }

  private changed(agent: Agent): void {
    this.open = agent;
    void this.list.read();
  }

  private columns(): Column<Agent>[] {
    return [
      { key: 'name', title: t('agents.machine'), width: 'minmax(180px, 1.4fr)', cell: (a) => html`<span class="mono cut">${a.hostname || a.id}</span>` },
      { key: 'state', title: t('assets.status'), width: '190px', cell: (a) => agentTag(a.state) },
      { key: 'tenant', title: t('assets.tenant'), width: 'minmax(130px, 1fr)', cell: (a) => directory.tenant(a.tenant) || '–' },
      { key: 'site', title: t('assets.site'), width: 'minmax(100px, 0.8fr)', cell: (a) => directory.site(a.site) || '–' },
      { key: 'address', title: t('agents.address'), width: '150px', cell: (a) => html`<span class="mono">${a.address ?? '–'}</span>` },
      { key: 'copy', title: t('agents.origin'), width: '120px', cell: (a) => (a.copyOf ? t('agents.copy') : '–') },
      { key: 'since', title: t('agents.enrolled'), width: '112px', end: true, cell: (a) => html`<time datetime=${a.enrolledAt} title=${moment(a.enrolledAt)}>${ago(a.enrolledAt)}</time>` },
    ];
  }

  private card(a: Agent): TemplateResult {
    return html`<div class="slip">${icon('plug', 16)}<b class="mono cut">${a.hostname || a.id}</b>${agentTag(a.state)}
      <span class="more cut">${[directory.tenant(a.tenant), a.address, ago(a.enrolledAt)].filter(Boolean).join(' · ')}</span></div>`;
  }
}
