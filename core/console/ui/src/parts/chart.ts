// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import uPlot, { type AlignedData } from 'uplot';
import sheet from 'uplot/dist/uPlot.min.css?inline';
import type { Chart as Shown, ChartLine } from '../../public/ui/sdk/1.1/sdk';
import { language, onLanguage, t, timeZone } from '../app/i18n';
import { measured } from '../app/measured';
import { onTheme } from '../app/theme';
import { base } from '../style/base';
import { columnsOf, isDashed, lookOf, optionsOf, placeOf, tokenOf } from './chart-drawing';
import { Part } from './element';

const HOURS = 2 * 3_600_000;

/** Values over time, and a cursor that tells them: by mouse, by touch, by the keys of a slider. */
@customElement('cu-chart')
export class Chart extends Part {
  // global sheets do not reach into a shadow root: uPlot's own comes along
  static override styles = [
    base,
    unsafeCSS(sheet),
    css`
      .plot { position: relative; border-radius: var(--r1); }
      .u-hz .u-cursor-x { border-right: 1px solid var(--control); }
      .u-select { background: var(--acc-bg); }
      .key { display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 0 12px 4px; font-size: 12px; color: var(--fg2); }
      .key li { display: flex; align-items: center; gap: 7px; }
      .tip { position: absolute; z-index: 2; top: 10px; pointer-events: none; padding: 6px 9px; border-radius: var(--r1); background: var(--bg3); box-shadow: var(--shadow); font-size: 12px; white-space: nowrap; }
      .tip p { color: var(--fg2); margin-bottom: 3px; }
      .tip dl { display: grid; grid-template-columns: auto auto auto; gap: 2px 8px; align-items: center; }
      .tip dd { text-align: right; font-weight: 600; font-variant-numeric: tabular-nums; }
      svg { flex: none; display: block; }
    `,
  ];

  @property({ attribute: false }) of!: Shown;
  @property({ type: Number }) height = 200;
  /** without names of lines: whoever shows it has them */
  @property({ type: Boolean }) bare = false;
  /** what the cursor is at */
  @state() private at: number | null = null;

  private plot: uPlot | null = null;
  private drawn: AlignedData = [[]];
  private look = '';

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

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has('of')) return;
    this.drawn = columnsOf(this.of);
    if (this.at !== null && this.at >= this.drawn[0].length) this.at = null;
  }

  override updated(changed: PropertyValues): void {
    if (!changed.has('of')) return;
    const look = lookOf(this.of);
    if (this.plot && look === this.look) this.plot.setData(this.drawn);
    else this.redraw();
    this.look = look;
  }

  private clear(): void {
    this.plot?.destroy();
    this.plot = null;
  }

  private redraw(): void {
    this.clear();
    const target = this.one('.draw');
    if (!target || this.clientWidth === 0) return;
    const told = { now: () => this.of, at: (index: number | null) => (this.at = index) };
    this.plot = new uPlot(optionsOf(told, { width: this.clientWidth, height: this.height }, (name) => getComputedStyle(this).getPropertyValue(name).trim()), this.drawn, target);
  }

  private go(event: KeyboardEvent): void {
    const last = this.drawn[0].length - 1;
    const here = this.at ?? last + 1;
    const to = { ArrowLeft: here - 1, ArrowRight: here + 1, PageUp: here - 10, PageDown: here + 10, Home: 0, End: last }[event.key];
    if (event.key === 'Escape') this.plot?.setCursor({ left: -1, top: -1 });
    if (to === undefined || last < 0 || !this.plot) return;
    event.preventDefault();
    const time = this.drawn[0][Math.max(0, Math.min(last, to))] ?? 0;
    this.plot.setCursor({ left: this.plot.valToPos(time, 'x'), top: 0 });
  }

  private value(value: number | null | undefined): string {
    return value == null ? t('chart.gap') : measured(value, this.of.unit);
  }

  private time(index: number): string {
    const isShort = this.of.to - this.of.from <= HOURS;
    const style = isShort ? ({ timeStyle: 'medium' } as const) : ({ dateStyle: 'medium', timeStyle: 'short' } as const);
    return new Intl.DateTimeFormat(language(), { ...style, timeZone: timeZone() }).format((this.drawn[0][index] ?? 0) * 1000);
  }

  /** What each line is at: its place, or that of nothing that is drawn, and words. */
  private values(index: number): { place: number | null; label: string; text: string }[] {
    return this.of.lines.flatMap((line, place) => {
      const columns = placeOf(this.of, place);
      const own = { place, label: line.label, text: this.value(this.drawn[columns.line]?.[index]) };
      if (columns.shade === null) return [own];
      const [high, low] = [this.drawn[columns.shade]?.[index], this.drawn[columns.shade + 1]?.[index]];
      return low == null || high == null ? [own] : [own, { place: null, label: t('chart.range'), text: `${this.value(low)} – ${this.value(high)}` }];
    });
  }

  private said({ label, values, low = values, high = values }: ChartLine): string {
    const newest = values.findLast((value) => value !== null);
    if (newest == null) return t('chart.nothing', { label });
    const end = (from: (number | null)[], which: (a: number, b: number) => number) => from.reduce<number>((far, value) => (value === null ? far : which(far, value)), newest);
    return t('chart.said', { label, newest: this.value(newest), least: this.value(end(low, Math.min)), greatest: this.value(end(high, Math.max)) });
  }

  protected override render(): TemplateResult {
    const { label, lines } = this.of;
    const last = Math.max(0, this.drawn[0].length - 1);
    const at = this.at ?? last;
    const told = this.drawn[0].length > 0 ? `${this.time(at)}: ${this.values(at).map((one) => `${one.label} ${one.text}`).join(', ')}` : t('chart.gap');
    return html`${lines.length > 1 && !this.bare ? html`<ul class="key">${lines.map((line, place) => html`<li>${mark(line, place)}${line.label}</li>`)}</ul>` : nothing}
      <div class="plot" role="slider" tabindex="0" aria-label="${label}. ${lines.map((line) => this.said(line)).join('. ')}" aria-readonly="true"
        aria-valuemin="0" aria-valuemax=${last} aria-valuenow=${at} aria-valuetext=${told} .style=${`height:${this.height}px`} @keydown=${this.go} data-testid="chart">
        <div class="draw"></div>${this.tip()}</div>`;
  }

  private tip(): TemplateResult | typeof nothing {
    if (this.at === null || !this.plot) return nothing;
    const x = this.plot.valToPos(this.drawn[0][this.at] ?? 0, 'x') + this.plot.over.offsetLeft;
    const side = x > this.clientWidth / 2 ? `right:${this.clientWidth - x + 12}px` : `left:${x + 12}px`;
    return html`<div class="tip" aria-hidden="true" .style=${side} data-testid="chart-tip"><p>${this.time(this.at)}</p>
      <dl>${this.values(this.at).map(({ place, label, text }) => html`<dt>${place === null ? nothing : mark(this.of.lines[place] as ChartLine, place)}</dt><dt class="quiet">${label}</dt><dd>${text}</dd>`)}</dl></div>`;
  }
}

/** How a line is told from others: by its colour and by how it is drawn. */
export function mark(line: ChartLine, place: number): TemplateResult {
  return html`<svg width="18" height="4" aria-hidden="true"><line x1="0" x2="18" y1="2" y2="2" stroke-width="2"
    .style=${`stroke:var(${tokenOf(line, place)})`} stroke-dasharray=${isDashed(line, place) ? '5 3' : ''}></line></svg>`;
}
