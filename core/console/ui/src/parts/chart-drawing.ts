// SPDX-License-Identifier: Apache-2.0
import uPlot, { type AlignedData, type Axis, type Options, type Series } from 'uplot';
import type { Chart, ChartLine } from '../../public/ui/sdk/1.1/sdk';
import { language, timeZone } from '../app/i18n';
import { measured, ticks } from '../app/measured';

const TOKENS = { first: '--acc', second: '--series2', ok: '--ok', info: '--info', warn: '--warn', bad: '--bad', quiet: '--fg3' };
const PLACES = ['first', 'second', 'info', 'warn'] as const;
const FONT = '11px "Inter Variable", Inter, sans-serif';
const DAY = 86_400;
const MONTH = 28 * DAY;

/** As wide as no label of values is not to be. */
const LEAST_AXIS = 44;
const CHARACTER = 6.2;
const RIGHT = 12;

type Column = (number | null)[];

/** What a drawing asks while it is there, and whom it tells. */
export interface Told {
  now(): Chart;
  at(index: number | null): void;
}

/** The design token of a line's colour. */
export function tokenOf(line: ChartLine, place: number): string {
  return TOKENS[line.tone ?? PLACES[place] ?? 'quiet'];
}

export function isDashed(line: ChartLine, place: number): boolean {
  return line.dashed ?? place > 0;
}

const isShaded = (line: ChartLine) => Boolean(line.low && line.high);

/** Where a line is among the columns, and where the greatest and after it the least of its shade are: shades are behind all lines. */
export function placeOf({ lines }: Chart, place: number): { line: number; shade: number | null } {
  const shaded = lines.filter(isShaded);
  const line = lines[place];
  return { line: 1 + 2 * shaded.length + place, shade: line && isShaded(line) ? 1 + 2 * shaded.indexOf(line) : null };
}

/** What needs another plot when it changes. */
export function lookOf({ unit, lines, choose }: Chart): string {
  return JSON.stringify([unit, Boolean(choose), lines.map((line) => [line.label, line.tone, line.dashed, line.filled, isShaded(line)])]);
}

/** Seconds, the shades, then each line; between what is not to be joined a row of nothing. */
export function columnsOf({ times, lines, gap = Infinity }: Chart): AlignedData {
  const sources: Column[] = [...lines.filter(isShaded).flatMap((line) => [line.high ?? [], line.low ?? []]), ...lines.map((line) => line.values)];
  const seconds: number[] = [];
  const columns: Column[] = sources.map(() => []);
  times.forEach((time, n) => {
    const before = times[n - 1];
    if (before !== undefined && time - before > gap) {
      seconds.push((before + time) / 2000);
      for (const column of columns) column.push(null);
    }
    seconds.push(time / 1000);
    columns.forEach((column, c) => column.push(sources[c]?.[n] ?? null));
  });
  return [seconds, ...columns];
}

/** @param token the value of one in the theme that is */
export function optionsOf(told: Told, size: { width: number; height: number }, token: (name: string) => string): Options {
  const chart = told.now();
  const colours = chart.lines.map((line, place) => token(tokenOf(line, place)));
  const shades = chart.lines.flatMap((_, place) => placeOf(chart, place).shade ?? []);
  const side: Series = { width: 0, points: { show: false } };
  return {
    ...size,
    padding: [8, RIGHT, 0, 0],
    legend: { show: false },
    tzDate: (seconds) => zoned(seconds),
    cursor: {
      points: { size: 7 },
      y: false,
      drag: { x: Boolean(chart.choose), y: false, setScale: false, dist: 6 },
      // from value to value
      move: (plot, left, top) => [left < 0 ? left : plot.valToPos(plot.data[0][plot.posToIdx(left)] ?? 0, 'x'), top],
    },
    hooks: {
      setCursor: [(plot) => told.at((plot.cursor.left ?? -1) < 0 ? null : (plot.cursor.idx ?? null))],
      setSelect: [(plot) => chosen(plot, told)],
    },
    scales: { x: { range: () => [told.now().from / 1000, told.now().to / 1000] }, y: { range: (plot) => ends(lined(plot, told)) } },
    axes: axes(told, token),
    series: [{}, ...shades.flatMap(() => [side, side]), ...chart.lines.map((line, place) => series(line, place, colours[place] ?? ''))],
    bands: chart.lines.flatMap((_, place) => {
      const { shade } = placeOf(chart, place);
      return shade === null ? [] : [{ series: [shade, shade + 1], fill: `${colours[place]}33` }];
    }),
  };
}

function zoned(seconds: number): Date {
  const date = new Date(seconds * 1000);
  const zone = timeZone();
  return zone === undefined ? date : uPlot.tzDate(date, zone);
}

function chosen(plot: uPlot, told: Told): void {
  const { left, width } = plot.select;
  if (width <= 0) return;
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  told.now().choose?.(plot.posToVal(left, 'x') * 1000, plot.posToVal(left + width, 'x') * 1000);
}

function lined(plot: uPlot, told: Told): number[] {
  const known = plot.data.slice(1).flatMap((column) => [...column].filter((value) => value != null));
  const [least, greatest] = known.reduce<[number, number]>(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [known[0] ?? 0, known[0] ?? 0]);
  return ticks(least, greatest, told.now().unit);
}

function ends(all: number[]): [number, number] {
  return [all[0] ?? 0, all.at(-1) ?? 1];
}

function axes(told: Told, token: (name: string) => string): Axis[] {
  const look: Axis = { stroke: token('--fg3'), grid: { stroke: token('--line'), width: 1 }, ticks: { show: false }, font: FONT };
  return [
    { ...look, size: 26, space: 70, values: (plot, splits, _, __, step) => splits.map((at) => within(plot, at, timeLabel(at, step))) },
    {
      ...look,
      size: (_, labels) => Math.max(LEAST_AXIS, ...(labels ?? []).map((label) => 16 + label.length * CHARACTER)),
      splits: (plot) => lined(plot, told),
      values: (_, splits) => splits.map((value) => measured(value, told.now().unit)),
    },
  ];
}

/** A label at the right edge that would be cut off is left out. */
function within(plot: uPlot, at: number, label: string): string {
  const [from, to] = [plot.scales.x?.min ?? 0, plot.scales.x?.max ?? 1];
  const room = ((to - at) / (to - from)) * (plot.width - LEAST_AXIS) + RIGHT;
  return room < (label.length * CHARACTER) / 2 ? '' : label;
}

/** What tells a line across time from the one before it: a month, a day, or the time, with the day where one begins. */
function timeLabel(at: number, step: number): string {
  const format = (style: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language(), { ...style, hourCycle: 'h23', timeZone: timeZone() }).format(at * 1000);
  if (step >= MONTH) return format({ month: 'short', year: '2-digit' });
  const clock = format({ hour: '2-digit', minute: '2-digit', ...(step < 60 ? { second: '2-digit' } : {}) });
  return step >= DAY || /^00:00(:00)?$/.test(clock) ? format({ day: 'numeric', month: 'short' }) : clock;
}

function series(line: ChartLine, place: number, colour: string): Series {
  return {
    stroke: colour,
    width: 1.75,
    spanGaps: false,
    // a value that stands alone makes no line
    points: { show: false, size: 4, fill: colour, filter: (plot, n) => alone(plot.data[n] as Column) },
    ...(isDashed(line, place) ? { dash: [5, 4] } : {}),
    ...(line.filled && !isShaded(line) ? { fill: (plot: uPlot) => ground(plot, colour) } : {}),
  };
}

function alone(column: Column): number[] {
  return column.flatMap((value, n) => (value != null && column[n - 1] == null && column[n + 1] == null ? [n] : []));
}

function ground(plot: uPlot, colour: string): CanvasGradient {
  const fill = plot.ctx.createLinearGradient(0, plot.bbox.top, 0, plot.bbox.top + plot.bbox.height);
  fill.addColorStop(0, `${colour}40`);
  fill.addColorStop(1, `${colour}00`);
  return fill;
}
