// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { asProblem, get, queryOf, type Problem } from '../../app/api';
import { isDate } from '../../app/days';
import { directory } from '../../app/directory';
import { count, localDate, t } from '../../app/i18n';
import { live } from '../../app/live';
import { onRoute, query as address, setQuery } from '../../app/router';
import { session } from '../../app/session';
import type { Page } from '../../app/types';
import '../../parts/calendar';
import type { CalendarDate, CalendarView } from '../../parts/calendar';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { pageSheet } from '../assets/assets-sheet';
import './calendar-facts';
import './calendar-form';
import { drawn, type BusinessCalendar, type CalendarDay } from './rules';

const MOST = 500;

/** Which calendar is shown, and how. */
interface Shown {
  calendar: string;
  date: string;
  view: CalendarView;
}

function shownOf(values: URLSearchParams): Shown {
  const date = values.get('date') ?? '';
  return { calendar: values.get('calendar') ?? '', date: isDate(date) ? date : localDate(), view: values.get('view') === 'week' ? 'week' : 'month' };
}

/** When customers work, when machines may be touched, and when nothing may be changed. */
@customElement('cu-calendars-page')
export class CalendarsPage extends Part {
  static override styles = [
    base,
    pageSheet,
    css`
      .inside { flex: 1; min-height: 0; overflow: auto; padding: 16px 24px 32px; }
      .columns { display: grid; grid-template-columns: minmax(0, 2.4fr) minmax(290px, 1fr); gap: 16px; align-items: start; }
      .bar select { max-width: 340px; }
      @media (max-width: 1080px) { .columns { grid-template-columns: minmax(0, 1fr); } }
      @media (max-width: 820px) { .inside { padding: 14px 16px 32px; } }
    `,
  ];

  @state() private all: BusinessCalendar[] | null = null;
  @state() private shown = shownOf(address());
  @state() private days: Map<string, CalendarDate> | null = null;
  @state() private problem: Problem | null = null;
  @state() private editing: BusinessCalendar | 'new' | null = null;
  private range: { from: string; to: string } | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.requestUpdate());
    this.listen(live, 'resync', () => void this.read());
    this.until(live.on(({ name }) => void (/Calendar/.test(name) && this.soon(() => void this.read()))));
    this.until(onRoute(() => this.moved()));
    void this.read();
  }

  private get calendar(): BusinessCalendar | null {
    return this.all?.find((one) => one.id === this.shown.calendar) ?? this.all?.[0] ?? null;
  }

  private moved(): void {
    const before = this.calendar;
    this.shown = shownOf(address());
    if (this.calendar !== before) void this.readDays();
  }

  private show(change: Partial<Shown>): void {
    this.place(change);
    if (change.calendar !== undefined) void this.readDays();
  }

  private place(change: Partial<Shown>): void {
    this.shown = { ...this.shown, ...change };
    const { calendar, date, view } = this.shown;
    setQuery({ calendar, date: date === localDate() ? '' : date, view: view === 'week' ? 'week' : '' });
  }

  private async read(): Promise<void> {
    try {
      this.all = (await get<Page<BusinessCalendar>>(`/calendars${queryOf({ limit: MOST })}`)).items;
      this.problem = null;
      await this.readDays();
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  private async readDays(): Promise<void> {
    const { calendar, range } = this;
    if (!calendar || !range) return;
    this.days = null;
    try {
      const page = await get<Page<CalendarDay>>(`/calendars/${calendar.id}/days${queryOf(range)}`);
      if (range !== this.range || calendar !== this.calendar) return;
      this.days = new Map(page.items.map((day) => [day.date, drawn(day, calendar.rules)]));
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  private wanted(range: { from: string; to: string }): void {
    this.range = range;
    void this.readDays();
  }

  private mayChange(calendar: BusinessCalendar): boolean {
    return session.may('core.calendar.write') && (calendar.tenant !== null || session.may('core.calendar.provide'));
  }

  private done(calendar: BusinessCalendar | null): void {
    this.editing = null;
    // its days come with it
    this.place({ calendar: calendar?.id ?? '' });
    void this.read();
  }

  protected override render(): TemplateResult {
    const { all, calendar, editing } = this;
    const may = session.may('core.calendar.write');
    return html`<div class="head"><h1 tabindex="-1">${t('calendars.title')}</h1>
        <span class="count num" role="status" data-testid="count">${all ? count('calendars.count', all.length) : ''}</span>
        ${may ? html`<button class="btn" data-testid="calendar-add" aria-label=${t('calendars.add')} @click=${() => (this.editing = 'new')}>${icon('plus', 14)}<span>${t('calendars.add')}</span></button>` : nothing}</div>
      ${calendar ? this.bar(calendar) : nothing}
      ${this.problem ? html`<div class="pad">${problemNotice(this.problem, () => void this.read())}</div>` : nothing}
      ${all?.length === 0 ? this.empty(may) : calendar ? this.content(calendar) : nothing}
      <wa-dialog label=${editing === 'new' ? t('calendars.add') : t('calendars.change')} ?open=${editing !== null} data-testid="calendar-dialog" @wa-after-hide=${(e: Event) => e.target === e.currentTarget && (this.editing = null)}>
        ${editing ? html`<cu-calendar-form .calendar=${editing === 'new' ? null : editing} @done=${(e: CustomEvent<BusinessCalendar | null>) => this.done(e.detail)}></cu-calendar-form>` : nothing}</wa-dialog>`;
  }

  private bar(calendar: BusinessCalendar): TemplateResult {
    const option = (one: BusinessCalendar) => html`<option value=${one.id} ?selected=${one === calendar}>${one.tenant ? `${one.name} (${directory.tenant(one.tenant) || '…'})` : one.name}</option>`;
    return html`<div class="bar"><select class="input" aria-label=${t('calendars.which')} data-testid="calendar-choice" @change=${(e: Event) => this.show({ calendar: (e.target as HTMLSelectElement).value })}>${this.all?.map(option)}</select>
      <span class="tag">${icon(calendar.tenant ? 'building-2' : 'globe', 12)}${calendar.tenant ? directory.tenant(calendar.tenant) || '…' : t('calendars.everybody')}</span><span class="fill"></span>
      ${this.mayChange(calendar) ? html`<button class="btn" data-testid="calendar-change" @click=${() => (this.editing = calendar)}>${icon('pencil', 14)}${t('calendars.change')}</button>` : nothing}</div>`;
  }

  private content(calendar: BusinessCalendar): TemplateResult {
    return html`<div class="inside"><div class="columns">
      <cu-calendar label=${calendar.name} date=${this.shown.date} view=${this.shown.view} zone=${calendar.rules.zone} .days=${this.days} @range=${(e: CustomEvent<{ from: string; to: string }>) => this.wanted(e.detail)}
        @pick=${(e: CustomEvent<string>) => this.show({ date: e.detail })} @view=${(e: CustomEvent<CalendarView>) => this.show({ view: e.detail })}></cu-calendar>
      <cu-calendar-facts .calendar=${calendar}></cu-calendar-facts></div></div>`;
  }

  private empty(may: boolean): TemplateResult {
    return html`<div class="empty" data-testid="empty"><h2>${t('calendars.none')}</h2><p>${t('calendars.noneTodo')}</p>
      ${may ? html`<button class="btn primary" @click=${() => (this.editing = 'new')}>${icon('plus', 14)}${t('calendars.add')}</button>` : nothing}</div>`;
  }
}
