// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../app/i18n';
import { run } from '../app/run';
import { base } from '../style/base';
import { Asking } from './asking';
import { formText, textField } from './field';
import { problemNotice } from './notice';

/** Where one is sent a code if one forgets the password. */
@customElement('cu-own-mail')
export class OwnMail extends Asking {
  static override styles = [
    base,
    css`
      section, form { display: grid; gap: 12px; }
      form { padding: 12px; border: 1px solid var(--line); border-radius: var(--r2); }
      h2 { font-size: 14px; }
      p { color: var(--fg2); }
      form .btn { justify-self: start; }
    `,
  ];

  @state() private address: string | null = null;
  @state() private saved = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.work(async () => void (this.address = (await run<{ address: string | null }>('mail-address-show')).address));
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const said = formText(form);
    this.saved = false;
    void this.work(async () => {
      this.address = (await run<{ address: string | null }>('mail-address-set', { address: said('address'), password: said('password') ?? '' })).address;
      const typed = this.one<HTMLInputElement>('#password');
      if (typed) typed.value = '';
      this.saved = true;
    });
  }

  protected override render(): TemplateResult {
    return html`<section><h2>${t('account.mail')}</h2><p>${t('account.mailWhat')}</p>
      <form data-testid="own-mail" @submit=${this.submit}>
        ${textField('address', t('account.mailAddress'), this.address ?? '', { type: 'email', max: 254, optional: true, wrong: this.problem?.fields.address })}
        <div class="field"><label for="password">${t('security.current')}</label><input class="input" id="password" name="password" type="password" autocomplete="current-password" maxlength="256" required></div>
        <div role="status">${this.problem ? problemNotice(this.problem) : this.saved ? html`<p data-testid="own-mail-saved">${t('settings.saved')}</p>` : nothing}</div>
        <button class="btn" ?disabled=${this.busy}>${t('fields.save')}</button></form></section>`;
  }
}
