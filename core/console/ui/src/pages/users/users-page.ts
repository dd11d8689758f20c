// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query as element, state } from 'lit/decorators.js';
import { asProblem, type Problem } from '../../app/api';
import { directory } from '../../app/directory';
import { moment, number, t } from '../../app/i18n';
import { run } from '../../app/run';
import { session } from '../../app/session';
import type { Page } from '../../app/types';
import { Part } from '../../parts/element';
import '../../parts/grid';
import type { Column, Grid } from '../../parts/grid';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import './role-matrix';
import './user-invite';
import './user-sheet';
import type { User } from './user';

/** Who can sign in. */
@customElement('cu-users-page')
export class UsersPage extends Part {
  static override styles = [
    base,
    css`
      :host { display: flex; flex-direction: column; min-height: 0; }
      .head { display: flex; align-items: center; gap: 12px; padding: 18px 24px 12px; flex-wrap: wrap; }
      .count { color: var(--fg3); }
      .find { position: relative; margin-left: auto; width: min(260px, 100%); }
      .pad { padding: 16px 24px; }
      wa-dialog { --width: min(620px, calc(100vw - 24px)); }
      wa-dialog.wide { --width: min(960px, calc(100vw - 24px)); }
      wa-dialog::part(dialog) { background: var(--bg2); box-shadow: var(--shadow); border-radius: var(--r3); }
      @media (max-width: 820px) { .head { padding: 14px 16px 10px; } .find { width: 100%; } }
    `,
  ];

  @state() private users: User[] = [];
  @state() private next: string | null = null;
  @state() private waiting = true;
  @state() private problem: Problem | null = null;
  @state() private shown = '';
  @state() private inviting = false;
  @state() private roles = false;
  @element('cu-grid') private grid!: Grid | null;
  private text = '';
  private typing = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.requestUpdate());
    void this.read();
  }

  private async read(cursor: string | null = null): Promise<void> {
    const asked = this.text;
    try {
      const page = await run<Page<User>>('user-list', { text: asked, limit: 100, cursor });
      if (asked !== this.text) return;
      this.users = cursor ? [...this.users, ...page.items] : page.items;
      this.next = page.next;
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
    }
    this.waiting = false;
  }

  private typed(event: InputEvent): void {
    this.text = (event.target as HTMLInputElement).value;
    clearTimeout(this.typing);
    this.typing = window.setTimeout(() => {
      this.grid?.rewind();
      void this.read();
    }, 180);
  }

  protected override render(): TemplateResult {
    return html`<div class="head"><h1 tabindex="-1">${t('users.title')}</h1>
        <span class="count num" role="status" data-testid="user-count">${this.waiting ? '' : number(this.users.length) + (this.next ? '+' : '')}</span>
        <label class="find"><span class="unseen">${t('users.find')}</span><input class="input" type="search" maxlength="60" placeholder=${t('users.find')} data-testid="user-find" @input=${this.typed}></label>
        <button class="btn" data-testid="roles" @click=${() => (this.roles = true)}>${icon('users', 14)}${t('users.roles')}</button>
        ${session.may('core.user.write') ? html`<button class="btn" data-testid="invite" @click=${() => (this.inviting = true)}>${icon('plus', 14)}${t('users.invite')}</button>` : nothing}</div>
      ${this.problem ? html`<div class="pad">${problemNotice(this.problem, () => void this.read())}</div>` : nothing}
      <cu-grid .rows=${this.users} .columns=${this.columns()} .card=${(u: User) => this.card(u)} .keyOf=${(u: User) => u.id} label=${t('users.title')}
        ?more=${this.next !== null} ?waiting=${this.waiting} data-testid="users"
        @more=${() => void this.read(this.next)} @open=${(e: CustomEvent<User>) => (this.shown = e.detail.name)}></cu-grid>
      <wa-dialog label=${this.shown} ?open=${this.shown !== ''} data-testid="user" @wa-after-hide=${() => (this.shown = '')}>
        ${this.shown ? html`<cu-user-sheet .name=${this.shown} @changed=${() => void this.read()} @gone=${() => this.gone()}></cu-user-sheet>` : nothing}</wa-dialog>
      <wa-dialog class="wide" label=${t('users.roles')} ?open=${this.roles} @wa-after-hide=${() => (this.roles = false)}>
        ${this.roles ? html`<cu-role-matrix></cu-role-matrix>` : nothing}</wa-dialog>
      <wa-dialog label=${t('users.invite')} ?open=${this.inviting} @wa-after-hide=${() => (this.inviting = false)}>
        ${this.inviting ? html`<cu-user-invite @changed=${() => void this.read()}></cu-user-invite>` : nothing}</wa-dialog>`;
  }

  private gone(): void {
    this.shown = '';
    void this.read();
  }

  private columns(): Column<User>[] {
    return [
      { key: 'name', title: t('users.name'), width: 'minmax(180px, 1.4fr)', sorted: true, cell: (u) => u.name },
      { key: 'role', title: t('users.role'), width: 'minmax(120px, 1fr)', cell: (u) => u.role },
      { key: 'kind', title: t('users.kind'), width: 'minmax(130px, 1fr)', cell: (u) => this.kind(u) },
      { key: 'state', title: t('users.state'), width: '110px', cell: (u) => this.stateTag(u) },
      { key: 'since', title: t('users.since'), width: '190px', cell: (u) => moment(u.createdAt) },
    ];
  }

  private kind(user: User): string {
    return user.kind === 'CONTACT' ? directory.tenant(user.tenant ?? '') || t('user.contact') : t('user.technician');
  }

  private stateTag(user: User): TemplateResult {
    return user.disabledAt
      ? html`<span class="tag bad">${icon('ban', 12)}${t('users.blocked')}</span>`
      : html`<span class="tag ok">${icon('circle-check', 12)}${t('users.active')}</span>`;
  }

  private card(user: User): TemplateResult {
    return html`<div class="slip">${icon('user', 16)}<b class="cut">${user.name}</b>${this.stateTag(user)}<span class="more cut">${user.role} · ${this.kind(user)}</span></div>`;
  }
}
