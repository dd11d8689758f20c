// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { directory } from '../../app/directory';
import { count, moment, number, t } from '../../app/i18n';
import { live } from '../../app/live';
import { Rows } from '../../app/rows';
import { session } from '../../app/session';
import { Part } from '../../parts/element';
import type { Column } from '../../parts/grid';
import '../../parts/grid';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { pageSheet } from '../assets/assets-sheet';
import { listSheet, type NoticeRule } from './notice';
import './rule-form';

/** Rules, by name: who is told, of what, how, and whether that works. */
@customElement('cu-rule-list')
export class RuleList extends Part {
  static override styles = [base, pageSheet, listSheet];

  @state() private open: NoticeRule | 'new' | null = null;
  private readonly list = new Rows<NoticeRule>(
    () => ({ path: '/notice-rules' }),
    () => this.requestUpdate(),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.requestUpdate());
    this.listen(live, 'resync', () => void this.list.read());
    this.until(live.on(({ data }) => typeof data.rule === 'string' && this.list.touch()));
    this.until(() => this.list.stop());
    void this.list.read();
  }

  protected override render(): TemplateResult {
    const { rows, waiting, problem, next } = this.list;
    const none = !waiting && rows.length === 0 && !problem;
    return html`<div class="many"><span class="count num" role="status" data-testid="count">${waiting ? '' : count('notices.count', rows.length, number(rows.length) + (next ? '+' : ''))}</span>
        ${session.may('core.notice.write') ? html`<button class="btn" data-testid="rule-add" @click=${() => (this.open = 'new')}>${icon('plus', 14)}<span>${t('notices.add')}</span></button>` : nothing}</div>
      ${problem ? html`<div class="pad">${problemNotice(problem, () => void this.list.read())}</div>` : nothing}
      ${none
        ? html`<div class="empty" data-testid="empty"><h2>${t('notices.none')}</h2><p>${t('notices.noneTodo')}</p></div>`
        : html`<cu-grid .rows=${rows} .columns=${this.columns()} .card=${(r: NoticeRule) => this.card(r)} .keyOf=${(r: NoticeRule) => r.id} label=${t('notices.rules')}
            ?more=${next !== null} ?waiting=${waiting} data-testid="rules" @more=${() => void this.list.more()} @open=${(e: CustomEvent<NoticeRule>) => (this.open = e.detail)}></cu-grid>`}
      <wa-dialog label=${this.open === 'new' ? t('notices.add') : (this.open?.name ?? t('notices.rules'))} ?open=${this.open !== null} data-testid="rule-dialog" @wa-after-hide=${(e: Event) => e.target === e.currentTarget && (this.open = null)}>
        ${this.open ? html`<cu-rule-form .rule=${this.open === 'new' ? null : this.open} @done=${() => this.done()}></cu-rule-form>` : nothing}</wa-dialog>`;
  }

  private done(): void {
    this.open = null;
    void this.list.read();
  }

  private how(r: NoticeRule): TemplateResult {
    if (!r.enabled) return html`<span class="tag" data-testid="rule-state" data-state="OFF">${icon('circle-slash', 12)}${t('notices.off')}</span>`;
    return r.pausedUntil
      ? html`<span class="tag warn" data-testid="rule-state" data-state="PAUSED" title=${moment(r.pausedUntil)}>${icon('clock', 12)}${t('notices.fails')}</span>`
      : html`<span class="tag ok" data-testid="rule-state" data-state="ON">${icon('circle-check', 12)}${t('notices.on')}</span>`;
  }

  private what(r: NoticeRule): string {
    return r.kinds.length ? r.kinds.join(', ') : t('notices.allKinds');
  }

  private columns(): Column<NoticeRule>[] {
    return [
      { key: 'name', title: t('rollouts.name'), width: 'minmax(160px, 1.2fr)', sorted: true, cell: (r) => r.name },
      { key: 'state', title: t('rollouts.state'), width: '130px', cell: (r) => this.how(r) },
      { key: 'what', title: t('notices.what'), width: 'minmax(170px, 1.3fr)', cell: (r) => this.what(r) },
      { key: 'severity', title: t('alerts.severity'), width: '150px', cell: (r) => t(`severity.from.${r.severity ?? 'INFO'}`) },
      { key: 'tenant', title: t('assets.tenant'), width: 'minmax(120px, 0.9fr)', cell: (r) => (r.tenant ? directory.tenant(r.tenant) : t('notices.anyTenant')) },
      { key: 'channel', title: t('notices.channel'), width: '96px', cell: (r) => r.channel },
      { key: 'target', title: t('notices.target'), width: 'minmax(160px, 1.2fr)', cell: (r) => r.target },
    ];
  }

  private card(r: NoticeRule): TemplateResult {
    return html`<div class="slip">${this.how(r)}<b class="cut">${r.name}</b><span class="faint">${r.channel}</span><span class="more cut">${r.target} · ${this.what(r)}</span></div>`;
  }
}
