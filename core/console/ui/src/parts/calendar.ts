// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { addDays, addMonths, firstDay, startOfWeek, weeksOf, written, writtenRange } from '../app/days';
import { localDate, t } from '../app/i18n';
import { machineZone } from '../app/zone';
import { base } from '../style/base';
import { calendarSheet } from './calendar-sheet';
import { Part } from './element';
import { icon, type IconName } from './icon';

/** Something on a day. */
export interface CalendarEntry {
  /** `09:00 – 13:00`; none: the whole day */
  time?: string;
  title: string;
  icon: IconName;
  tone?: '' | 'ok' | 'info' | 'warn' | 'bad';
}

/** A day that is not like an empty one. */
export interface CalendarDate {
  entries: CalendarEntry[];
  /** nobody works then */
  closed?: boolean;
}

export type CalendarView = 'month' | 'week';

const MOST = 3;
const NONE: CalendarDate = { entries: [] };

/**
 * Days of a month or a week, and what is on the chosen one. It says with `range` which days it wants to know, and
 * with `pick` which one is chosen; the arrow keys go from day to day, Page up and down from month to month.
 */
@customElement('cu-calendar')
export class Calendar extends Part {
  static override styles = [base, calendarSheet];

  @property() label = '';
  /** the chosen day */
  @property() date = localDate();
  @property() view: CalendarView = 'month';
  /** whose days these are, Europe/Rome */
  @property() zone = machineZone();
  @property({ attribute: false }) days: Map<string, CalendarDate> | null = new Map();
  @state() private told = '';
  private focusing = false;

  private get weeks(): string[][] {
    const first = firstDay();
    if (this.view === 'month') return weeksOf(this.date, first);
    const day = startOfWeek(this.date, first);
    return [Array.from({ length: 7 }, (_, n) => addDays(day, n))];
  }

  protected override updated(): void {
    const weeks = this.weeks;
    const detail = { from: weeks[0]?.[0] ?? this.date, to: weeks.at(-1)?.at(-1) ?? this.date };
    if (this.told !== detail.from + detail.to) {
      this.told = detail.from + detail.to;
      this.dispatchEvent(new CustomEvent('range', { detail }));
    }
    if (this.focusing) this.one<HTMLElement>('[aria-selected="true"]')?.focus();
    this.focusing = false;
  }

  private go(date: string, focus = false): void {
    this.date = date;
    this.focusing = focus;
    this.dispatchEvent(new CustomEvent('pick', { detail: date }));
  }

  private step(by: number): void {
    this.go(this.view === 'month' ? addMonths(this.date, by) : addDays(this.date, 7 * by));
  }

  private key(event: KeyboardEvent): void {
    const start = startOfWeek(this.date, firstDay());
    const to: Record<string, () => string> = {
      ArrowLeft: () => addDays(this.date, -1), ArrowRight: () => addDays(this.date, 1), ArrowUp: () => addDays(this.date, -7), ArrowDown: () => addDays(this.date, 7),
      Home: () => start, End: () => addDays(start, 6), PageUp: () => addMonths(this.date, -1), PageDown: () => addMonths(this.date, 1),
    };
    const next = to[event.key];
    if (!next || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.go(next(), true);
  }

  private show(view: CalendarView): void {
    this.view = view;
    this.dispatchEvent(new CustomEvent('view', { detail: view }));
  }

  private today(): string {
    return localDate(undefined, this.zone);
  }

  private on(date: string): CalendarDate {
    return this.days?.get(date) ?? NONE;
  }

  protected override render(): TemplateResult {
    const weeks = this.weeks;
    const today = this.today();
    return html`${this.head(weeks)}
      <table role="grid" class=${this.view} aria-label=${this.label} aria-busy=${this.days === null} @keydown=${this.key}>
        <thead><tr>${(weeks[0] ?? []).map((day) => html`<th scope="col"><span aria-hidden="true">${written(day, { weekday: 'short' })}</span><span class="unseen">${written(day, { weekday: 'long' })}</span></th>`)}</tr></thead>
        <tbody>${weeks.map((week) => html`<tr>${week.map((day) => this.day(day, today))}</tr>`)}</tbody></table>
      ${this.agenda()}`;
  }

  private head(weeks: string[][]): TemplateResult {
    const title = this.view === 'month' ? written(this.date, { month: 'long', year: 'numeric' }) : writtenRange(weeks[0]?.[0] ?? this.date, weeks[0]?.[6] ?? this.date);
    const step = (by: number, words: string, shape: IconName) => html`<button class="btn ghost square" aria-label=${words} title=${words} data-testid=${by < 0 ? 'calendar-before' : 'calendar-after'} @click=${() => this.step(by)}>${icon(shape, 14)}</button>`;
    const view = (name: CalendarView) => html`<button aria-pressed=${this.view === name} data-testid="calendar-${name}" @click=${() => this.show(name)}>${t(`calendar.${name}`)}</button>`;
    return html`<div class="head">${step(-1, t('calendar.before'), 'chevron-left')}${step(1, t('calendar.after'), 'chevron-right')}
      <b class="title" role="status" data-testid="calendar-title">${title}</b>
      <span class="zone" title=${t('calendar.zone')} data-testid="calendar-zone">${icon('globe', 12)}<span class="unseen">${t('calendar.zone')}: </span>${this.zone}</span>
      <button class="btn" data-testid="calendar-today" @click=${() => this.go(this.today())}>${t('calendar.today')}</button>
      <div class="choices" role="group" aria-label=${t('calendar.view')}>${view('month')}${view('week')}</div></div>`;
  }

  private day(date: string, today: string): TemplateResult {
    const { entries, closed } = this.on(date);
    const most = this.view === 'week' ? entries.length : entries.length > MOST ? MOST - 1 : MOST;
    const chosen = date === this.date;
    const away = this.view === 'month' && date.slice(0, 7) !== this.date.slice(0, 7);
    const words = [written(date, { dateStyle: 'full' }), ...(closed ? [t('calendar.closed')] : []), ...entries.map((e) => [e.title, e.time].filter(Boolean).join(' '))].join(', ');
    return html`<td class="${closed ? 'closed' : ''} ${away ? 'away' : ''}" role="gridcell" tabindex=${chosen ? 0 : -1} aria-selected=${chosen} aria-current=${date === today ? 'date' : nothing}
      title=${words} data-date=${date} @click=${() => this.go(date)}>
      <span class="unseen">${words}</span><div aria-hidden="true"><span class="n">${written(date, { day: 'numeric' })}</span>
        ${entries.slice(0, most).map((e) => html`<span class="entry ${e.tone ?? ''}">${icon(e.icon, 11)}<span class="cut">${e.title}</span>${this.view === 'week' && e.time ? html`<span class="time">${e.time}</span>` : nothing}</span>`)}
        ${entries.length > most ? html`<span class="over">${t('calendar.over', { n: entries.length - most })}</span>` : nothing}</div></td>`;
  }

  private agenda(): TemplateResult {
    const { entries, closed } = this.on(this.date);
    return html`<div class="agenda" data-testid="agenda"><h2>${written(this.date, { dateStyle: 'full' })}</h2>
      ${entries.length === 0 ? html`<p class="quiet">${t(closed ? 'calendar.closed' : 'calendar.free')}</p>` : nothing}
      <ul>${entries.map((e) => html`<li data-testid="agenda-entry"><span class="mark ${e.tone ?? ''}">${icon(e.icon, 13)}</span><span class="what">${e.title}</span><span class="time">${e.time ?? t('calendar.allDay')}</span></li>`)}</ul></div>`;
  }
}
