// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../app/i18n';
import { base } from '../style/base';
import { Part } from './element';
import type { Choice } from './grid-choice';
import { laidOut, widened, USUAL, type Column, type Layout, type Order } from './grid-columns';
import { titles } from './grid-head';
import { gridSheet } from './grid-sheet';
import { meterSheet } from './meter';
import { dotSheet } from './words';

export type { Column } from './grid-columns';

const HEAD = 34;
// drawn beyond what is in sight, so that a fling of the wheel meets no gap
const SPARE = 20;
// asked for before the end is in sight
const EARLY = 40;
const BELOW = 72;

/**
 * A table of any length: draws only the rows in sight, asks for more (`more`) when the end comes
 * near, is walked with the keyboard and opens a row (`open`). Below 640 px each row is a card.
 * With an order, a layout or a choice it tells that a person wants another: `order`, `layout`, `choose`,
 * and `choose-all` for all that there are on the server.
 */
@customElement('cu-grid')
export class Grid<T extends object = object> extends Part {
  static override styles = [base, dotSheet, meterSheet, gridSheet];

  @property({ attribute: false }) rows: T[] = [];
  @property({ attribute: false }) columns: Column<T>[] = [];
  @property({ attribute: false }) card: ((row: T) => unknown) | null = null;
  @property({ attribute: false }) keyOf: (row: T) => string = () => '';
  /** null: the server has only one */
  @property({ attribute: false }) order: Order | null = null;
  /** null: the columns stay as they are */
  @property({ attribute: false }) layout: Layout | null = null;
  /** null: rows are opened, not chosen */
  @property({ attribute: false }) choice: Choice<T> | null = null;
  @property({ attribute: false }) nameOf: (row: T) => string = () => '';
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
  /** while a column is drawn wider */
  @state() private drawn: Layout | null = null;
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
    if (this.more && !this.waiting && last >= this.rows.length - EARLY) {
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
    void this.updateComplete.then(() => this.one('.row.current')?.focus({ preventScroll: true }));
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
    const room = view.clientHeight - this.head - (this.choice?.size ? BELOW : 0);
    if (y < view.scrollTop) view.scrollTop = y;
    else if (y + this.unit > view.scrollTop + room) view.scrollTop = y + this.unit - room;
    this.top = view.scrollTop;
  }

  private key(event: KeyboardEvent): void {
    if ((event.target as HTMLElement).matches('input, button')) return;
    if ((event.target as HTMLElement).matches('.row')) this.entered = true;
    const page = Math.max(1, Math.floor(this.height / this.unit) - 2);
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -1e9, End: 1e9 };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (event.shiftKey) this.choice?.from(this.current);
      this.move(step);
      if (event.shiftKey) this.choose(() => this.choice?.reach(this.rows, this.current));
    } else if (event.key === 'Enter' && (event.target as HTMLElement).matches('.row')) {
      // else the same key presses the first button of a dialog that opens now
      event.preventDefault();
      this.open(this.current);
    } else if (this.choice) {
      this.choiceKey(event, this.choice);
    }
  }

  private choiceKey(event: KeyboardEvent, choice: Choice<T>): void {
    const all = event.key === 'a' && (event.ctrlKey || event.metaKey);
    if (event.key !== ' ' && !all && !(event.key === 'Escape' && choice.size)) return;
    event.preventDefault();
    if (all) this.dispatchEvent(new Event('choose-all'));
    else this.choose(() => (event.key === ' ' ? choice.toggle(this.rows, this.current) : choice.clear()));
  }

  private choose(how: () => void): void {
    how();
    this.requestUpdate();
    this.dispatchEvent(new Event('choose'));
  }

  private open(index: number): void {
    const row = this.rows[index];
    if (row) this.dispatchEvent(new CustomEvent<T>('open', { detail: row }));
  }

  private clicked(index: number, event: MouseEvent): void {
    this.current = index;
    const path = event.composedPath();
    const choice = this.choice;
    const toggles = event.ctrlKey || event.metaKey || path.some((node) => node instanceof HTMLElement && node.matches('.pick'));
    if (choice && (event.shiftKey || toggles)) {
      event.preventDefault();
      this.choose(() => (event.shiftKey ? choice.reach(this.rows, index) : choice.toggle(this.rows, index)));
      return;
    }
    const onLink = path.some((node) => node instanceof HTMLAnchorElement);
    if (!onLink && !getSelection()?.toString()) this.open(index);
  }

  private width(key: string, width: number, done: boolean): void {
    const next = widened(this.drawn ?? this.layout ?? USUAL, key, width);
    this.drawn = done ? null : next;
    if (done) this.dispatchEvent(new CustomEvent<Layout>('layout', { detail: next }));
  }

  protected override render(): TemplateResult {
    const layout = this.drawn ?? this.layout;
    const columns = layout ? laidOut(this.columns, layout) : this.columns;
    const tracks = [...(this.choice ? ['34px'] : []), ...columns.map((c) => c.width)].join(' ');
    // what can be done with those chosen stands over the last rows
    const below = this.choice?.size ? BELOW : 0;
    const height = (this.waiting ? 12 : this.rows.length) * this.unit + this.head + below;
    return html`<div class="view" @scroll=${this.scrolled} @keydown=${this.key} tabindex=${this.rows.length ? nothing : 0}>
      <div class="grid" role="grid" aria-label=${this.label} aria-busy=${this.waiting} aria-multiselectable=${this.choice ? 'true' : nothing}
        aria-rowcount=${this.more ? -1 : this.rows.length + 1} .style=${`height:${height}px;--cols:${tracks}`}>
        <div class="group" role="rowgroup"><div class="head" role="row" aria-rowindex="1">
          ${this.choice ? this.pickAll(this.choice) : nothing}
          ${titles(columns, { order: this.order, still: this.narrow, resizable: this.layout !== null && !this.narrow }, {
            order: (detail) => this.dispatchEvent(new CustomEvent<Order>('order', { detail })),
            width: (key, width, done) => this.width(key, width, done),
          })}
        </div></div>
        <div class="group" role="rowgroup">${this.waiting ? this.bones(columns) : this.inSight(columns)}</div>
      </div>
    </div>`;
  }

  private pickAll(choice: Choice<T>): TemplateResult {
    const all = this.rows.length > 0 && choice.size >= this.rows.length && !this.more;
    return html`<div class="title pick" role="columnheader">${this.narrow ? html`<span class="unseen">${t('grid.withChosen')}</span>` : html`<input type="checkbox" data-testid="pick-all" aria-label=${t('grid.all')} title=${t('grid.all')}
      .checked=${live(all)} .indeterminate=${live(choice.size > 0 && !all)}
      @click=${() => (choice.size > 0 ? this.choose(() => choice.clear()) : this.dispatchEvent(new Event('choose-all')))}>`}</div>`;
  }

  private scrolled(event: Event): void {
    this.top = (event.target as HTMLElement).scrollTop;
  }

  private inSight(columns: Column<T>[]): unknown {
    const { first, last } = this.seen();
    const indices = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
    // the selected row stays drawn, so that the keyboard's place is not lost by scrolling
    if (this.rows.length && (this.current < first || this.current >= last)) indices.push(this.current);
    return repeat(
      indices,
      (i) => this.keyOf(this.rows[i] as T),
      (i) => this.row(columns, this.rows[i] as T, i),
    );
  }

  private row(columns: Column<T>[], row: T, i: number): TemplateResult {
    const chosen = this.choice?.has(row) ?? false;
    return html`<div class="row ${i === this.current ? 'current' : ''}" role="row" data-testid="row" aria-rowindex=${i + 2} aria-selected=${this.choice ? chosen : i === this.current}
      tabindex=${i === this.current ? 0 : -1} .style=${`top:${i * this.unit + this.head}px;height:${this.unit}px`}
      @click=${(e: MouseEvent) => this.clicked(i, e)} @mousedown=${this.choice ? noTextMarked : nothing}>
      ${this.choice ? html`<div class="cell pick" role="gridcell" data-testid="pick"><input type="checkbox" tabindex="-1" aria-label=${t('grid.choose', { name: this.nameOf(row) })} .checked=${live(chosen)}></div>` : nothing}
      ${this.narrow && this.card
        ? html`<div class="card-cell" role="gridcell">${this.card(row)}</div>`
        : columns.map((c) => html`<div class="cell ${c.end ? 'end' : ''}" role="gridcell">${c.cell(row)}</div>`)}
    </div>`;
  }

  private bones(columns: Column<T>[]): TemplateResult[] {
    return Array.from({ length: 12 }, (_, i) => html`<div class="row ghost" role="row" aria-hidden="true"
      .style=${`top:${i * this.unit + this.head}px;height:${this.unit}px`}>
      ${this.choice ? html`<div class="cell pick" role="gridcell"></div>` : nothing}
      ${(this.narrow ? columns.slice(0, 1) : columns).map(
        (c) => html`<div class="cell ${c.end ? 'end' : ''} ${this.narrow ? 'card-cell' : ''}" role="gridcell"><i class="bone"></i></div>`)}
    </div>`);
  }
}

/** Shift and a click choose rows: the browser would mark their text. */
function noTextMarked(event: MouseEvent): void {
  if (event.shiftKey) event.preventDefault();
}
