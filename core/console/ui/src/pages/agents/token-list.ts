// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { directory } from '../../app/directory';
import { count, moment, number, t } from '../../app/i18n';
import { live } from '../../app/live';
import { query as address, setQuery } from '../../app/router';
import { Rows } from '../../app/rows';
import { session } from '../../app/session';
import { Part } from '../../parts/element';
import type { Column } from '../../parts/grid';
import '../../parts/grid';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { pageSheet } from '../assets/assets-sheet';
import { tokenTag, type Token } from './agent';
import './token-add';
import './token-view';

/** The enrolment tokens of a customer, newest first: uses left, until when, from where. */
@customElement('cu-token-list')
export class TokenList extends Part {
  static override styles = [base, pageSheet, css`:host { flex: 1; } .many { display: flex; align-items: center; gap: 12px; padding: 10px 16px 10px 24px; border-bottom: 1px solid var(--line); flex-wrap: wrap; } .many .count { flex: 1 0 auto; } .many select { width: auto; max-width: 260px; }`];

  @state() private tenant = address().get('tenant') ?? '';
  @state() private open: Token | null = null;
  @state() private making = false;
  private readonly list = new Rows<Token>(
    () => (this.tenant ? { path: `/tenants/${this.tenant}/enrolment-tokens` } : null),
    () => this.requestUpdate(),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.begin());
    this.listen(live, 'resync', () => void this.list.read());
    this.until(live.on(({ name }) => name === 'AgentEnrolled' && this.list.touch()));
    this.until(() => this.list.stop());
    this.begin();
  }

  private begin(): void {
    const known = directory.tenants.some((x) => x.id === this.tenant);
    if (!known) this.tenant = directory.tenants[0]?.id ?? '';
    this.requestUpdate();
    if (this.tenant) void this.list.anew();
  }

  private choose(event: Event): void {
    this.tenant = (event.target as HTMLSelectElement).value;
    setQuery({ view: 'tokens', tenant: this.tenant });
    void this.list.anew();
  }

  protected override render(): TemplateResult {
    const { rows, waiting, problem, next } = this.list;
    const none = !waiting && rows.length === 0 && !problem;
    return html`<div class="many"><select class="input" data-testid="tokens-tenant" aria-label=${t('assets.tenant')} @change=${this.choose}>
          ${directory.tenants.map((x) => html`<option value=${x.id} ?selected=${x.id === this.tenant}>${x.name}</option>`)}</select>
        <span class="count num" role="status" data-testid="count">${waiting ? '' : count('tokens.count', rows.length, number(rows.length) + (next ? '+' : ''))}</span>
        ${session.may('core.enrolment.issue') ? html`<button class="btn" data-testid="token-add" ?disabled=${!this.tenant} @click=${() => (this.making = true)}>${icon('plus', 14)}<span>${t('tokens.add')}</span></button>` : nothing}</div>
      ${problem ? html`<div class="pad">${problemNotice(problem, () => void this.list.read())}</div>` : nothing}
      ${none
        ? html`<div class="empty" data-testid="empty"><h2>${t('tokens.none')}</h2><p>${t('tokens.noneTodo')}</p></div>`
        : html`<cu-grid .rows=${rows} .columns=${this.columns()} .card=${(x: Token) => this.card(x)} .keyOf=${(x: Token) => x.id} label=${t('tokens.title')}
            ?more=${next !== null} ?waiting=${waiting} data-testid="tokens" @more=${() => void this.list.more()} @open=${(e: CustomEvent<Token>) => (this.open = e.detail)}></cu-grid>`}
      <wa-dialog label=${t('tokens.one')} ?open=${this.open !== null} light-dismiss data-testid="token-dialog" @wa-after-hide=${() => (this.open = null)}>
        ${this.open ? html`<cu-token-view .token=${this.open} @changed=${(e: CustomEvent<Token>) => this.changed(e.detail)}></cu-token-view>` : nothing}</wa-dialog>
      <wa-dialog label=${t('tokens.add')} ?open=${this.making} @wa-after-hide=${() => (this.making = false)}>
        ${this.making ? html`<cu-token-add .tenant=${this.tenant} @made=${() => void this.list.read()}></cu-token-add>` : nothing}</wa-dialog>`;
  }

  private changed(token: Token): void {
    this.open = token;
    void this.list.read();
  }

  private left(x: Token): string {
    return t('tokens.left', { left: number(Math.max(0, x.uses - x.used)), uses: number(x.uses) });
  }

  private networks(x: Token): string {
    return x.networks.length ? x.networks.join(', ') : t('tokens.anywhere');
  }

  private columns(): Column<Token>[] {
    return [
      { key: 'state', title: t('assets.state'), width: '120px', cell: tokenTag },
      { key: 'left', title: t('tokens.usesLeft'), width: '120px', cell: (x) => html`<span class="num">${this.left(x)}</span>` },
      { key: 'until', title: t('tokens.until'), width: '190px', cell: (x) => moment(x.expiresAt) },
      { key: 'networks', title: t('tokens.networks'), width: 'minmax(150px, 1.2fr)', cell: (x) => this.networks(x) },
      { key: 'approval', title: t('tokens.approval'), width: '130px', cell: (x) => (x.approval ? t('yes') : t('no')) },
      { key: 'site', title: t('assets.site'), width: 'minmax(100px, 0.8fr)', cell: (x) => directory.site(x.site) || '–' },
      { key: 'by', title: t('tokens.by'), width: 'minmax(110px, 0.8fr)', cell: (x) => x.issuedBy },
    ];
  }

  private card(x: Token): TemplateResult {
    return html`<div class="slip">${tokenTag(x)}<b class="cut num">${this.left(x)}</b><span class="faint">${x.issuedBy}</span>
      <span class="more cut">${moment(x.expiresAt)} · ${this.networks(x)}</span></div>`;
  }
}
