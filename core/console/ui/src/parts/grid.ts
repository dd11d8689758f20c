// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { base } from '../style/base';
import { Part } from './element';
import { icon } from './icon';
import { dotSheet } from './words';

export interface Column<T> {
  key: string;
  title: string;
  /** a CSS grid track */
  width: string;
  /** numbers and times stand at the end */
  end?: boolean;
  /** the order in which the server gives the rows */
  sorted?: boolean;
  cell: (row: T) => unknown;
}

const HEAD = 34;
const SPARE = 8;

/**
 * A table of any length: draws only the rows in sight, asks for more (`more`) when the end comes
 * near, is walked with the keyboard and opens a row (`open`). Below 640 px each row is a card.
 */
@customElement('cu-grid')
export class Grid<T extends object = object> extends Part {
  static override styles = [
    base,
    dotSheet,
    css`
      :host { display: flex; flex: 1; min-height: 0; }
      .view { flex: 1; overflow: auto; overscroll-behavior: contain; contain: strict; }
      .grid { position: relative; min-width: 100%; width: max-content; }
      :host([narrow]) .grid { width: 100%; }
      .group { display: contents; }
      .row, .head { display: grid; grid-template-columns: var(--cols); align-items: center; padding: 0 8px 0 16px; }
      .head { position: sticky; top: 0; z-index: 2; height: 34px; background: var(--bg1); border-bottom: 1px solid var(--line2); color: var(--fg3); font-size: 12px; font-weight: 500; }
      .row { position: absolute; inset-inline: 0; border-bottom: 1px solid var(--line); cursor: default; scroll-margin: 34px 0 0; }
      .row:hover { background: var(--hover); }
      .row[aria-selected='true'] { background: var(--sel); box-shadow: inset 2px 0 var(--acc); }
      .row:focus-visible { outline-offset: -2px; }
      .cell, .title { padding: 0 8px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
      .cell { color: var(--fg2); }
      .cell:first-child { color: var(--fg); }
      .title { display: flex; align-items: center; gap: 4px; }
      .title[aria-sort] { color: var(--fg); }
      .end { text-align: right; justify-content: flex-end; font-variant-numeric: tabular-nums; }
      :host([narrow]) .head { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      :host([narrow]) .row { display: block; padding: 0; }
      :host([narrow]) .card-cell { height: 100%; display: grid; align-items: center; padding: 0 16px; }
      .named { display: flex; align-items: center; gap: 9px; min-width: 0; }
      .named > .ico { color: var(--fg3); }
      .named a, .slip a { color: var(--fg); text-decoration: none; font-weight: 500; }
      .named a:hover { text-decoration: underline; text-underline-offset: 3px; }
      .slip { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 2px 10px; align-items: center; }
      .slip b { font-size: 13px; }
      .slip .more { grid-column: 2 / 4; color: var(--fg2); font-size: 12px; }
      .ghost .bone { width: 60%; }
      .ghost .end .bone { width: 40px; }
    `,
  ];

  @property({ attribute: false }) rows: T[] = [];
  @property({ attribute: false }) columns: Column<T>[] = [];
  @property({ attribute: false }) card: ((row: T) => unknown) | null = null;
  @property({ attribute: false }) keyOf: (row: T) => string = () => '';
  @property() label = '';
  @property({ type: Number }) rowHeight = 36;
  /** not all rows are here */
  @property({ type: Boolean }) more = false;
  /** nothing is here yet: bones instead of rows */
  @property({ type: Boolean }) waiting = false;

  @state() private top = 0;
  @state() private height = 600;
  @state() private narrow = false;
  @state() private current = 0;
  /** whether the keyboard is in the rows: the first step only enters them */
  private entered = false;

  override firstUpdated(): void {
    const sizes = new ResizeObserver(() => {
      this.height = this.one('.view')?.clientHeight ?? 600;
      this.narrow = this.card !== null && this.offsetWidth < 640;
      this.toggleAttribute('narrow', this.narrow);
    });
    sizes.observe(this);
    this.until(() => sizes.disconnect());
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('rows')) this.current = Math.max(0, Math.min(this.current, this.rows.length - 1));
  }

  override updated(): void {
    const { last } = this.seen();
    if (this.more && !this.waiting && last >= this.rows.length - 20) {
      this.dispatchEvent(new Event('more'));
    }
  }

  /** To the first row again: the rows are others now. */
  rewind(): void {
    this.current = 0;
    this.entered = false;
    this.top = 0;
    const view = this.one('.view');
    if (view) view.scrollTop = 0;
  }

  /** Selects the row that many below (negative: above) and puts the focus on it. */
  move(by: number): void {
    if (this.rows.length === 0) return;
    const next = !this.entered && by === 1 ? this.current : this.current + by;
    this.entered = true;
    this.current = Math.max(0, Math.min(this.rows.length - 1, next));
    this.reveal();
    void this.updateComplete.then(() => this.one('.row[aria-selected=true]')?.focus({ preventScroll: true }));
  }

  private get unit(): number {
    return this.narrow ? 60 : this.rowHeight;
  }

  private get head(): number {
    return this.narrow ? 0 : HEAD;
  }

  private seen(): { first: number; last: number } {
    const first = Math.max(0, Math.floor(this.top / this.unit) - SPARE);
    const last = Math.min(this.rows.length, Math.ceil((this.top + this.height) / this.unit) + SPARE);
    return { first, last };
  }

  private reveal(): void {
    const view = this.one('.view');
    if (!view) return;
    const y = this.current * this.unit;
    const room = view.clientHeight - this.head;
    if (y < view.scrollTop) view.scrollTop = y;
    else if (y + this.unit > view.scrollTop + room) view.scrollTop = y + this.unit - room;
    this.top = view.scrollTop;
  }

  private key(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.height / this.unit) - 2);
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -1e9, End: 1e9 };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      this.move(step);
    } else if (event.key === 'Enter' && (event.target as HTMLElement).matches('.row')) {
      // else the same key presses the first button of a dialog that opens now
      event.preventDefault();
      this.open(this.current);
    }
  }

  private open(index: number): void {
    const row = this.rows[index];
    if (row) this.dispatchEvent(new CustomEvent<T>('open', { detail: row }));
  }

  private clicked(index: number, event: MouseEvent): void {
    this.current = index;
    const onLink = event.composedPath().some((node) => node instanceof HTMLAnchorElement);
    if (!onLink && !getSelection()?.toString()) this.open(index);
  }

  protected override render(): TemplateResult {
    const height = (this.waiting ? 12 : this.rows.length) * this.unit + this.head;
    return html`<div class="view" @scroll=${this.scrolled} @keydown=${this.key} tabindex=${this.rows.length ? nothing : 0}>
      <div class="grid" role="grid" aria-label=${this.label} aria-busy=${this.waiting}
        aria-rowcount=${this.more ? -1 : this.rows.length + 1} .style=${`height:${height}px;--cols:${this.columns.map((c) => c.width).join(' ')}`}>
        <div class="group" role="rowgroup"><div class="head" role="row" aria-rowindex="1">
          ${this.columns.map((c) => html`<div class="title ${c.end ? 'end' : ''}" role="columnheader"
            aria-sort=${c.sorted ? 'ascending' : nothing}>${c.title}${c.sorted ? icon('arrow-up', 12) : nothing}</div>`)}
        </div></div>
        <div class="group" role="rowgroup">${this.waiting ? this.bones() : this.drawn()}</div>
      </div>
    </div>`;
  }

  private scrolled(event: Event): void {
    this.top = (event.target as HTMLElement).scrollTop;
  }

  private drawn(): unknown {
    const { first, last } = this.seen();
    const indices = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
    // the selected row stays drawn, so that the keyboard's place is not lost by scrolling
    if (this.rows.length && (this.current < first || this.current >= last)) indices.push(this.current);
    return repeat(
      indices,
      (i) => this.keyOf(this.rows[i] as T),
      (i) => this.row(this.rows[i] as T, i),
    );
  }

  private row(row: T, i: number): TemplateResult {
    return html`<div class="row" role="row" data-testid="row" aria-rowindex=${i + 2} aria-selected=${i === this.current}
      tabindex=${i === this.current ? 0 : -1} .style=${`top:${i * this.unit + this.head}px;height:${this.unit}px`}
      @click=${(e: MouseEvent) => this.clicked(i, e)}>
      ${this.narrow && this.card
        ? html`<div class="card-cell" role="gridcell">${this.card(row)}</div>`
        : this.columns.map((c) => html`<div class="cell ${c.end ? 'end' : ''}" role="gridcell">${c.cell(row)}</div>`)}
    </div>`;
  }

  private bones(): TemplateResult[] {
    return Array.from({ length: 12 }, (_, i) => html`<div class="row ghost" role="row" aria-hidden="true"
      .style=${`top:${i * this.unit + this.head}px;height:${this.unit}px`}>
      ${(this.narrow ? this.columns.slice(0, 1) : this.columns).map(
        (c) => html`<div class="cell ${c.end ? 'end' : ''} ${this.narrow ? 'card-cell' : ''}" role="gridcell"><i class="bone"></i></div>`)}
    </div>`);
  }
}
