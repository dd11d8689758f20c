// SPDX-License-Identifier: Apache-2.0
import { weekdayWord } from '../../app/days';
import { duration } from '../../app/duration';
import { clock, language, t } from '../../app/i18n';
import type { CalendarDate, CalendarEntry } from '../../parts/calendar';

// The records of io.custode.api.calendar as JSON.

export const WEEK = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
export type WeekDay = (typeof WEEK)[number];

export interface Hours {
  from: string;
  to: string;
}

export interface MaintenanceWindow {
  name: string;
  day: WeekDay;
  week: number | null;
  from: string;
  length: string;
}

export interface CalendarRules {
  zone: string;
  hours: (Hours & { day: WeekDay })[];
  holidays: { country: string; region: string | null } | null;
  feasts: { date: string; name: string }[];
  extraDays: { date: string; name: string; hours: Hours[] }[];
  windows: MaintenanceWindow[];
  freezes: { name: string; from: string; to: string }[];
}

export interface BusinessCalendar {
  id: string;
  /** null: the provider's */
  tenant: string | null;
  name: string;
  rules: CalendarRules;
  revision: number;
}

export interface Span {
  from: string;
  to: string;
}

export interface CalendarDay {
  date: string;
  reason: string | null;
  open: Span[];
  windows: Span[];
  frozen: boolean;
}

/** What a calendar says of now. */
export interface CalendarAnswer {
  open: boolean;
  nextOpen: string | null;
  nextClose: string | null;
  frozen: boolean;
  inWindow: boolean;
  window: Span | null;
}

/** The lines by which people write rules, as commands take them. */
export interface RuleLines {
  hours: string[];
  holidays: string;
  feasts: string[];
  extraDays: string[];
  windows: string[];
  freezes: string[];
}

const short = (day: WeekDay) => day.slice(0, 3).toLowerCase();

/** `24:00` ends a day. */
export function hoursText({ from, to }: Hours): string {
  return `${from.slice(0, 5)}-${to.startsWith('00:00') ? '24:00' : to.slice(0, 5)}`;
}

/** Days in a row that have the same hours are one line. */
function weekLines(hours: CalendarRules['hours']): { first: WeekDay; last: WeekDay; times: string }[] {
  const lines: { first: WeekDay; last: WeekDay; times: string }[] = [];
  let before = '';
  for (const day of WEEK) {
    const times = hours.filter((h) => h.day === day).map(hoursText).sort().join(' ');
    const line = lines.at(-1);
    if (times && times === before && line) line.last = day;
    else if (times) lines.push({ first: day, last: day, times });
    before = times;
  }
  return lines;
}

export function linesOf(rules: CalendarRules): RuleLines {
  return {
    hours: weekLines(rules.hours).map(({ first, last, times }) => `${short(first)}${first === last ? '' : `-${short(last)}`} ${times}`),
    holidays: rules.holidays ? [rules.holidays.country, rules.holidays.region].filter(Boolean).join('/').toLowerCase() : '',
    feasts: rules.feasts.map((f) => `${f.date.replace(/^--/, '')} ${f.name}`),
    extraDays: rules.extraDays.map((e) => [e.date, ...e.hours.map(hoursText), e.name].join(' ')),
    windows: rules.windows.map((w) => `${w.week === null ? '' : w.week < 0 ? 'last.' : `${w.week}.`}${short(w.day)} ${w.from.slice(0, 5)} ${w.length} ${w.name}`),
    freezes: rules.freezes.map((f) => `${f.from}/${f.to} ${f.name}`),
  };
}

export function dayWord(day: WeekDay): string {
  return weekdayWord(WEEK.indexOf(day));
}

/** The week in words, `Mon – Fri`. */
export function weekWords(rules: CalendarRules): [string, string][] {
  return weekLines(rules.hours).map(({ first, last, times }) => [first === last ? dayWord(first) : `${dayWord(first)} – ${dayWord(last)}`, times.replaceAll('-', '–').replaceAll(' ', ', ')]);
}

export function regionWord({ country, region }: { country: string; region: string | null }): string {
  const code = country.toUpperCase();
  const name = /^[A-Z]{2}$/.test(code) ? new Intl.DisplayNames(language(), { type: 'region' }).of(code) : code;
  return region ? `${name ?? code} / ${region}` : (name ?? code);
}

/** A time of day in a calendar's zone; the end of a day is 24:00. */
function clockIn(instant: string, zone: string, ends = false): string {
  const time = clock(instant, zone);
  return ends && time === '00:00' ? '24:00' : time;
}

function spans(all: Span[], zone: string): string {
  return all.map(({ from, to }) => `${clockIn(from, zone)} – ${clockIn(to, zone, true)}`).join(', ');
}

/** What a calendar draws of a day. */
export function drawn(day: CalendarDay, { zone, freezes }: CalendarRules): CalendarDate {
  const entries: CalendarEntry[] = [];
  if (day.reason) entries.push({ title: day.reason, icon: 'sun', tone: 'warn' });
  if (day.frozen) entries.push({ title: freezes.find((f) => f.from <= day.date && day.date <= f.to)?.name ?? t('calendars.freeze'), icon: 'lock', tone: 'bad' });
  if (day.open.length) entries.push({ title: t('calendars.open'), time: spans(day.open, zone), icon: 'clock', tone: 'ok' });
  if (day.windows.length) entries.push({ title: t('calendars.window'), time: spans(day.windows, zone), icon: 'wrench', tone: 'info' });
  return { entries, closed: day.open.length === 0 };
}

/** A moment in a calendar's zone. */
export function momentIn(instant: string, zone: string): string {
  return new Intl.DateTimeFormat(language(), { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(new Date(instant));
}

/** Which of a month's such days, in words. */
export function windowWords(window: MaintenanceWindow): string {
  const day = dayWord(window.day);
  const which = window.week === null ? day : window.week < 0 ? t('calendars.last', { day }) : t('calendars.nth', { n: window.week, day });
  return `${which} ${window.from.slice(0, 5)}, ${duration(window.length)}`;
}
