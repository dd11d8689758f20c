// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { directory } from '../../app/directory';
import { ago, count, moment, number, t } from '../../app/i18n';
import { live } from '../../app/live';
import { query as address, setQuery } from '../../app/router';
import { Rows } from '../../app/rows';
import { run } from '../../app/run';
import { session } from '../../app/session';
import { toastProblem } from '../../app/toast';
import { Part } from '../../parts/element';
import type { Column } from '../../parts/grid';
import '../../parts/grid';
import { icon, type IconName } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { severityTag } from '../alerts/alert-words';
import { pageSheet } from '../assets/assets-sheet';
import { listSheet, NOTICE_STATES, type NoticeInfo } from './notice';

const TAGS: Record<NoticeInfo['state'], [string, IconName]> = { WAITING: ['info', 'clock'], DELIVERED: ['ok', 'circle-check'], PARKED: ['bad', 'circle-alert'] };

/** Notices on their way and what became of them, newest first; one that is parked can be tried again. */
@customElement('cu-notice-log')
export class NoticeLog extends Part {
  static override styles = [base, pageSheet, listSheet];

  @state() private filter = NOTICE_STATES.find((s) => s === address().get('state')) ?? '';
  @state() private open: NoticeInfo | null = null;
  private readonly list = new Rows<NoticeInfo>(
    () => ({ path: '/notices', values: { state: this.filter } }),
    () => this.requestUpdate(),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.requestUpdate());
    this.listen(live, 'resync', () => void this.list.read());
    this.until(live.on(({ name }) => name.startsWith('Notice') && this.list.touch()));
    this.until(() => this.list.stop());
    // what is delivered tells no event of its own
    this.every(15_000, () => void this.list.read());
    void this.list.read();
  }

  private choose(event: Event): void {
    this.filter = (event.target as HTMLSelectElement).value as NoticeInfo['state'] | '';
    setQuery({ view: 'log', state: this.filter });
    void this.list.anew();
    this.requestUpdate();
  }

  private async again(notice: NoticeInfo): Promise<void> {
    try {
      await run('notice-replay', { notice: notice.id });
      this.open = null;
    } catch (e) {
      toastProblem(e);
    }
    void this.list.read();
  }

  protected override render(): TemplateResult {
    const { rows, waiting, problem, next } = this.list;
    const none = !waiting && rows.length === 0 && !problem;
    return html`<div class="many"><span class="count num" role="status" data-testid="count">${waiting ? '' : count('noticeLog.count', rows.length, number(rows.length) + (next ? '+' : ''))}</span>
        <select class="input" data-testid="log-state" aria-label=${t('rollouts.state')} @change=${(e: Event) => this.choose(e)}><option value="">${t('rollouts.anyState')}</option>
          ${NOTICE_STATES.map((s) => html`<option value=${s} ?selected=${s === this.filter}>${t(`noticeState.${s}`)}</option>`)}</select></div>
      ${problem ? html`<div class="pad">${problemNotice(problem, () => void this.list.read())}</div>` : nothing}
      ${none
        ? html`<div class="empty" data-testid="empty"><h2>${t('noticeLog.none')}</h2><p>${t('noticeLog.noneTodo')}</p></div>`
        : html`<cu-grid .rows=${rows} .columns=${this.columns()} .card=${(n: NoticeInfo) => this.card(n)} .keyOf=${(n: NoticeInfo) => n.id} label=${t('notices.log')}
            ?more=${next !== null} ?waiting=${waiting} data-testid="log" @more=${() => void this.list.more()} @open=${(e: CustomEvent<NoticeInfo>) => (this.open = e.detail)}></cu-grid>`}
      <wa-dialog label=${this.open?.subject ?? t('notices.log')} ?open=${this.open !== null} light-dismiss data-testid="notice-dialog" @wa-after-hide=${() => (this.open = null)}>${this.open ? this.detail(this.open) : nothing}</wa-dialog>`;
  }

  private detail(n: NoticeInfo): TemplateResult {
    return html`<p>${this.tag(n)} ${severityTag(n.severity)}</p>
      ${n.reason ? html`<div class="pad">${n.reason}</div>` : nothing}
      <p class="quiet">${t('noticeLog.tried', { times: number(n.attempts) })} · ${moment(n.createdAt)}</p>
      ${n.state === 'PARKED' && session.may('core.notice.write') ? html`<p><button class="btn primary" data-testid="notice-again" @click=${() => void this.again(n)}>${icon('play', 14)}${t('noticeLog.again')}</button></p>` : nothing}`;
  }

  private tag(n: NoticeInfo): TemplateResult {
    const [tone, shape] = TAGS[n.state];
    return html`<span class="tag ${tone}" data-testid="notice-state" data-state=${n.state}>${icon(shape, 12)}${t(`noticeState.${n.state}`)}</span>`;
  }

  private columns(): Column<NoticeInfo>[] {
    return [
      { key: 'state', title: t('rollouts.state'), width: '130px', cell: (n) => this.tag(n) },
      { key: 'subject', title: t('words.subject'), width: 'minmax(220px, 2fr)', cell: (n) => n.subject },
      { key: 'kind', title: t('alerts.kind'), width: 'minmax(150px, 1fr)', cell: (n) => html`<span class="mono">${n.kind}</span>` },
      { key: 'tenant', title: t('assets.tenant'), width: 'minmax(120px, 1fr)', cell: (n) => (n.tenant ? directory.tenant(n.tenant) || '–' : '–') },
      { key: 'reason', title: t('imports.reason'), width: 'minmax(140px, 1fr)', cell: (n) => n.reason ?? '–' },
      { key: 'at', title: t('alerts.first'), width: '112px', end: true, cell: (n) => html`<time datetime=${n.createdAt} title=${moment(n.createdAt)}>${ago(n.createdAt)}</time>` },
    ];
  }

  private card(n: NoticeInfo): TemplateResult {
    return html`<div class="slip">${this.tag(n)}<b class="cut">${n.subject}</b><span class="faint num">${ago(n.createdAt)}</span><span class="more cut">${n.reason ?? n.kind}</span></div>`;
  }
}
