// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../app/i18n';
import { onRoute, route } from '../app/router';
import { Part } from '../parts/element';
import { icon } from '../parts/icon';
import { base } from '../style/base';
import { pages } from './pages';

/** What one thumb has to reach on the way; all else is behind the menu. */
const OFTEN = ['/overview', '/alerts', '/assets'];

/** The navigation of a phone, below the pages. Tells `menu` when the whole of it is wanted. */
@customElement('cu-bar')
export class Bar extends Part {
  static override styles = [
    base,
    css`
      nav { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); height: 100%; padding: 0 4px env(safe-area-inset-bottom); border-top: 1px solid var(--line2); background: var(--bg); }
      a, button { display: grid; place-content: center; justify-items: center; gap: 3px; min-width: 0; padding: 0; border: 0; background: none; color: var(--fg2); font: inherit; font-size: 11px; font-weight: 500; line-height: 1.2; text-decoration: none; cursor: pointer; }
      a[aria-current='page'] { color: var(--fg); }
      a[aria-current='page'] .ico { color: var(--acc); }
      span { max-width: 100%; }
    `,
  ];

  /** whether the whole navigation is shown now */
  @property({ type: Boolean }) open = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(onRoute(() => this.requestUpdate()));
  }

  private tell(what: 'menu' | 'palette'): void {
    this.dispatchEvent(new CustomEvent(what, { bubbles: true, composed: true }));
  }

  protected override render(): TemplateResult {
    const here = route();
    return html`<nav aria-label=${t('shell.bar')}>
      ${pages().filter((page) => OFTEN.includes(page.path)).sort((a, b) => OFTEN.indexOf(a.path) - OFTEN.indexOf(b.path))
        .map((page) => html`<a href=${page.path} aria-current=${page.isAt(here) ? 'page' : nothing}>${icon(page.icon, 20)}<span class="cut">${page.title}</span></a>`)}
      <button data-testid="bar-find" @click=${() => this.tell('palette')}>${icon('search', 20)}<span class="cut">${t('shell.find')}</span></button>
      <button data-testid="menu" aria-expanded=${this.open} @click=${() => this.tell('menu')}>${icon('menu', 20)}<span class="cut">${t('shell.menu')}</span></button>
    </nav>`;
  }
}
