// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { asProblem, type Problem } from '../../app/api';
import { moment, t } from '../../app/i18n';
import { run } from '../../app/run';
import { session } from '../../app/session';
import { Part } from '../../parts/element';
import { problemNotice } from '../../parts/notice';
import '../../parts/devices';
import '../../parts/own-mail';
import '../../parts/own-things';
import { SESSIONS, usedWords, type OwnThings, type Thing, type ThingKind } from '../../parts/own-things';
import '../../parts/passkeys';
import '../../parts/preferences';
import '../../parts/security';
import { base } from '../../style/base';

interface Key extends Thing {
  label: string;
  usedAt: string | null;
}

interface SshKey extends Key {
  type: string;
  fingerprint: string;
}

interface Token extends Key {
  endsAt: string;
}

const SSH_KEYS: ThingKind<SshKey> = {
  list: 'ssh-key-list', remove: 'ssh-key-remove', none: 'account.noKeys', away: 'account.remove',
  name: (k) => k.label, more: (k) => `${k.type} · ${k.fingerprint} · ${usedWords(k)}`,
};
const TOKENS: ThingKind<Token> = {
  list: 'api-token-list', remove: 'api-token-revoke', none: 'account.noTokens', away: 'account.revoke',
  name: (k) => k.label, more: (k) => `${t('account.until', { when: moment(k.endsAt) })} · ${usedWords(k)}`,
};

/** What one signs in with, and where one is signed in. */
@customElement('cu-account-page')
export class AccountPage extends Part {
  static override styles = [
    base,
    css`
      :host { overflow: auto; }
      .all { display: grid; gap: 28px; max-width: 720px; padding: 20px 24px 48px; }
      section, form { display: grid; gap: 12px; }
      form { padding: 12px; border: 1px solid var(--line); border-radius: var(--r2); }
      h2 { font-size: 14px; }
      form .btn { justify-self: start; }
      .secret { overflow-wrap: anywhere; padding: 10px 12px; border: 1px solid var(--line2); border-radius: var(--r2); background: var(--bg); }
      p { color: var(--fg2); }
      @media (max-width: 820px) { .all { padding: 14px 16px 40px; } }
    `,
  ];

  @state() private problem: { where: string; what: Problem } | null = null;
  @state() private busy = false;
  @state() private secret = '';

  private form(where: string, what: (typed: Record<string, string>) => Promise<void>): (event: SubmitEvent) => void {
    return (event) => {
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      const typed = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
      void this.work(where, async () => {
        await what(typed);
        form.reset();
        await this.one<OwnThings>(`#${where}`)?.read();
      });
    };
  }

  private async work(where: string, what: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      await what();
    } catch (e) {
      this.problem = { where, what: asProblem(e) };
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    const mine = { user: session.user?.name ?? '' };
    return html`<div class="all" data-testid="account"><h1 tabindex="-1">${t('account.title')}</h1>
      <cu-preferences></cu-preferences>
      <cu-security></cu-security>
      <cu-own-mail></cu-own-mail>
      <cu-passkeys></cu-passkeys>
      <cu-devices></cu-devices>
      <section><h2>${t('account.keys')}</h2><p>${t('account.keysWhat')}</p>
        <cu-own-things id="keys" .kind=${SSH_KEYS} .input=${mine}></cu-own-things>${this.keyForm()}</section>
      <section><h2>${t('account.tokens')}</h2><p>${t('account.tokensWhat')}</p>
        <cu-own-things id="tokens" .kind=${TOKENS} .input=${mine}></cu-own-things>${session.may('core.user.write') ? this.tokenForm() : nothing}</section>
      <section><h2>${t('account.sessions')}</h2><p>${t('account.sessionsWhat')}</p>
        <cu-own-things id="sessions" .kind=${SESSIONS} .input=${mine}></cu-own-things></section></div>`;
  }

  private keyForm(): TemplateResult {
    return html`<form data-testid="key-form" @submit=${this.form('keys', async ({ key, password }) => {
      await run('ssh-key-add', { key, password, label: null });
    })}><label class="field"><span>${t('account.key')}</span><textarea class="input mono" name="key" rows="3" maxlength="6000" required spellcheck="false" placeholder="ssh-ed25519 AAAA…"></textarea></label>
      ${this.password()}${this.foot('keys', t('account.addKey'))}</form>`;
  }

  private tokenForm(): TemplateResult {
    return html`<form data-testid="token-form" @submit=${this.form('tokens', async ({ label }) => {
      const made = await run<{ secret: string }>('api-token-add', { user: session.user?.name, label, validFor: null, permissions: null });
      this.secret = made.secret;
    })}>${this.text('label', t('account.tokenLabel'), true)}${this.foot('tokens', t('account.addToken'))}
      ${this.secret ? html`<p>${t('account.tokenOnce')}</p><div class="secret mono" data-testid="token-secret">${this.secret}</div>` : nothing}</form>`;
  }

  private text(name: string, label: string, required: boolean): TemplateResult {
    return html`<label class="field"><span>${label}</span><input class="input" name=${name} maxlength="100" ?required=${required} autocomplete="off"></label>`;
  }

  /** Who came by a sign-in provider has none, and leaves it empty. */
  private password(): TemplateResult {
    return html`<label class="field"><span>${t('security.current')}</span>
      <input class="input" type="password" name="password" autocomplete="current-password" maxlength="256"></label>`;
  }

  private foot(where: string, label: string): TemplateResult {
    return html`<div role="alert">${this.problem?.where === where ? problemNotice(this.problem.what) : nothing}</div>
      <button class="btn" ?disabled=${this.busy}>${label}</button>`;
  }
}
