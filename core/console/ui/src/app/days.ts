// SPDX-License-Identifier: Apache-2.0
import { language } from './i18n';

// A day is text like 2026-03-27, which is the same in every zone; arithmetic is done in UTC, where no day is skipped.

const DAY = 86_400_000;

function utc(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

function text(date: Date): string {
  return date.toISOString().slice(0, 10);
}

export function isDate(value: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(utc(value).getTime()) && text(utc(value)) === value;
}

export function addDays(date: string, days: number): string {
  return text(new Date(utc(date).getTime() + days * DAY));
}

/** The same day of another month, or its last one. */
export function addMonths(date: string, months: number): string {
  const of = utc(date);
  const first = new Date(Date.UTC(of.getUTCFullYear(), of.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return text(new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(of.getUTCDate(), last))));
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(date: string): number {
  return utc(date).getUTCDay() || 7;
}

/** With which day weeks begin where this person is: a language alone does not say it. */
export function firstDay(tag = navigator.language): number {
  const here = tag.startsWith(language()) ? tag : language();
  const locale = new Intl.Locale(here) as Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
}

export function startOfWeek(date: string, first: number): string {
  return addDays(date, -((weekday(date) - first + 7) % 7));
}

/** The weeks that a month touches, each of seven days. */
export function weeksOf(date: string, first: number): string[][] {
  const month = date.slice(0, 7);
  const weeks: string[][] = [];
  for (let day = startOfWeek(`${month}-01`, first); weeks.length === 0 || day.slice(0, 7) === month; day = addDays(day, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, n) => addDays(day, n)));
  }
  return weeks;
}

/** Parts of a day's date, as `Intl` writes them. */
export function written(date: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language(), { ...options, timeZone: 'UTC' }).format(utc(date));
}

const A_MONDAY = '2026-01-05';

/** `Mon` for 0, `Sun` for 6. */
export function weekdayWord(n: number): string {
  return written(addDays(A_MONDAY, n), { weekday: 'short' });
}

/** `23 – 29 March 2026` */
export function writtenRange(from: string, to: string): string {
  return new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).formatRange(utc(from), utc(to));
}
