// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { get } from '../../app/api';
import { written } from '../../app/days';
import { day, t } from '../../app/i18n';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { base } from '../../style/base';
import { cardSheet } from '../asset/asset-sheet';
import { hoursText, momentIn, regionWord, weekWords, windowWords, type BusinessCalendar, type CalendarAnswer } from './rules';

/** How a calendar stands now, and what its rules are in words. */
@customElement('cu-calendar-facts')
export class CalendarFacts extends Part {
  static override styles = [
    base,
    cardSheet,
    css`
      :host { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); align-content: start; }
      .rule { padding: 0 16px 14px; display: grid; gap: 4px; }
      .rule h3 { margin: 0; font-size: 12px; font-weight: 500; color: var(--fg3); }
      .rule li { display: flex; gap: 12px; min-width: 0; }
      .rule li > :first-child { flex: 1; min-width: 0; overflow-wrap: anywhere; }
      .rule li > :not(:first-child) { color: var(--fg2); font-variant-numeric: tabular-nums; text-align: right; }
      .rules { padding-bottom: 2px; }
    `,
  ];

  @property({ attribute: false }) calendar!: BusinessCalendar;
  @state() private now: CalendarAnswer | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.every(60_000, () => void this.read());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('calendar')) return;
    this.now = null;
    void this.read();
  }

  private async read(): Promise<void> {
    const of = this.calendar;
    try {
      const now = await get<CalendarAnswer>(`/calendars/${of.id}/check`);
      if (of === this.calendar) this.now = now;
    } catch {
      return; // the days beside it tell what is wrong
    }
  }

  protected override render(): TemplateResult {
    const { rules } = this.calendar;
    return html`<section class="card" aria-labelledby="now" data-testid="calendar-now"><div class="top"><h2 id="now">${t('calendars.now')}</h2>${this.tags()}</div>${this.next()}</section>
      <section class="card rules" aria-labelledby="rules" data-testid="calendar-rules"><h2 id="rules">${t('calendars.rules')}</h2>
        ${this.rule(t('calendars.hours'), weekWords(rules))}
        ${rules.holidays ? this.rule(t('calendars.holidays'), [[regionWord(rules.holidays), '']]) : nothing}
        ${this.rule(t('calendars.feasts'), rules.feasts.map((f) => [f.name, written(`2024-${f.date.replace(/^--/, '')}`, { day: 'numeric', month: 'short' })]))}
        ${this.rule(t('calendars.extraDays'), rules.extraDays.map((e) => [e.name, [day(e.date), e.hours.map(hoursText).join(', ') || t('calendar.closed')].join(' · ')]))}
        ${this.rule(t('calendars.windows'), rules.windows.map((w) => [w.name, windowWords(w)]))}
        ${this.rule(t('calendars.freezes'), rules.freezes.map((f) => [f.name, f.from === f.to ? day(f.from) : `${day(f.from)} – ${day(f.to)}`]))}</section>`;
  }

  private rule(title: string, rows: [string, string][]): TemplateResult | typeof nothing {
    if (rows.length === 0) return nothing;
    return html`<div class="rule"><h3>${title}</h3><ul>${rows.map(([what, when]) => html`<li><span>${what}</span>${when ? html`<span>${when}</span>` : nothing}</li>`)}</ul></div>`;
  }

  private tags(): TemplateResult | typeof nothing {
    const now = this.now;
    if (!now) return nothing;
    return html`<span class="tag ${now.open ? 'ok' : ''}" data-testid="is-open" data-open=${now.open}>${icon(now.open ? 'circle-check' : 'circle-slash', 12)}${t(now.open ? 'calendars.open' : 'calendar.closed')}</span>
      ${now.frozen ? html`<span class="tag bad">${icon('lock', 12)}${t('calendars.freeze')}</span>` : now.inWindow ? html`<span class="tag info">${icon('wrench', 12)}${t('calendars.window')}</span>` : nothing}`;
  }

  private next(): TemplateResult {
    const now = this.now;
    const { zone } = this.calendar.rules;
    const when = (at: string | null | undefined) => (at ? momentIn(at, zone) : t('calendars.never'));
    const bone = html`<i class="bone" .style=${'width:90px'}></i>`;
    return html`<dl class="facts"><dt>${t(now?.open ? 'calendars.closes' : 'calendars.opens')}</dt><dd class="num">${now ? when(now.open ? now.nextClose : now.nextOpen) : bone}</dd>
      <dt>${t('calendars.nextWindow')}</dt><dd class="num">${now ? when(now.window?.from) : bone}</dd></dl>`;
  }
}
