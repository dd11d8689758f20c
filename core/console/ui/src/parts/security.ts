// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../app/i18n';
import { run } from '../app/run';
import { session } from '../app/session';
import { toast } from '../app/toast';
import { Asking } from './asking';
import { problemNotice } from './notice';
import { qrCode } from './qr';
import { base } from '../style/base';

interface FactorState {
  on: boolean;
  recoveryCodes: number;
}

interface FactorKey {
  secret: string;
  uri: string;
}

/** What one signs in with: the password, and a second factor. */
@customElement('cu-security')
export class Security extends Asking {
  static override styles = [
    base,
    css`
      :host { display: grid; gap: 24px; }
      section, form { display: grid; gap: 12px; }
      .key { overflow-wrap: anywhere; padding: 10px 12px; border: 1px solid var(--line2); border-radius: var(--r2); background: var(--bg); }
      .codes { display: grid; grid-template-columns: 1fr 1fr; gap: 6px 16px; }
      h2 { font-size: 14px; }
      form .btn { justify-self: start; }
      /* out of the grid, and still there to be read out */
      [role='alert']:empty { position: absolute; }
      p { color: var(--fg2); }
    `,
  ];

  @state() private factor: FactorState | null = null;
  @state() private key: FactorKey | null = null;
  @state() private codes: string[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.work(() => this.read());
  }

  private async read(): Promise<void> {
    this.factor = await run<FactorState>('second-factor-show');
  }

  /** Handles a form: what was typed goes into the work, and out of the page when it is done. */
  private form(what: (typed: Record<string, string>) => Promise<void>): (event: SubmitEvent) => void {
    return (event) => {
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      const typed = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
      void this.work(async () => {
        await what(typed);
        form.reset();
      });
    };
  }

  protected override render(): TemplateResult {
    return html`<div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <section><h2>${t('security.factor')}</h2>${this.factorPart()}</section>
      <section><h2>${t('security.password')}</h2>
        <form @submit=${this.form(async (typed) => {
          await run('password-change', typed);
          toast(t('security.changed'), 'ok');
          await session.restore();
        })}>${this.secret('current', t('security.current'), 'current-password')}${this.secret('next', t('security.next'), 'new-password')}
        <button class="btn" ?disabled=${this.busy}>${t('security.change')}</button></form></section>`;
  }

  private factorPart(): TemplateResult {
    if (this.codes.length) {
      return html`<p>${t('security.recovery')}</p><div class="key codes mono" data-testid="recovery">${this.codes.map((code) => html`<span>${code}</span>`)}</div>
        <button class="btn primary" @click=${() => (this.codes = [])}>${t('security.done')}</button>`;
    }
    if (this.key) {
      return html`<p>${t('security.key')}</p>${qrCode(this.key.uri, t('security.qr'))}<div class="key mono" data-testid="factor-key">${this.key.secret}</div>
        <a href=${this.key.uri} target="_blank" rel="noreferrer">${t('security.open')}</a>
        <form @submit=${this.form(async (typed) => {
          this.codes = (await run<{ codes: string[] }>('second-factor-confirm', typed)).codes;
          this.key = null;
          await this.read();
          await session.restore();
        })}>${this.code()}<button class="btn primary" data-testid="factor-confirm" ?disabled=${this.busy}>${t('security.confirm')}</button></form>`;
    }
    if (!this.factor) return html`${nothing}`;
    if (this.factor.on) {
      return html`<p>${t('security.on', { n: this.factor.recoveryCodes })}</p>
        <form @submit=${this.form(async (typed) => {
          await run('second-factor-remove', typed);
          await this.read();
        })}>${this.secret('password', t('security.current'), 'current-password')}${this.code()}
        <button class="btn" ?disabled=${this.busy}>${t('security.remove')}</button></form>`;
    }
    return html`<p>${t('security.off')}</p>
      <form @submit=${this.form(async (typed) => {
        this.key = await run<FactorKey>('second-factor-enrol', typed);
      })}>${this.secret('password', t('security.current'), 'current-password')}
      <button class="btn primary" data-testid="factor-begin" ?disabled=${this.busy}>${t('security.begin')}</button></form>`;
  }

  private secret(name: string, label: string, kind: string): TemplateResult {
    return html`<label class="field"><span>${label}</span>
      <input class="input" type="password" name=${name} autocomplete=${kind as 'off'} maxlength="256" required></label>`;
  }

  private code(): TemplateResult {
    return html`<label class="field"><span>${t('security.code')}</span>
      <input class="input mono" name="code" autocomplete="one-time-code" spellcheck="false" maxlength="64" required></label>`;
  }
}
