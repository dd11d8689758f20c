// SPDX-License-Identifier: Apache-2.0
import { CustodeElement, api, base, chart, css, html, icon, measured } from '@custode/sdk';
import { nameOf, t } from './texts.js';

const HOUR = 3_600_000;
const PERIODS = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR, month: 30 * 24 * HOUR, year: 365 * 24 * HOUR };
const EVERY = 30_000;
const POINTS = 300;

/** Shown first, if they are there: percentages tell the most. */
const FIRST = ['cpu.used', 'mem.used.percent', 'disk.used.percent', 'net.rx', 'net.tx', 'load.1'];
const rank = ({ name }) => (FIRST.findIndex((one) => name === one || name.startsWith(`${one}:`)) + 100) % 100;
const keyOf = (series) => `${series.name} ${series.unit}`;

/** What was measured on a machine: its series, and one of them over time. */
export class HistoryPanel extends CustodeElement {
  static properties = {
    period: { state: true },
    end: { state: true },
    all: { state: true },
    chosen: { state: true },
    curve: { state: true },
    why: { state: true },
  };

  static styles = [
    base,
    css`
      /* panels are in a narrow column on wide screens, and in a wide one on some */
      :host { display: block; container-type: inline-size; }
      .top { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-bottom: 10px; }
      .periods { display: flex; flex-wrap: wrap; gap: 4px; }
      .periods .btn[aria-pressed='true'] { border-color: var(--acc); color: var(--acc); }
      .top .move { display: flex; gap: 4px; margin-left: auto; }
      .both { display: grid; grid-template-columns: minmax(190px, 260px) minmax(0, 1fr); gap: 16px; }
      .series { display: grid; gap: 2px; align-content: start; max-height: 300px; overflow-y: auto; }
      .series button { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 8px; padding: 6px 8px; border: 0; border-left: 2px solid transparent; border-radius: 4px; background: none; color: var(--fg); font: inherit; text-align: left; cursor: pointer; }
      .series button:hover { background: var(--bg2); }
      .series button[aria-current='true'] { border-left-color: var(--acc); background: var(--bg2); }
      .series b { font-weight: 500; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .series .last { font-variant-numeric: tabular-nums; }
      .series small { grid-column: 1 / -1; color: var(--fg2); font-variant-numeric: tabular-nums; }
      .from { margin: 6px 0 0 12px; font-size: 12px; }
      .empty { display: grid; min-height: 200px; place-content: center; gap: 8px; justify-items: center; text-align: center; color: var(--fg2); }
      .curve { min-width: 0; }
      @container (max-width: 640px) {
        .both { grid-template-columns: minmax(0, 1fr); }
        .curve { order: -1; }
        .series { max-height: 240px; }
        .periods .btn { padding: 0 8px; }
      }
    `,
  ];

  constructor() {
    super();
    this.period = 'day';
    this.end = null;
    this.all = null;
    this.chosen = null;
    this.curve = null;
    this.why = '';
    this.asked = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    void this.load();
    this.timer = setInterval(() => {
      if (this.end === null && !document.hidden) void this.load();
    }, EVERY);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  get route() {
    return `/tenants/${this.ctx.asset.tenant}/plugins/monitoring/assets/${this.ctx.asset.id}`;
  }

  span() {
    const to = this.end ?? Date.now();
    return { from: to - PERIODS[this.period], to };
  }

  /** What comes after something newer was asked for is left. */
  async load() {
    const asked = ++this.asked;
    const { from, to } = this.span();
    const times = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;
    try {
      const all = (await api(`${this.route}/summary?${times}`)).items.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
      const chosen = all.find((one) => keyOf(one) === this.chosen) ?? all[0];
      const curve = chosen && (await api(`${this.route}/history?name=${encodeURIComponent(chosen.name)}&unit=${encodeURIComponent(chosen.unit)}&${times}&most=${POINTS}`));
      if (asked !== this.asked) return;
      this.all = all;
      this.chosen = chosen ? keyOf(chosen) : this.chosen;
      this.curve = curve ? { ...curve, from, to } : null;
      this.why = '';
    } catch (thrown) {
      if (asked === this.asked) this.why = thrown.message;
    }
  }

  show(change) {
    Object.assign(this, change);
    void this.load();
  }

  move(by) {
    const end = (this.end ?? Date.now()) + by * PERIODS[this.period];
    this.show({ end: end >= Date.now() ? null : end });
  }

  render() {
    return html`<div data-testid="measurements">
      <div class="top">
        <div class="periods" role="group" aria-label=${t('period')}>
          ${Object.keys(PERIODS).map((id) => html`<button class="btn" data-testid="period-${id}" aria-pressed=${this.period === id} @click=${() => this.show({ period: id })}>${t(id)}</button>`)}
        </div>
        <div class="move">
          <button class="btn" data-testid="earlier" aria-label=${t('earlier')} @click=${() => this.move(-1)}>${icon('chevron-left', 14)}</button>
          <button class="btn" data-testid="later" aria-label=${t('later')} ?disabled=${this.end === null} @click=${() => this.move(1)}>${icon('chevron-right', 14)}</button>
          <button class="btn" data-testid="now" ?disabled=${this.end === null} @click=${() => this.show({ end: null })}>${t('now')}</button>
        </div>
      </div>
      ${this.why ? html`<div class="notice bad" data-testid="failed" role="alert"><p>${t('failed', { why: this.why })}</p><button class="btn" data-testid="again" @click=${() => this.load()}>${t('again')}</button></div>` : ''}
      ${this.content()}
    </div>`;
  }

  content() {
    if (!this.all) return html`<p class="empty" aria-busy=${!this.why}>${this.why ? '' : t('loading')}</p>`;
    if (this.all.length === 0) return html`<p class="empty" data-testid="none">${this.end === null && this.period !== 'hour' ? t('never') : t('none')}</p>`;
    return html`<div class="both">
      <div class="series" role="group" aria-label=${t('series')}>${this.all.map((one) => this.line(one))}</div>
      <div class="curve">${this.drawn()}</div>
    </div>`;
  }

  line(one) {
    const key = keyOf(one);
    return html`<button data-testid="series" aria-current=${key === this.chosen} @click=${() => this.show({ chosen: key })}>
      <b title=${one.name}>${nameOf(one.name)}</b><span class="last">${measured(one.last, one.unit)}</span>
      <small>${t('range', { low: measured(one.min, one.unit), high: measured(one.max, one.unit) })}</small>
    </button>`;
  }

  drawn() {
    const curve = this.curve;
    const one = this.all.find((series) => keyOf(series) === this.chosen);
    if (!curve || !one || curve.values.length === 0) return html`<p class="empty">${t('none')}</p>`;
    const isEach = curve.stepSeconds === 0;
    const values = withGaps(curve.values, curve.stepSeconds * 1000);
    const line = { label: isEach ? t('value') : t('average'), values: values.map((v) => v.average) };
    if (!isEach) Object.assign(line, { low: values.map((v) => v.min), high: values.map((v) => v.max) });
    const label = t('said', { name: nameOf(one.name), last: measured(one.last, one.unit), low: measured(one.min, one.unit), high: measured(one.max, one.unit) });
    return html`<div data-testid="curve" data-points=${curve.values.length}>${chart({ label, unit: curve.unit, from: curve.from, to: curve.to, times: values.map((v) => v.at), lines: [line] })}</div>
      <p class="quiet from">${isEach ? t('RAW') : curve.resolution === 'RAW' ? t('several') : `${t('several')}. ${t(curve.resolution)}`}</p>`;
  }
}

/** Where nothing was measured for longer than usual the line is broken. */
function withGaps(values, step) {
  const seen = values.map((v) => ({ ...v, at: Date.parse(v.at) }));
  const steps = seen.slice(1).map((v, i) => v.at - seen[i].at).sort((a, b) => a - b);
  const usual = Math.max(step, steps[Math.floor(steps.length / 2)] ?? 0);
  const all = [];
  for (const value of seen) {
    const before = all[all.length - 1];
    if (before && value.at - before.at > 3 * usual) all.push({ at: before.at + 1, average: null, min: null, max: null });
    all.push(value);
  }
  return all;
}
