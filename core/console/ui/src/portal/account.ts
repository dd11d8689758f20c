// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { language, LANGUAGES, setLanguage, t, type Language } from '../app/i18n';
import { session } from '../app/session';
import { onTheme, setTheme, theme, type Theme } from '../app/theme';
import { toastProblem } from '../app/toast';
import { Part } from '../parts/element';
import '../parts/own-mail';
import '../parts/own-things';
import { SESSIONS } from '../parts/own-things';
import '../parts/passkeys';
import '../parts/security';
import { base } from '../style/base';
import { brand } from './brand';

const THEMES: Theme[] = ['system', 'light', 'dark'];

/** What one signs in with, where one is signed in, and how the portal looks to oneself. */
@customElement('cu-portal-account')
export class PortalAccount extends Part {
  static override styles = [
    base,
    css`
      :host { display: grid; gap: 20px; max-width: 680px; }
      h1 { font-size: 20px; }
      h2 { font-size: 14px; }
      .card { padding: 20px; display: grid; gap: 14px; }
      .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 14px; }
      p { color: var(--fg2); }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(onTheme(() => this.requestUpdate()));
  }

  protected override render(): TemplateResult {
    document.title = `${t('account.title')} · ${brand.name || t('portal.title')}`;
    return html`<h1 tabindex="-1" data-testid="account">${t('account.title')}</h1>
      <section class="card"><h2>${t('portal.look')}</h2><div class="pair">
        <label class="field"><span>${t('language')}</span><select class="input" data-testid="language" @change=${(e: Event) => void setLanguage((e.target as HTMLSelectElement).value as Language).catch(toastProblem)}>
          ${(Object.keys(LANGUAGES) as Language[]).map((l) => html`<option value=${l} lang=${l} ?selected=${language() === l}>${LANGUAGES[l]}</option>`)}</select></label>
        <label class="field"><span>${t('theme')}</span><select class="input" data-testid="theme" @change=${(e: Event) => setTheme((e.target as HTMLSelectElement).value as Theme)}>
          ${THEMES.map((one) => html`<option value=${one} ?selected=${theme() === one}>${t(`theme.${one as 'dark'}`)}</option>`)}</select></label></div></section>
      <section class="card"><cu-security></cu-security></section>
      <section class="card"><cu-own-mail></cu-own-mail></section>
      <section class="card"><cu-passkeys></cu-passkeys></section>
      <section class="card"><h2>${t('account.sessions')}</h2><p>${t('account.sessionsWhat')}</p>
        <cu-own-things .kind=${SESSIONS} .input=${{ user: session.user?.name ?? '' }}></cu-own-things></section>`;
  }
}
