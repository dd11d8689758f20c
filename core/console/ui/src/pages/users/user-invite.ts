// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { asProblem, type Problem } from '../../app/api';
import { moment, t } from '../../app/i18n';
import { run } from '../../app/run';
import type { Page } from '../../app/types';
import { Part } from '../../parts/element';
import { textField } from '../../parts/field';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { codeSheet, codeShown } from './code-shown';
import { choiceSheet, chosen, tenantChoice } from './tenant-choice';
import type { OneTimeCode, Role } from './user';

/** Makes a user, who sets the first password by a code that is shown once. */
@customElement('cu-user-invite')
export class UserInvite extends Part {
  static override styles = [
    base,
    choiceSheet,
    codeSheet,
    css`
      form { display: grid; gap: 14px; }
    `,
  ];

  @state() private roles: string[] = [];
  @state() private of: 'all' | 'some' | 'contact' = 'all';
  @state() private code: OneTimeCode | null = null;
  @state() private problem: Problem | null = null;
  @state() private busy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void run<Page<Role>>('role-list').then((page) => (this.roles = page.items.map((role) => role.name)), (e) => (this.problem = asProblem(e)));
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    this.busy = true;
    this.problem = null;
    try {
      this.code = await run<OneTimeCode>('user-invite', { name: String(data.get('name')).trim(), role: data.get('role'), ...chosen(data), validFor: null, mailTo: String(data.get('mailTo')).trim() || null });
      this.dispatchEvent(new Event('changed'));
    } catch (e) {
      this.problem = asProblem(e);
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    if (this.code) {
      return codeShown(this.code, t('users.invited', { name: this.code.user, until: moment(this.code.endsAt) }));
    }
    return html`<form data-testid="invite-form" @submit=${this.submit}>
      <label class="field"><span>${t('signIn.user')}</span><input class="input" name="name" required maxlength="60" autocapitalize="none" spellcheck="false" autocomplete="off"></label>
      ${textField('mailTo', t('users.mailTo'), '', { type: 'email', max: 254, optional: true, hint: t('users.mailToHint'), wrong: this.problem?.fields.mailTo })}
      <label class="field"><span>${t('users.role')}</span><select class="input" name="role">${this.roles.map((role) => html`<option ?selected=${role === 'technician'}>${role}</option>`)}</select></label>
      ${tenantChoice({ contactOf: null, visible: [] }, this.of, (of) => (this.of = of))}
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <button class="btn primary" ?disabled=${this.busy}>${t('users.invite')}</button></form>`;
  }
}
