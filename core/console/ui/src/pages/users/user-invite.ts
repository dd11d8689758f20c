// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { asProblem, type Problem } from '../../app/api';
import { moment, t } from '../../app/i18n';
import { run } from '../../app/run';
import type { Page } from '../../app/types';
import { Part } from '../../parts/element';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { choiceSheet, chosen, tenantChoice } from './tenant-choice';
import type { OneTimeCode, Role } from './user';

/** Makes a user, who sets the first password by a code that is shown once. */
@customElement('cu-user-invite')
export class UserInvite extends Part {
  static override styles = [
    base,
    choiceSheet,
    css`
      form { display: grid; gap: 14px; }
      .key { padding: 10px 12px; border: 1px solid var(--line2); border-radius: var(--r2); background: var(--bg); overflow-wrap: anywhere; }
      p { color: var(--fg2); margin-bottom: 8px; }
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
      this.code = await run<OneTimeCode>('user-invite', { name: String(data.get('name')).trim(), role: data.get('role'), ...chosen(data), validFor: null });
      this.dispatchEvent(new Event('changed'));
    } catch (e) {
      this.problem = asProblem(e);
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    if (this.code) {
      return html`<p>${t('users.invited', { name: this.code.user, until: moment(this.code.endsAt) })}</p><div class="key mono" data-testid="invite-code">${this.code.code}</div>`;
    }
    return html`<form data-testid="invite-form" @submit=${this.submit}>
      <label class="field"><span>${t('signIn.user')}</span><input class="input" name="name" required maxlength="60" autocapitalize="none" spellcheck="false" autocomplete="off"></label>
      <label class="field"><span>${t('users.role')}</span><select class="input" name="role">${this.roles.map((role) => html`<option ?selected=${role === 'technician'}>${role}</option>`)}</select></label>
      ${tenantChoice({ contactOf: null, visible: [] }, this.of, (of) => (this.of = of))}
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <button class="btn primary" ?disabled=${this.busy}>${t('users.invite')}</button></form>`;
  }
}
