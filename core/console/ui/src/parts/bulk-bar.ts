// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { count, number, t } from '../app/i18n';
import { base } from '../style/base';
import { Part } from './element';
import { icon } from './icon';

/** How many rows are chosen, what can be done with them (slotted), and the way out. */
@customElement('cu-bulk-bar')
export class BulkBar extends Part {
  static override styles = [
    base,
    css`
      :host { position: absolute; z-index: 4; left: 50%; bottom: 20px; transform: translateX(-50%); max-width: calc(100% - 24px); }
      .bar { display: flex; align-items: center; gap: 4px; padding: 6px 6px 6px 14px; background: var(--bg2); border: 1px solid var(--line2); border-radius: var(--r3); box-shadow: var(--shadow); animation: rise 0.16s var(--ease); }
      b { white-space: nowrap; margin-right: 8px; }
      i { width: 1px; height: 20px; margin: 0 4px; background: var(--line2); }
      @keyframes rise { from { opacity: 0; transform: translateY(8px); } }
      @media (max-width: 820px) { :host { left: 12px; right: 12px; bottom: 12px; transform: none; max-width: none; } .bar { flex-wrap: wrap; } b { flex: 1 0 50%; order: -2; } i { display: none; } .out { order: -1; } }
    `,
  ];

  @property({ type: Number }) count = 0;
  /** how far the server was asked for all that match; null: nothing is being asked */
  @property({ attribute: false }) gathering: number | null = null;
  @property({ type: Boolean }) full = false;

  protected override render(): TemplateResult {
    const told = this.gathering === null ? count('grid.chosen', this.count) : t('grid.gathering', { n: number(this.gathering) });
    return html`<div class="bar" role="toolbar" aria-label=${t('grid.withChosen')} data-testid="bulk-bar">
      <b class="num" role="status" data-testid="chosen">${told}${this.full ? html` <span class="quiet">${t('grid.most')}</span>` : nothing}</b>
      <slot></slot><i></i>
      <button class="btn ghost square out" data-testid="unchoose" aria-label=${t('grid.none')} title=${t('grid.none')} @click=${() => this.dispatchEvent(new Event('clear'))}>${icon('x', 14)}</button>
    </div>`;
  }
}
