// SPDX-License-Identifier: Apache-2.0
import { css, html, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import uPlot, { type AlignedData, type Axis, type Options, type Series } from 'uplot';
import sheet from 'uplot/dist/uPlot.min.css?inline';
import { language, onLanguage, percent, timeZone } from '../app/i18n';
import { onTheme } from '../app/theme';
import { base } from '../style/base';
import { Part } from './element';

export interface Line {
  label: string;
  /** a design token, `--acc` */
  colour: string;
  dashed?: boolean;
  filled?: boolean;
}

const WINDOW = 15 * 60;

/** Percentages over the last quarter of an hour. */
@customElement('cu-chart')
export class Chart extends Part {
  // global sheets do not reach into a shadow root: uPlot's own comes along
  static override styles = [
    base,
    unsafeCSS(sheet),
    css`
      :host { min-height: 200px; }
      .u-hz .u-cursor-x { border-color: var(--control); }
    `,
  ];

  @property({ attribute: false }) lines: Line[] = [];
  @property({ attribute: false }) data: (number | null)[][] = [];
  @property() label = '';
  @property({ type: Number }) height = 200;

  private plot: uPlot | null = null;

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
    if (this.plot) this.plot.setData(this.data as AlignedData);
    else this.redraw();
  }

  private clear(): void {
    this.plot?.destroy();
    this.plot = null;
  }

  private redraw(): void {
    this.clear();
    const target = this.one('div');
    if (target && this.clientWidth > 0 && this.data.length > 0) {
      this.plot = new uPlot(this.options(), this.data as AlignedData, target);
    }
  }

  private options(): Options {
    return {
      width: this.clientWidth,
      height: this.height,
      padding: [8, 12, 0, 0],
      legend: { show: false },
      cursor: { points: { size: 6 }, y: false, drag: { x: false, y: false } },
      scales: { x: { range: (_, __, newest) => [newest - WINDOW, newest] }, y: { range: [0, 100] } },
      axes: this.axes(),
      series: [{}, ...this.lines.map((line) => this.series(line))],
    };
  }

  private axes(): Axis[] {
    const look: Axis = {
      stroke: this.token('--fg3'),
      grid: { stroke: this.token('--line'), width: 1 },
      ticks: { show: false },
      font: '11px "Inter Variable", Inter, sans-serif',
    };
    const time = new Intl.DateTimeFormat(language(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: timeZone() });
    return [
      { ...look, size: 26, space: 70, values: (_, splits) => splits.map((s) => time.format(s * 1000)) },
      { ...look, size: 44, splits: [0, 25, 50, 75, 100], values: (_, splits) => splits.map(percent) },
    ];
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
    return html`<div role="img" aria-label=${this.label} .style=${`height:${this.height}px`}></div>`;
  }
}
