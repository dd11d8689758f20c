// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../app/i18n';
import { base } from '../style/base';
import { Part } from './element';
import './flyout';
import { isShown, toggled, USUAL, type Column, type Layout, type Order } from './grid-columns';

/** Which columns are shown, and on a phone, where there are no heads to press, by what the rows are ordered. */
@customElement('cu-grid-chooser')
export class GridChooser extends Part {
  static override styles = [
    base,
    css`
      ul { display: grid; gap: 1px; }
      label.one { display: flex; align-items: center; gap: 9px; padding: 6px 8px; border-radius: var(--r1); cursor: pointer; }
      label.one:hover { background: var(--hover); }
      input { width: 15px; height: 15px; margin: 0; accent-color: var(--acc); }
      .hint { padding: 8px 8px 4px; color: var(--fg3); font-size: 12px; max-width: 32ch; }
      .order { display: none; }
      @media (max-width: 820px) {
        .order { display: grid; gap: 10px; }
        .columns { display: none; }
      }
    `,
  ];

  @property({ attribute: false }) columns: Column<never>[] = [];
  @property({ attribute: false }) layout: Layout = USUAL;
  @property({ attribute: false }) order: Order | null = null;

  private lay(detail: Layout): void {
    this.dispatchEvent(new CustomEvent<Layout>('layout', { detail }));
  }

  private sort(order: Partial<Order>): void {
    const now = this.order ?? { by: '', descending: false };
    this.dispatchEvent(new CustomEvent<Order>('order', { detail: { ...now, ...order } }));
  }

  protected override render(): TemplateResult {
    const own = this.layout.shown !== null || Object.keys(this.layout.widths).length > 0;
    return html`<cu-flyout end bare label=${t('grid.columns')} .shape=${'sliders-horizontal'} data-testid="columns">
      <div class="columns"><ul>${this.columns.filter((c) => !c.fixed).map((c) => html`<li><label class="one"><input type="checkbox" data-testid="column-${c.key}" .checked=${isShown(c, this.layout)}
        @change=${() => this.lay(toggled(this.columns, this.layout, c.key))}>${c.title}</label></li>`)}</ul>
        <p class="hint">${t('grid.widthHint')}</p>
        ${own ? html`<button class="btn ghost" data-testid="columns-reset" @click=${() => this.lay(USUAL)}>${t('grid.reset')}</button>` : nothing}</div>
      ${this.order ? this.orders(this.order) : nothing}
    </cu-flyout>`;
  }

  private orders(order: Order): TemplateResult {
    return html`<div class="order">
      <label class="field"><span class="label">${t('grid.sortBy')}</span><select class="input" data-testid="sort-by" @change=${(e: Event) => this.sort({ by: (e.target as HTMLSelectElement).value })}>
        ${this.columns.filter((c) => c.sort).map((c) => html`<option value=${c.sort as string} ?selected=${c.sort === order.by}>${c.title}</option>`)}</select></label>
      <label class="one"><input type="checkbox" data-testid="sort-down" .checked=${order.descending} @change=${() => this.sort({ descending: !order.descending })}>${t('grid.descending')}</label>
    </div>`;
  }
}
