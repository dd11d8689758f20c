// SPDX-License-Identifier: Apache-2.0
import { css, html, unsafeCSS, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../../app/i18n';
import { Part } from '../../parts/element';
import { base } from '../../style/base';
import tokens from '../../style/tokens.css?inline';
import './kit-samples';

/** The design system as it is, in both themes beside each other: for whoever makes a page. */
@customElement('cu-kit-page')
export class KitPage extends Part {
  // the themes' colours reach no shadow root by their attribute: they come along
  static override styles = [
    base,
    unsafeCSS(tokens),
    css`
      :host { min-height: 0; }
      .page { height: 100%; overflow: auto; display: grid; grid-template: auto 1fr / repeat(2, minmax(0, 1fr)); }
      header { grid-column: 1 / -1; padding: 18px 24px 14px; }
      header p { color: var(--fg2); }
      cu-kit-samples { color: var(--fg); }
      @media (max-width: 1080px) { .page { grid-template: none; grid-auto-rows: auto; } header, cu-kit-samples { grid-column: 1 / -1; } }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<div class="page"><header><h1 tabindex="-1">${t('kit.title')}</h1><p>${t('kit.what')}</p></header>
      <cu-kit-samples data-theme="dark" data-testid="kit-dark"></cu-kit-samples><cu-kit-samples data-theme="light" data-testid="kit-light"></cu-kit-samples></div>`;
  }
}
