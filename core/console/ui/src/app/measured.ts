// SPDX-License-Identifier: Apache-2.0
import { bytes, language, number, span } from './i18n';

/** Lines across a chart, beside the lowest. */
const STEPS = 4;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DURATIONS = [1, 2, 5, 10, 15, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY];

/** A value as people read it, `12.4%`, `3.2 GiB`, `4 d 3 h`; units as UCUM writes them (ucum.org), as agents do. */
export function measured(value: number, unit: string): string {
  switch (unit) {
    case '%':
      return new Intl.NumberFormat(language(), { style: 'percent', maximumFractionDigits: 1 }).format(value / 100);
    case 'By':
    case 'By/s':
      return `${value < 0 ? '−' : ''}${bytes(Math.abs(value), 1)}${unit.slice(2)}`;
    case 's':
      return Math.abs(value) < MINUTE ? `${plain(value)} s` : span(value);
    case '1':
      return plain(value);
    default:
      // in braces: what is counted
      return `${plain(value)} ${unit.replace(/[{}]/g, '')}`;
  }
}

/** What is less than one keeps the digits that tell it from nothing. */
function plain(value: number): string {
  if (Math.abs(value) >= 1) return number(value, 2);
  return new Intl.NumberFormat(language(), { maximumSignificantDigits: 2 }).format(value);
}

/** Round values that a chart is lined by, lowest first: all values lie between them, and so does nothing at all. */
export function ticks(least: number, greatest: number, unit: string): number[] {
  if (unit === '%' && least >= 0 && greatest <= 100) return [0, 25, 50, 75, 100];
  const low = Math.min(0, least);
  const high = Math.max(0, greatest) > low ? Math.max(0, greatest) : low + 1;
  const step = roundStep((high - low) / STEPS, unit);
  const first = Math.floor(low / step);
  return Array.from({ length: Math.ceil(high / step) - first + 1 }, (_, n) => (first + n) * step);
}

function roundStep(least: number, unit: string): number {
  if (unit.startsWith('By')) return Math.max(1, 2 ** Math.ceil(Math.log2(least)));
  if (unit !== 's') return decimal(least);
  return DURATIONS.find((step) => step >= least) ?? decimal(least / DAY) * DAY;
}

function decimal(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((factor) => factor * power >= least) ?? 10) * power;
}
