// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../app/i18n';
import type { Column, Order } from './grid-columns';
import { icon } from './icon';

const STEP = 16;

export interface Head {
  order: Order | null;
  /** on a phone the heads are read out, not seen */
  still: boolean;
  resizable: boolean;
}

export interface HeadEvents {
  order: (order: Order) => void;
  /** drawn so wide; `done` once the person lets go */
  width: (key: string, width: number, done: boolean) => void;
}

/** The heads of the columns: a press sorts, the edge is drawn, or Alt with the arrows. */
export function titles<T>(columns: Column<T>[], { order, still, resizable }: Head, events: HeadEvents): TemplateResult[] {
  return columns.map((column) => {
    const by = order !== null && column.sort === order.by ? (order.descending ? 'descending' : 'ascending') : null;
    const sorted = by ?? (column.sorted && !order ? 'ascending' : null);
    const arrow = sorted ? icon(sorted === 'ascending' ? 'arrow-up' : 'arrow-down', 12) : nothing;
    return html`<div class="title ${column.end ? 'end' : ''}" role="columnheader" aria-sort=${sorted ?? nothing}
      @keydown=${resizable ? (e: KeyboardEvent) => byKeys(e, column.key, events) : null}>
      ${column.sort && !still
        ? html`<button data-testid="sort-${column.key}" title=${t('grid.sort', { column: column.title })}
            @click=${() => events.order({ by: column.sort as string, descending: by === 'ascending' })}><span class="cut">${column.title}</span>${arrow}</button>`
        : html`<span class="cut">${column.title}</span>${arrow}`}
      ${resizable ? html`<i class="grip" data-testid="grip-${column.key}" @pointerdown=${(e: PointerEvent) => draw(e, column.key, events)}></i>` : nothing}
    </div>`;
  });
}

function byKeys(event: KeyboardEvent, key: string, events: HeadEvents): void {
  const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
  if (!event.altKey || step === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  events.width(key, (event.currentTarget as HTMLElement).offsetWidth + step, true);
}

function draw(event: PointerEvent, key: string, events: HeadEvents): void {
  if (event.button !== 0) return;
  event.preventDefault();
  const grip = event.currentTarget as HTMLElement;
  const from = (grip.parentElement as HTMLElement).offsetWidth - event.clientX;
  const moved = (e: PointerEvent) => events.width(key, from + e.clientX, false);
  grip.setPointerCapture(event.pointerId);
  grip.classList.add('held');
  grip.addEventListener('pointermove', moved);
  grip.addEventListener(
    'lostpointercapture',
    (e) => {
      grip.removeEventListener('pointermove', moved);
      grip.classList.remove('held');
      events.width(key, from + (e as PointerEvent).clientX, true);
    },
    { once: true },
  );
}
