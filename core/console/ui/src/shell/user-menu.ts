// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { language, LANGUAGES, setLanguage, t, type Language } from '../app/i18n';
import { navigate } from '../app/router';
import { push } from '../app/push';
import { session } from '../app/session';
import { onTheme, setTheme, theme, type Theme } from '../app/theme';
import { toastProblem } from '../app/toast';
import { Part } from '../parts/element';
import { icon, type IconName } from '../parts/icon';
import { base } from '../style/base';

const THEMES: [Theme, IconName][] = [
  ['system', 'sun-moon'],
  ['light', 'sun'],
  ['dark', 'moon'],
];

/** Who is signed in, and what he chose: theme, language, the way out. */
@customElement('cu-user-menu')
export class UserMenu extends Part {
  static override styles = [
    base,
    css`
      .me { position: relative; display: flex; align-items: center; gap: 9px; width: 100%; min-height: 40px; padding: 4px 8px; border: 0; border-radius: var(--r1); background: none; cursor: pointer; text-align: left; }
      .me:hover { background: var(--hover); }
      .face { width: 26px; height: 26px; border-radius: 50%; background: var(--bg3); display: grid; place-items: center; font-size: 11px; font-weight: 600; flex: none; text-transform: uppercase; }
      .who { flex: 1; line-height: 1.25; }
      .who small { display: block; color: var(--fg3); font-size: 11.5px; }
      .me > .ico { color: var(--fg3); }
      .label { padding: 8px 12px 4px; font-size: 11.5px; color: var(--fg3); font-weight: 500; }
      wa-dropdown { display: block; }
      wa-dropdown::part(menu) { min-width: 210px; background: var(--bg2); border: 1px solid var(--line2); box-shadow: var(--shadow); border-radius: var(--r2); }
      wa-dropdown-item { font-size: 13px; }
      wa-dropdown-item[value='sign-out'] { margin-top: 6px; border-top: 1px solid var(--line); border-top-left-radius: 0; border-top-right-radius: 0; }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(onTheme(() => this.requestUpdate()));
    this.listen(session, 'session', () => this.requestUpdate());
  }

  private chosen(event: CustomEvent<{ item: { value: string } }>): void {
    const [what, value] = event.detail.item.value.split(':');
    if (what === 'theme') setTheme(value as Theme);
    if (what === 'language') void setLanguage(value as Language).catch(toastProblem);
    if (what === 'security') navigate('/account');
    if (what === 'keys') this.dispatchEvent(new Event('keys', { bubbles: true, composed: true }));
    if (what === 'sign-out') void push.leave().then(() => session.signOut()).then(() => navigate('/sign-in', 'replace')).catch(toastProblem);
  }

  protected override render(): TemplateResult {
    const user = session.user;
    const kind = user?.kind === 'CONTACT' ? t('user.contact') : t('user.technician');
    return html`<wa-dropdown placement="top-start" @wa-select=${this.chosen}>
      <button slot="trigger" class="me" data-testid="user-menu"><span class="unseen">${t('user.menu')}</span>
        <span class="face" aria-hidden="true">${(user?.name ?? '?').slice(0, 2)}</span>
        <span class="who cut">${user?.name}<small>${kind}</small></span>${icon('chevron-down', 14)}
      </button>
      <div class="label" role="presentation">${t('theme')}</div>
      ${THEMES.map(([value, shape]) => html`<wa-dropdown-item type="checkbox" value="theme:${value}" ?checked=${theme() === value}>
        <span slot="icon">${icon(shape, 15)}</span>${t(`theme.${value as 'dark'}`)}</wa-dropdown-item>`)}
      <div class="label" role="presentation">${t('language')}</div>
      ${(Object.keys(LANGUAGES) as Language[]).map((value) => html`<wa-dropdown-item type="checkbox" value="language:${value}" lang=${value} ?checked=${language() === value}>
        <span slot="icon">${icon('languages', 15)}</span>${LANGUAGES[value]}</wa-dropdown-item>`)}
      ${session.may('core.self.manage') ? html`<wa-dropdown-item value="security" data-testid="security"><span slot="icon">${icon('key-round', 15)}</span>${t('user.security')}</wa-dropdown-item>` : nothing}
      <wa-dropdown-item value="keys" data-testid="keys-help"><span slot="icon">${icon('keyboard', 15)}</span>${t('user.keys')}</wa-dropdown-item>
      <wa-dropdown-item value="sign-out" data-testid="sign-out"><span slot="icon">${icon('log-out', 15)}</span>${t('user.signOut')}</wa-dropdown-item>
    </wa-dropdown>`;
  }
}
