// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from '../style/base';
import { Part } from './element';
import { icon, type IconName } from './icon';

/** A button that opens a small panel below it; Escape and a press elsewhere close it. On a phone it comes from below. */
@customElement('cu-flyout')
export class Flyout extends Part {
  static override styles = [
    base,
    css`
      :host { position: relative; }
      .btn[aria-expanded='true'] { background: var(--sel); }
      .panel { position: absolute; z-index: 6; top: calc(100% + 4px); inset-inline-start: 0; width: max-content; min-width: 220px; max-width: min(420px, 92vw); max-height: min(70vh, 560px); overflow: auto; padding: 10px; background: var(--bg2); border: 1px solid var(--line2); border-radius: var(--r2); box-shadow: var(--shadow); }
      :host([end]) .panel { inset-inline: auto 0; }
      @media (max-width: 820px) {
        .panel, :host([end]) .panel { position: fixed; inset: auto 0 0 0; width: auto; max-width: none; padding: 16px; border-radius: var(--r3) var(--r3) 0 0; }
        :host([bare]) .btn span { display: none; }
      }
    `,
  ];

  @property() label = '';
  @property({ attribute: false }) shape: IconName = 'sliders-horizontal';
  @property({ type: Boolean, reflect: true }) open = false;
  /** told beside the words: how many are set */
  @property({ type: Number }) count = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(document, 'pointerdown', (e) => {
      if (this.open && !e.composedPath().includes(this)) this.open = false;
    });
    this.listen(this, 'keydown', (e) => {
      if ((e as KeyboardEvent).key !== 'Escape' || !this.open) return;
      e.stopPropagation();
      this.close();
    });
  }

  /** Back to the button. */
  close(): void {
    this.open = false;
    this.one('button')?.focus();
  }

  private press(): void {
    this.open = !this.open;
    if (this.open) this.dispatchEvent(new Event('opened'));
  }

  protected override render(): TemplateResult {
    return html`<button class="btn ghost" aria-haspopup="dialog" aria-expanded=${this.open} aria-label=${this.label} title=${this.label} data-testid="flyout" @click=${this.press}>
        ${icon(this.shape, 14)}<span>${this.label}</span>${this.count ? html`<b class="num">${this.count}</b>` : nothing}</button>
      ${this.open ? html`<div class="panel" role="dialog" aria-label=${this.label}><slot></slot></div>` : nothing}`;
  }
}
