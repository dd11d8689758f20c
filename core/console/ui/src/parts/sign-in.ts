// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, get, queryOf, type Problem } from '../app/api';
import { isKey, language, LANGUAGES, setLanguage, t, type Language } from '../app/i18n';
import { canPasskey, usePasskey } from '../app/passkey';
import { ownPath, query } from '../app/address';
import { session } from '../app/session';
import { isDark, onTheme, setTheme } from '../app/theme';
import { toastProblem } from '../app/toast';
import { base } from '../style/base';
import { Part } from './element';
import { icon } from './icon';
import './mark';

/** The door, of the console and of the portal. */
@customElement('cu-sign-in')
export class SignIn extends Part {
  static override styles = [
    base,
    css`
      :host { min-height: 100dvh; display: grid; grid-template-rows: 1fr auto; background: var(--bg); }
      .middle { display: grid; place-content: center; padding: 24px 16px; }
      form { width: min(360px, calc(100vw - 32px)); display: grid; gap: 16px; padding: 28px; background: var(--bg1); border: 1px solid var(--line); border-radius: var(--r3); box-shadow: var(--shadow); }
      .head { display: flex; align-items: center; gap: 11px; }
      cu-mark { width: 32px; height: 32px; }
      .head p { color: var(--fg2); }
      .btn.primary { height: 36px; }
      .input { height: 36px; }
      .secret { position: relative; }
      .secret .input { padding-right: 40px; }
      .secret .btn { position: absolute; right: 3px; top: 50%; transform: translateY(-50%); height: 30px; padding: 0 8px; font-size: 12px; }
      footer { display: flex; justify-content: center; gap: 4px; padding: 12px; }
      @media (max-width: 820px) { .btn.primary, .input { height: 44px; } }
    `,
  ];

  /** what one comes into */
  @property() name = '';
  @property() lead = '';
  @state() private problem: Problem | null = null;
  @state() private busy = false;
  @state() private wait = 0;
  @state() private plain = false;
  /** The password fitted, and a code is needed too. */
  @state() private asksCode = false;
  /** Somebody came with a one-time code. */
  @state() private sets = false;

  /** Whether codes are mailed here to who forgot his password. */
  @state() private helps = false;
  /** For whom a code was asked for. */
  @state() private asked = '';

  /** Others by whom people sign in. */
  @state() private choices: { id: string; label: string }[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    void get<{ items: { id: string; label: string }[] }>('/sign-in/providers')
      .then((answer) => (this.choices = answer.items))
      .catch(() => undefined); // the password is enough
    void get<{ available: boolean }>('/password-help')
      .then((answer) => (this.helps = answer.available))
      .catch(() => undefined); // an administrator helps too
    this.until(onTheme(() => this.requestUpdate()));
    this.every(1000, () => {
      if (this.wait > 0) this.wait--;
    });
  }

  override firstUpdated(): void {
    this.one('#user')?.focus();
    document.title = `${t('signIn.title')} · ${this.name}`;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy || this.wait > 0) return;
    const data = new FormData(event.target as HTMLFormElement);
    this.busy = true;
    this.problem = null;
    try {
      const text = (name: string) => String(data.get(name) ?? '').trim();
      const password = String(data.get('password'));
      if (this.sets) {
        await session.setPassword(text('user'), text('once'), password);
        this.sets = false;
      }
      await session.signIn(text('user'), password, text('code') || null);
    } catch (e) {
      const problem = asProblem(e);
      if (problem.type === 'second-factor-needed') await this.askCode();
      else await this.refused(problem);
    } finally {
      this.busy = false;
    }
  }

  /** Alone, or beside the password that was typed. */
  private async byPasskey(): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      const passkey = await usePasskey();
      const typed = (name: string) => this.one<HTMLInputElement>(`#${name}`)?.value ?? '';
      const both = this.asksCode ? { user: typed('user').trim(), password: typed('password') } : { user: null, password: null };
      await session.signInBy(passkey, both.user, both.password);
    } catch (e) {
      await this.refused(asProblem(e));
    } finally {
      this.busy = false;
    }
  }

  private async askCode(): Promise<void> {
    this.asksCode = true;
    await this.updateComplete;
    this.one<HTMLInputElement>('#code')?.focus();
  }

  private async turn(): Promise<void> {
    this.sets = !this.sets;
    this.asksCode = false;
    this.problem = null;
    this.asked = '';
    await this.updateComplete;
    this.one<HTMLInputElement>('#user')?.focus();
  }

  /** Asks for a code by mail; whether one comes is told to nobody here. */
  private async forgot(): Promise<void> {
    const user = this.one<HTMLInputElement>('#user');
    if (!user?.reportValidity()) return;
    this.busy = true;
    this.problem = null;
    try {
      await session.forgot(user.value.trim());
      this.sets = true;
      this.asksCode = false;
      this.asked = user.value.trim();
      await this.updateComplete;
      this.one<HTMLInputElement>('#once')?.focus();
    } catch (e) {
      await this.refused(asProblem(e));
    } finally {
      this.busy = false;
    }
  }

  private async refused(problem: Problem): Promise<void> {
    this.problem = problem;
    this.wait = problem.status === 429 ? (problem.retryAfter ?? 5) : 0;
    await this.updateComplete;
    const again = this.one<HTMLInputElement>(this.sets ? '#once' : this.asksCode ? '#code' : '#password');
    again?.focus();
    again?.select();
  }

  protected override render(): TemplateResult {
    const other: Language = language() === 'it' ? 'en' : 'it';
    return html`<div class="middle">
        <form @submit=${this.submit} data-testid="sign-in">
          <div class="head"><cu-mark></cu-mark><div><h1>${this.name}</h1><p>${this.lead}</p></div></div>
          <div role="alert">${this.problem ? this.refusal(this.problem) : this.asked ? this.mayCome(this.asked) : this.cameBack()}</div>
          <div class="field"><label for="user">${t('signIn.user')}</label>
            <input class="input" id="user" name="user" data-testid="user" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="200" required></div>
          ${this.sets ? this.once() : nothing}
          <div class="field"><label for="password">${this.sets ? t('signIn.newPassword') : t('signIn.password')}</label>
            <div class="secret"><input class="input" id="password" name="password" data-testid="password" type=${this.plain ? 'text' : 'password'}
              autocomplete=${this.sets ? 'new-password' : 'current-password'} minlength=${this.sets ? 12 : nothing} maxlength="256" required>
            <button type="button" class="btn ghost" aria-pressed=${this.plain} @click=${() => (this.plain = !this.plain)}>${this.plain ? t('signIn.hide') : t('signIn.show')}</button></div></div>
          ${this.asksCode && !this.sets ? this.code() : nothing}
          <button class="btn primary" data-testid="submit" ?disabled=${this.busy || this.wait > 0}>${this.buttonText()}</button>
          ${this.sets || !canPasskey() ? nothing : html`<button type="button" class="btn" data-testid="by-passkey" ?disabled=${this.busy || this.wait > 0} @click=${this.byPasskey}>${icon('key-round', 15)}${t('signIn.byPasskey')}</button>`}
          ${this.sets ? nothing : this.choices.map((choice) => html`<a class="btn" target="_self" data-testid="by-${choice.id}"
            href="/api/v1/sign-in/providers/${choice.id}/begin${queryOf({ next: ownPath(query().get('next')) })}">${t('signIn.by', { name: choice.label })}</a>`)}
          ${this.helps && !this.sets ? html`<button type="button" class="btn ghost" data-testid="forgot" ?disabled=${this.busy || this.wait > 0} @click=${this.forgot}>${t('signIn.forgot')}</button>` : nothing}
          <button type="button" class="btn ghost" data-testid="turn" @click=${this.turn}>${this.sets ? t('signIn.back') : t('signIn.haveCode')}</button>
        </form>
      </div>
      <footer>
        <button class="btn ghost" lang=${other} @click=${() => void setLanguage(other).catch(toastProblem)}>${icon('languages', 15)}${LANGUAGES[other]}</button>
        <button class="btn ghost" @click=${() => setTheme(isDark() ? 'light' : 'dark')}>${icon(isDark() ? 'sun' : 'moon', 15)}${isDark() ? t('theme.light') : t('theme.dark')}</button>
      </footer>`;
  }

  private mayCome(user: string): TemplateResult {
    return html`<div class="notice" data-testid="asked">${icon('mail')}<p>${t('signIn.asked', { user })}</p></div>`;
  }

  /** A provider sent somebody back, and it led to nothing. */
  private cameBack(): TemplateResult {
    const name = query().get('problem');
    if (!name) return html`${nothing}`;
    const own = `signIn.by.${name}`;
    return html`<div class="notice bad" data-testid="came-back">${icon('circle-alert')}<p>${t(isKey(own) ? own : 'signIn.by.other')}</p></div>`;
  }

  private once(): TemplateResult {
    return html`<div class="field"><label for="once">${t('signIn.once')}</label>
      <input class="input mono" id="once" name="once" data-testid="once" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="64" required></div>`;
  }

  private code(): TemplateResult {
    return html`<div class="field"><label for="code">${t('signIn.code')}</label>
      <input class="input mono" id="code" name="code" data-testid="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="64" required aria-describedby="code-hint">
      <span class="hint" id="code-hint">${t('signIn.codeHint')}</span></div>`;
  }

  private buttonText(): string {
    if (this.wait > 0) return t('signIn.wait', { n: this.wait });
    if (this.busy) return t('signIn.busy');
    return this.sets ? t('signIn.set') : t('signIn.go');
  }

  private refusal(problem: Problem): TemplateResult {
    const todo = this.wait > 0 ? t('signIn.waitTodo', { n: this.wait }) : problem.todo;
    // the platform's own words are English; the usual refusals are told in this person's language
    const what = problem.type === 'passkey' ? problem.message : problem.status === 401 ? t(this.sets ? 'signIn.wrongOnce' : this.asksCode ? 'signIn.wrongCode' : 'signIn.wrong') : problem.status === 429 ? t('signIn.tooMany') : problem.message;
    return html`<div class="notice bad" data-testid="problem">${icon('circle-alert')}<div><p>${what}</p>
      ${Object.values(problem.fields).map((rule) => html`<p>${rule}</p>`)}
      ${todo && problem.status !== 401 ? html`<p>${todo}</p>` : nothing}
      ${problem.correlation && problem.status >= 500 ? html`<p class="mono">${problem.correlation}</p>` : nothing}</div></div>`;
  }
}
