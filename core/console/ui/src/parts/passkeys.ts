// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { post } from '../app/api';
import { t } from '../app/i18n';
import { canPasskey, makePasskey } from '../app/passkey';
import { session } from '../app/session';
import { base } from '../style/base';
import { Asking } from './asking';
import { problemNotice } from './notice';
import './own-things';
import { usedWords, type OwnThings, type Thing, type ThingKind } from './own-things';

interface Passkey extends Thing {
  label: string;
  usedAt: string | null;
}

const PASSKEYS: ThingKind<Passkey> = {
  list: 'passkey-list', remove: 'passkey-remove', none: 'account.noPasskeys', away: 'account.remove',
  name: (k) => k.label, more: usedWords,
};

/** The passkeys one has, and another one. */
@customElement('cu-passkeys')
export class Passkeys extends Asking {
  static override styles = [
    base,
    css`
      :host, form { display: grid; gap: 12px; }
      form { padding: 12px; border: 1px solid var(--line); border-radius: var(--r2); }
      form .btn { justify-self: start; }
      h2 { font-size: 14px; }
      p { color: var(--fg2); }
    `,
  ];

  private add(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const typed = (name: string) => String(new FormData(form).get(name) ?? '');
    void this.work(async () => {
      const passkey = await makePasskey(typed('password'));
      await post('/passkeys', { label: typed('label'), passkey });
      form.reset();
      await this.one<OwnThings>('cu-own-things')?.read();
      await session.restore();
    });
  }

  protected override render(): TemplateResult {
    return html`<h2>${t('account.passkeys')}</h2><p>${t('account.passkeysWhat')}</p>
      <cu-own-things .kind=${PASSKEYS} @removed=${() => void session.restore()}></cu-own-things>
      ${canPasskey() ? this.form() : nothing}`;
  }

  /** Who came by a sign-in provider has no password, and leaves it empty. */
  private form(): TemplateResult {
    return html`<form data-testid="passkey-form" @submit=${this.add}>
      <label class="field"><span>${t('account.passkeyLabel')}</span><input class="input" name="label" maxlength="100" required autocomplete="off"></label>
      <label class="field"><span>${t('security.current')}</span><input class="input" type="password" name="password" autocomplete="current-password" maxlength="256"></label>
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <button class="btn" ?disabled=${this.busy}>${t('account.addPasskey')}</button></form>`;
  }
}
