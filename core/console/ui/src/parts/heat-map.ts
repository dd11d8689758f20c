// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { number, t } from '../app/i18n';
import { base } from '../style/base';
import { Part } from './element';

/** A row or a column. */
export interface HeatSide {
  key: string;
  label: string;
  /** what is shown of the label where there is little room; empty: nothing */
  short?: string;
  href?: string | undefined;
  /** of a column: the design token of its colour without its dashes, `warn` */
  tone?: string;
}

const STEPS = 4;

/**
 * How much of something there is where: a table with figures, whose colours only repeat what it says. The
 * arrow keys go from cell to cell.
 */
@customElement('cu-heat-map')
export class HeatMap extends Part {
  static override styles = [
    base,
    css`
      :host { min-width: 0; overflow-x: auto; }
      table { border-collapse: separate; border-spacing: 2px; table-layout: fixed; }
      th, td { border: 0; padding: 0; }
      thead th { padding: 0 2px 4px; text-align: center; font-size: 11.5px; }
      thead td { width: 42%; }
      .tight thead td { width: 44px; }
      tbody th { padding-right: 10px; color: var(--fg); font-weight: 400; font-size: 13px; }
      tbody th > * { display: block; overflow: hidden; text-overflow: ellipsis; padding: 4px 2px; border-radius: 4px; text-decoration: none; }
      tbody th a:hover { text-decoration: underline; text-underline-offset: 3px; }
      td > * { display: grid; place-items: center; height: 28px; border-radius: 5px; background: var(--bg3); color: var(--fg); font-size: 12px; font-weight: 500; font-variant-numeric: tabular-nums; text-decoration: none; }
      td a:hover { box-shadow: inset 0 0 0 1px var(--control); }
      .s0 { color: var(--fg3); font-weight: 400; background: color-mix(in srgb, var(--bg3) 55%, transparent); }
      .s1 { background: color-mix(in srgb, var(--tone) 12%, var(--bg2)); }
      .s2 { background: color-mix(in srgb, var(--tone) 22%, var(--bg2)); }
      .s3 { background: color-mix(in srgb, var(--tone) 33%, var(--bg2)); }
      .s4 { background: color-mix(in srgb, var(--tone) 44%, var(--bg2)); }
      .tight tbody th { padding-right: 4px; font-size: 12px; }
      .tight thead th { padding: 0; overflow: visible; }
      .tight td > * { height: 22px; border-radius: 3px; font-size: 0; }
      .tight table { border-spacing: 1px; }
      .legend { display: flex; align-items: center; justify-content: flex-end; gap: 3px; margin-top: 8px; color: var(--fg3); font-size: 11.5px; }
      .legend i { width: 14px; height: 14px; border-radius: 3px; }
      .legend span { padding: 0 4px; }
      @media (max-width: 820px) { td > * { height: 38px; } .tight td > * { height: 26px; } tbody th > * { padding: 9px 2px; } }
    `,
  ];

  @property() label = '';
  @property({ attribute: false }) rows: HeatSide[] = [];
  @property({ attribute: false }) columns: HeatSide[] = [];
  @property({ attribute: false }) value: (row: string, column: string) => number = () => 0;
  /** where a cell leads to */
  @property({ attribute: false }) link: (row: string, column: string) => string | null = () => null;
  /** many small cells: colours alone are seen, the figures are told when one points at them */
  @property({ type: Boolean }) tight = false;
  @state() private at: [number, number] = [0, 0];

  private key(event: KeyboardEvent): void {
    const [row, column] = this.at;
    const to: Record<string, [number, number]> = {
      ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
      Home: [row, 0], End: [row, this.columns.length - 1], PageUp: [0, column], PageDown: [this.rows.length - 1, column],
    };
    const next = to[event.key];
    if (!next) return;
    event.preventDefault();
    this.at = [Math.max(0, Math.min(this.rows.length - 1, next[0])), Math.max(0, Math.min(this.columns.length - 1, next[1]))];
    void this.updateComplete.then(() => this.one<HTMLElement>('td [tabindex="0"]')?.focus());
  }

  protected override willUpdate(): void {
    this.at = [Math.max(0, Math.min(this.at[0], this.rows.length - 1)), Math.max(0, Math.min(this.at[1], this.columns.length - 1))];
  }

  protected override render(): TemplateResult {
    const most = Math.max(1, ...this.rows.flatMap((r) => this.columns.map((c) => this.value(r.key, c.key))));
    return html`<div class=${this.tight ? 'tight' : ''}><table role="grid" aria-label=${this.label} @keydown=${this.key}>
        <thead><tr><td></td>${this.columns.map((c) => html`<th scope="col">${c.short === undefined ? c.label : html`<span aria-hidden="true">${c.short}</span><span class="unseen">${c.label}</span>`}</th>`)}</tr></thead>
        <tbody>${this.rows.map((r, y) => html`<tr data-testid="heat-row"><th scope="row" title=${r.label}>${r.href ? html`<a href=${r.href}>${r.label}</a>` : html`<span>${r.label}</span>`}</th>
          ${this.columns.map((c, x) => html`<td>${this.cell(r, c, y, x, most)}</td>`)}</tr>`)}</tbody></table>
      ${this.tight ? html`<div class="legend" aria-hidden="true"><span>${t('heat.less')}</span>${Array.from({ length: STEPS + 1 }, (_, n) => html`<i class="s${n}" .style=${tone(this.columns[0])}></i>`)}<span>${t('heat.more')}</span></div>` : nothing}</div>`;
  }

  private cell(row: HeatSide, column: HeatSide, y: number, x: number, most: number): TemplateResult {
    const n = this.value(row.key, column.key);
    const step = n <= 0 ? 0 : Math.max(1, Math.ceil((Math.log1p(n) / Math.log1p(most)) * STEPS));
    const words = t('heat.cell', { row: row.label, column: column.label, n: number(n) });
    const reached = y === this.at[0] && x === this.at[1] ? 0 : -1;
    const href = n > 0 ? this.link(row.key, column.key) : null;
    const here = () => (this.at = [y, x]);
    return href
      ? html`<a class="s${step}" href=${href} tabindex=${reached} title=${words} aria-label=${words} .style=${tone(column)} data-testid="heat-cell" @focus=${here}>${number(n)}</a>`
      : html`<span class="s${step}" role="note" tabindex=${reached} title=${words} aria-label=${words} .style=${tone(column)} data-testid="heat-cell" @focus=${here}>${number(n)}</span>`;
  }
}

function tone(column: HeatSide | undefined): string {
  return `--tone: var(--${column?.tone ?? 'acc'})`;
}
