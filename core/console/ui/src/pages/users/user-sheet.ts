// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { moment, t } from '../../app/i18n';
import { run } from '../../app/run';
import { session } from '../../app/session';
import type { Page } from '../../app/types';
import { Asking } from '../../parts/asking';
import { textField } from '../../parts/field';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { codeSheet, codeShown } from './code-shown';
import { choiceSheet, chosen, tenantChoice } from './tenant-choice';
import type { OneTimeCode, Role, UserDetail } from './user';

/** One user: what he is, what he sees, and what can be done about it. */
@customElement('cu-user-sheet')
export class UserSheet extends Asking {
  static override styles = [
    base,
    choiceSheet,
    codeSheet,
    css`
      :host { display: grid; gap: 18px; }
      form { display: grid; gap: 10px; }
      form .btn { justify-self: start; }
      dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 16px; }
      dt { color: var(--fg2); }
      .row { display: flex; gap: 8px; flex-wrap: wrap; }
    `,
  ];

  @property() name = '';
  @state() private detail: UserDetail | null = null;
  @state() private roles: string[] = [];
  @state() private of: 'all' | 'some' | 'contact' = 'all';
  @state() private code: OneTimeCode | null = null;
  @state() private sure = false;

  override firstUpdated(): void {
    void this.work(async () => {
      await this.read();
      this.roles = (await run<Page<Role>>('role-list')).items.map((role) => role.name);
    });
  }

  private async read(): Promise<void> {
    const detail = await run<UserDetail>('user-show', { user: this.name });
    this.detail = detail;
    this.of = detail.user.tenant ? 'contact' : detail.allTenants ? 'all' : 'some';
  }

  /** Changes something about him, and shows him as he is then. */
  private change(command: string, input: Record<string, unknown> = {}): Promise<void> {
    return this.work(async () => {
      await run(command, { user: this.name, ...input });
      await this.read();
      this.dispatchEvent(new Event('changed'));
    });
  }

  private submit(command: string, input: (data: FormData) => Record<string, unknown>): (event: SubmitEvent) => void {
    return (event) => {
      event.preventDefault();
      void this.change(command, input(new FormData(event.target as HTMLFormElement)));
    };
  }

  protected override render(): TemplateResult {
    const detail = this.detail;
    return html`<div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      ${detail ? html`${this.facts(detail)}${session.may('core.user.write') ? this.changes(detail) : nothing}` : nothing}`;
  }

  private facts({ user, secondFactor, passkeys, providers }: UserDetail): TemplateResult {
    return html`<dl><dt>${t('users.role')}</dt><dd data-testid="user-role">${user.role}</dd>
      <dt>${t('users.state')}</dt><dd data-testid="user-state">${user.disabledAt ? t('users.blockedSince', { when: moment(user.disabledAt) }) : t('users.active')}</dd>
      <dt>${t('security.factor')}</dt><dd>${secondFactor ? t('users.yes') : t('users.no')}</dd>
      <dt>${t('account.passkeys')}</dt><dd>${passkeys}</dd>
      ${providers.length ? html`<dt>${t('users.providers')}</dt><dd>${providers.join(', ')}</dd>` : nothing}</dl>`;
  }

  private changes({ user, visible, secondFactor, passkeys, mail }: UserDetail): TemplateResult {
    const sight = { contactOf: user.tenant, visible };
    return html`<form data-testid="role-form" @submit=${this.submit('user-role', (data) => ({ role: data.get('role') }))}>
        <label class="field"><span>${t('users.role')}</span><select class="input" name="role">${this.roles.map((role) => html`<option ?selected=${role === user.role}>${role}</option>`)}</select></label>
        <button class="btn" ?disabled=${this.busy}>${t('users.setRole')}</button></form>
      <form data-testid="tenants-form" @submit=${this.submit('user-tenants', (data) => ({ ...chosen(data) }))}>${tenantChoice(sight, this.of, (of) => (this.of = of))}
        <button class="btn" ?disabled=${this.busy}>${t('users.setTenants')}</button></form>
      <form data-testid="mail-form" @submit=${this.submit('user-mail', (data) => ({ address: String(data.get('mail')).trim() || null }))}>
        ${textField('mail', t('users.mail'), mail ?? '', { type: 'email', max: 254, optional: true, hint: t('users.mailHint'), wrong: this.problem?.fields.address })}
        <button class="btn" ?disabled=${this.busy}>${t('users.setMail')}</button></form>
      ${this.code ? codeShown(this.code, t('users.codeFor', { until: moment(this.code.endsAt) })) : nothing}
      <div class="row">
        <button class="btn" data-testid="block" ?disabled=${this.busy} @click=${() => void this.change(user.disabledAt ? 'user-enable' : 'user-disable')}>${user.disabledAt ? t('users.unblock') : t('users.block')}</button>
        <button class="btn" data-testid="reset" ?disabled=${this.busy} @click=${() => void this.reset(null)}>${t('users.reset')}</button>
        ${mail ? html`<button class="btn" data-testid="reset-mail" ?disabled=${this.busy} @click=${() => void this.reset(mail)}>${icon('mail', 14)}${t('users.resetMail')}</button>` : nothing}
        ${secondFactor || passkeys ? html`<button class="btn" ?disabled=${this.busy} @click=${() => void this.change('second-factor-reset')}>${t('users.resetFactor')}</button>` : nothing}
        <button class="btn" data-testid="remove-user" ?disabled=${this.busy} @click=${() => (this.sure ? void this.takeAway() : (this.sure = true))}>${this.sure ? t('users.removeSure') : t('users.remove')}</button>
      </div>`;
  }

  /** @param mailTo null: the code is shown here */
  private reset(mailTo: string | null): Promise<void> {
    return this.work(async () => void (this.code = await run<OneTimeCode>('password-reset', { user: this.name, validFor: null, mailTo })));
  }

  private takeAway(): Promise<void> {
    return this.work(async () => {
      await run('user-remove', { user: this.name });
      this.dispatchEvent(new Event('gone'));
    });
  }
}
