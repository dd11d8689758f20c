// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../app/i18n';
import { pictureOf, provider } from '../app/provider';
import { onRoute, route } from '../app/router';
import { Part } from '../parts/element';
import { icon } from '../parts/icon';
import '../parts/mark';
import { base } from '../style/base';
import { registry } from '../plugins/registry';
import { pages, sections } from './pages';
import './scope-pick';
import './user-menu';

/** Where one can go, by section; only what exists and what this person may see. */
@customElement('cu-nav')
export class Nav extends Part {
  static override styles = [
    base,
    css`
      :host { min-height: 0; }
      nav { height: 100%; display: flex; flex-direction: column; gap: 2px; padding: 12px 10px; overflow: auto; background: var(--bg); }
      .home { display: flex; align-items: center; gap: 9px; padding: 4px 8px 12px; font-weight: 600; font-size: 14px; letter-spacing: -0.01em; }
      .home img { height: 24px; width: auto; max-width: 72px; object-fit: contain; flex: none; }
      cu-mark { width: 22px; height: 22px; flex: none; }
      .find { display: flex; align-items: center; gap: 8px; height: 32px; border: 1px solid var(--line2); border-radius: var(--r1); background: var(--bg1); color: var(--fg2); padding: 0 8px; margin-bottom: 8px; cursor: pointer; text-align: left; flex: none; }
      .find:hover { background: var(--bg3); }
      .find span { flex: 1; }
      .section { font-size: 11.5px; font-weight: 500; color: var(--fg3); padding: 12px 8px 4px; }
      a { display: flex; align-items: center; gap: 9px; height: 30px; padding: 0 8px; border-radius: var(--r1); color: var(--fg2); text-decoration: none; font-weight: 500; }
      a:hover { background: var(--hover); color: var(--fg); }
      a[aria-current='page'] { background: var(--sel); color: var(--fg); }
      a[aria-current='page'] .ico { color: var(--acc); }
      cu-user-menu { margin-top: auto; padding-top: 12px; }
      @media (max-width: 820px) { a, .find { height: 42px; } kbd { display: none; } }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(onRoute(() => this.requestUpdate()));
    this.listen(provider, 'provider', () => this.requestUpdate());
    this.listen(registry, 'change', () => this.requestUpdate());
  }

  private openPalette(): void {
    this.dispatchEvent(new CustomEvent('palette', { bubbles: true, composed: true }));
  }

  protected override render(): TemplateResult {
    const here = route();
    return html`<nav aria-label=${t('shell.nav')}>
      <div class="home" data-testid="home">${provider.now?.logo ? html`<img src=${pictureOf(provider.now.logo)} alt="">` : html`<cu-mark></cu-mark>`}<span class="cut">${provider.now?.name ?? 'Custode'}</span></div>
      <button class="find" data-testid="open-palette" @click=${this.openPalette}>${icon('search', 14)}<span class="cut">${t('shell.search')}</span><kbd aria-hidden="true">Ctrl K</kbd></button>
      <cu-scope-pick></cu-scope-pick>
      ${sections().map((section) => html`<div class="section" id=${section}>${t(`section.${section}`)}</div>
        <ul aria-labelledby=${section}>${pages().filter((p) => p.section === section).map((p) => html`<li>
          <a href=${p.path} aria-current=${p.isAt(here) ? 'page' : 'false'}>${icon(p.icon)}<span class="cut">${p.title}</span></a></li>`)}</ul>`)}
      <cu-user-menu></cu-user-menu>
    </nav>`;
  }
}
