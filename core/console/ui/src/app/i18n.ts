// SPDX-License-Identifier: Apache-2.0
import type english from '../i18n/en.json';
import { now } from './clock';
import { recall, remember } from './memory';

export type Key = keyof typeof english;
export type Language = 'en' | 'it';

// who reads one language does not wait for the other; the type is the check: an Italian text that is missing does not compile
const FILES: Record<Language, () => Promise<{ default: Record<Key, string> }>> = {
  en: () => import('../i18n/en.json'),
  it: () => import('../i18n/it.json'),
};
const changes = new EventTarget();

export const LANGUAGES: Record<Language, string> = { en: 'English', it: 'Italiano' };

export function language(): Language {
  return document.documentElement.lang === 'it' ? 'it' : 'en';
}

let texts = (await FILES[language()]()).default;

async function speak(next: Language): Promise<void> {
  texts = (await FILES[next]()).default;
  document.documentElement.lang = next;
  changes.dispatchEvent(new Event('language'));
}

export async function setLanguage(next: Language): Promise<void> {
  await speak(next);
  remember('language', next);
}

/** For who chose none himself. */
export async function adoptLanguage(usual: Language): Promise<void> {
  if (recall('language') === null && usual !== language()) await speak(usual);
}

// in which times are told; the machine's own, if this person chose none
let zone: string | undefined;

/** @param next null: the machine's */
export function setZone(next: string | null): void {
  const known = next !== null && isZone(next) ? next : undefined;
  if (known === zone) return;
  zone = known;
  // all that is written in words is drawn again
  changes.dispatchEvent(new Event('language'));
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false; // another browser knew it
  }
}

export const timeZone = (): string | undefined => zone;

/** @returns how to stop listening */
export function onLanguage(listener: () => void): () => void {
  changes.addEventListener('language', listener);
  return () => changes.removeEventListener('language', listener);
}

export function isKey(key: string): key is Key {
  return key in texts;
}

/** The text of a key in this person's language, its {holes} filled. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return texts[key].replace(/\{(\w+)\}/g, (hole, name: string) =>
    name in values ? String(values[name]) : hole,
  );
}

type Counted = Key extends infer K ? (K extends `${infer Stem}.other` ? Stem : never) : never;

/** The text for a count: keys `stem.one` and `stem.other`. */
export function count(stem: Counted, n: number, shown = number(n)): string {
  const form = new Intl.PluralRules(language()).select(n) === 'one' ? 'one' : 'other';
  return t(`${stem}.${form}` as Key, { n: shown });
}

export function number(n: number, digits = 0): string {
  return new Intl.NumberFormat(language(), { maximumFractionDigits: digits }).format(n);
}

export function percent(n: number): string {
  return new Intl.NumberFormat(language(), { style: 'percent', maximumFractionDigits: 0 }).format(n / 100);
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** @param digits behind the point, at most; what is small has one always */
export function bytes(n: number, digits = 0): string {
  let unit = 0;
  let value = n;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${number(value, unit === 0 ? 0 : value < 10 ? 1 : digits)} ${UNITS[unit]}`;
}

/** `3 min. ago`, short. */
export function ago(instant: string, at = now()): string {
  const seconds = Math.max(0, Math.round((at - Date.parse(instant)) / 1000));
  const format = new Intl.RelativeTimeFormat(language(), { style: 'narrow', numeric: 'auto' });
  if (seconds < 60) return format.format(-seconds, 'second');
  if (seconds < 3600) return format.format(-Math.floor(seconds / 60), 'minute');
  if (seconds < 86400) return format.format(-Math.floor(seconds / 3600), 'hour');
  return format.format(-Math.floor(seconds / 86400), 'day');
}

/** A moment in this person's own time zone. */
export function moment(instant: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'medium', timeZone: zone }).format(new Date(instant));
}

/** A moment to the minute, or from one to another, in milliseconds: what both share is said once. */
export function period(from: number, to = from): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).formatRange(from, to);
}

/** The time of day, `14:05`, in this person's own time zone or another one. */
export function clock(instant: string, its = zone): string {
  return new Intl.DateTimeFormat(language(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: its }).format(new Date(instant));
}

/** The day of an instant, or the one that it is now, `2026-03-27`, in this person's own time zone or another one. */
export function localDate(instant: string | number = now(), its = zone): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: its }).format(new Date(instant));
}

/** A local day as people call it: today, yesterday, or its date. */
export function dayName(date: string, at = now()): string {
  const days = Math.round((Date.parse(localDate(at)) - Date.parse(date)) / 86_400_000);
  const name =
    days === 0 || days === 1
      ? new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(-days, 'day')
      : new Intl.DateTimeFormat(language(), { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
  return name.charAt(0).toLocaleUpperCase(language()) + name.slice(1);
}

/** Which day it is here. */
export function today(): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'full', timeZone: zone }).format(now());
}

/** A day without a time, which is the same in every zone. */
export function day(date: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** `4 d 3 h`, the two largest units, the second unless it is nothing. */
export function span(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 86400), 'day'],
    [Math.floor(seconds / 3600) % 24, 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [Math.floor(seconds) % 60, 'second'],
  ];
  const first = parts.findIndex(([n]) => n > 0);
  return parts
    .slice(first < 0 ? 3 : first, first < 0 ? 4 : first + 2)
    .filter(([n], place) => place === 0 || n > 0)
    .map(([n, unit]) => new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'short' }).format(n))
    .join(' ');
}
