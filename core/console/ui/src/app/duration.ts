// SPDX-License-Identifier: Apache-2.0
import { language } from './i18n';

const UNITS: Record<string, number> = { d: 86_400, g: 86_400, h: 3600, m: 60, s: 1 };

/** Seconds of an ISO 8601 duration as the platform writes it (`PT36H`, `P2DT3H`); null: it is none. */
export function seconds(iso: string): number | null {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i.exec(iso);
  if (!parts || iso.length < 3) return null;
  const [days, hours, minutes, rest] = parts.slice(1).map((part) => Number(part ?? 0));
  return (days ?? 0) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (rest ?? 0);
}

/** `4 h`: a duration in this person's words; what is none stays as it is. */
export function duration(iso: string): string {
  if (!seconds(iso)) return iso;
  const unit = (n: number, name: string) => new Intl.NumberFormat(language(), { style: 'unit', unit: name, unitDisplay: 'short' }).format(n);
  return parts(iso).map(([n, [, name]]) => unit(n, name)).join(' ');
}

/** What people type: `90m`, `1d 4h` (Italian `g` too), or ISO 8601 itself. Null: it is none. */
export function typedDuration(text: string): string | null {
  const typed = text.trim().toLowerCase();
  if (seconds(typed) !== null) return typed.toUpperCase();
  if (!/^(\d+\s*[dghms]\s*)+$/.test(typed)) return null;
  const total = [...typed.matchAll(/(\d+)\s*([dghms])/g)].reduce((sum, [, n, unit]) => sum + Number(n) * (UNITS[unit ?? ''] ?? 0), 0);
  return isoOf(total);
}

/** As one would type it: `1d 4h`. */
export function asTyped(iso: string): string {
  return seconds(iso) ? parts(iso).map(([n, [letter]]) => `${n}${letter}`).join(' ') : iso;
}

const SIZES = [['d', 'day', 86_400], ['h', 'hour', 3600], ['m', 'minute', 60], ['s', 'second', 1]] as const;

/** How many of each unit, the largest first, those of which there are none left out. */
function parts(iso: string): [number, (typeof SIZES)[number]][] {
  let rest = seconds(iso) ?? 0;
  return SIZES.map((size): [number, (typeof SIZES)[number]] => {
    const n = Math.floor(rest / size[2]);
    rest -= n * size[2];
    return [n, size];
  }).filter(([n]) => n > 0);
}

function isoOf(total: number): string {
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const time = [hours && `${hours}H`, minutes && `${minutes}M`, rest && `${rest}S`].filter(Boolean).join('');
  return `PT${time || '0S'}`;
}
