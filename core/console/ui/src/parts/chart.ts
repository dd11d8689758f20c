// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import uPlot, { type AlignedData, type Axis, type Options, type Series } from 'uplot';
import sheet from 'uplot/dist/uPlot.min.css?inline';
import { language, measured, moment, onLanguage, timeZone } from '../app/i18n';
import { onTheme } from '../app/theme';
import { base } from '../style/base';
import { Part } from './element';

export interface Line {
  label: string;
  /** a design token, `--acc` */
  colour: string;
  dashed?: boolean;
  filled?: boolean;
  /** whether the data has its least and greatest values too, behind all lines */
  band?: boolean;
}

const WINDOW = 15 * 60;
const DAY = 24 * 60 * 60;

/** Twice as much each: what is counted in bytes is read in KiB and GiB. */
const BYTES = Array.from({ length: 60 }, (_, i) => 2 ** i);

/** Values over time: percentages of the last quarter of an hour, unless it is told otherwise. */
@customElement('cu-chart')
export class Chart extends Part {
  // global sheets do not reach into a shadow root: uPlot's own comes along
  static override styles = [
    base,
    unsafeCSS(sheet),
    css`
      :host { display: block; min-height: 200px; }
      .u-hz .u-cursor-x { border-color: var(--control); }
      p { margin: 0; min-height: 18px; padding-left: 12px; color: var(--fg2); font-size: 12px; font-variant-numeric: tabular-nums; }
    `,
  ];

  @property({ attribute: false }) lines: Line[] = [];
  /** times in seconds, then the values of each line, then least and greatest of each that has a band */
  @property({ attribute: false }) data: (number | null)[][] = [];
  @property() label = '';
  @property() unit = '%';
  /** seconds; 0: the last quarter of an hour */
  @property({ type: Number }) from = 0;
  @property({ type: Number }) to = 0;
  @property({ type: Number }) height = 200;

  private plot: uPlot | null = null;
  private drawn = '';

  override connectedCallback(): void {
    super.connectedCallback();
    const redraw = () => this.redraw();
    this.until(onTheme(redraw));
    this.until(onLanguage(redraw));
    const sizes = new ResizeObserver(() => {
      if (this.plot) this.plot.setSize({ width: this.clientWidth, height: this.height });
      else this.redraw();
    });
    sizes.observe(this);
    this.until(() => sizes.disconnect());
    this.until(() => this.clear());
  }

  override updated(): void {
    if (this.plot && this.drawn === this.look()) this.plot.setData(this.data as AlignedData);
    else this.redraw();
  }

  /** What needs another plot when it changes. */
  private look(): string {
    return JSON.stringify([this.lines, this.unit, this.from, this.to, this.height]);
  }

  private clear(): void {
    this.plot?.destroy();
    this.plot = null;
  }

  private redraw(): void {
    this.clear();
    this.drawn = this.look();
    const target = this.one('div');
    if (target && this.clientWidth > 0 && this.data.length > 0) {
      this.plot = new uPlot(this.options(), this.data as AlignedData, target);
    }
  }

  private options(): Options {
    const banded = this.lines.filter((line) => line.band);
    const first = this.lines.length + 1;
    return {
      width: this.clientWidth,
      height: this.height,
      padding: [8, 12, 0, 0],
      legend: { show: false },
      cursor: { points: { size: 6 }, y: false, drag: { x: false, y: false } },
      scales: {
        x: { range: (_, __, newest) => (this.to ? [this.from, this.to] : [newest - WINDOW, newest]) },
        y: { range: this.unit === '%' ? [0, 100] : (_, least, greatest) => (least === null ? [0, 1] : uPlot.rangeNum(least, greatest, 0.1, true)) },
      },
      axes: this.axes(),
      series: [{}, ...this.lines.map((line) => this.series(line)), ...banded.flatMap(() => [this.edge(), this.edge()])],
      bands: banded.map((line, i) => ({ series: [first + 2 * i + 1, first + 2 * i], fill: `${this.token(line.colour)}30` })),
      hooks: { setCursor: [(plot) => this.tell(plot.cursor.idx ?? null)] },
    };
  }

  /** Of what the pointer is at; by hand, since drawing anew would move it again. */
  private tell(at: number | null): void {
    const said = this.one('p');
    const time = at === null ? null : this.data[0]?.[at];
    if (!said) return;
    said.textContent = typeof time !== 'number' ? '' : `${moment(new Date(time * 1000).toISOString())} · ${this.lines.map((line, i) => this.value(line, i, at ?? 0)).join(' · ')}`;
  }

  private value(line: Line, index: number, at: number): string {
    const text = (column: number) => {
      const value = this.data[column]?.[at];
      return typeof value === 'number' ? measured(value, this.unit) : '–';
    };
    const band = this.lines.filter((l) => l.band).indexOf(line);
    const low = this.lines.length + 1 + 2 * band;
    return `${line.label} ${text(index + 1)}${band >= 0 ? ` (${text(low)} – ${text(low + 1)})` : ''}`;
  }

  private axes(): Axis[] {
    const look: Axis = {
      stroke: this.token('--fg3'),
      grid: { stroke: this.token('--line'), width: 1 },
      ticks: { show: false },
      font: '11px "Inter Variable", Inter, sans-serif',
    };
    const time = new Intl.DateTimeFormat(language(), this.to - this.from > 2 * DAY ? { day: 'numeric', month: 'short', timeZone: timeZone() } : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: timeZone() });
    const values: Axis = { ...look, size: this.unit === '%' ? 44 : 76, values: (_, splits) => splits.map((value) => measured(value, this.unit)) };
    if (this.unit === '%') values.splits = [0, 25, 50, 75, 100];
    if (this.unit.startsWith('By')) values.incrs = BYTES;
    return [{ ...look, size: 26, space: 70, values: (_, splits) => splits.map((s) => time.format(s * 1000)) }, values];
  }

  private edge(): Series {
    return { points: { show: false } };
  }

  private series(line: Line): Series {
    const colour = this.token(line.colour);
    const series: Series = { stroke: colour, width: 1.75, points: { show: false }, spanGaps: false };
    if (line.dashed) series.dash = [5, 4];
    if (line.filled) {
      series.fill = (plot) => {
        const fill = plot.ctx.createLinearGradient(0, plot.bbox.top, 0, plot.bbox.top + plot.bbox.height);
        fill.addColorStop(0, `${colour}40`);
        fill.addColorStop(1, `${colour}00`);
        return fill;
      };
    }
    return series;
  }

  private token(name: string): string {
    return getComputedStyle(this).getPropertyValue(name).trim();
  }

  protected override render(): TemplateResult {
    return html`<div role="img" aria-label=${this.label} .style=${`height:${this.height}px`}></div>${this.to ? html`<p aria-hidden="true"></p>` : nothing}`;
  }
}
