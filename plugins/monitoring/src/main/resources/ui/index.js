// SPDX-License-Identifier: Apache-2.0
import { CustodeElement, api, base, chart, html, icon, measured, messages, moment } from '@custode/sdk';
import { inOrder, named } from './names.js';
import { sheet } from './sheet.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PERIODS = { hour: HOUR, day: DAY, week: 7 * DAY, month: 30 * DAY, year: 365 * DAY };

/** What somebody sees is never older. */
const FRESH = 30_000;

/** Whoever presses a button often wants to get to the last of it. */
const PAUSE = 150;

/** A point of a curve takes so many pixels, that its shade is seen; an hour has all its values, one in five seconds. */
const PIXELS = 3;
const OF_AN_HOUR = 720;

const t = messages({
  en: {
    hour: 'Hour', day: 'Day', week: 'Week', month: 'Month', year: 'Year',
    period: 'Period', earlier: 'Earlier', later: 'Later', now: 'Now',
    series: 'Series', value: 'Value', last: 'Last', average: 'Average', least: 'Least', greatest: 'Greatest',
    none: 'Nothing was measured in this time.',
    neverTitle: 'Nothing has been measured yet',
    never: 'Values arrive within a minute of a machine’s agent connecting, and are kept for years.',
    failed: 'The measurements did not come: {why}', again: 'Try again', loading: 'Loading',
    each: 'Each value as it was measured.',
    RAW: 'Averages of {step}, shaded from least to greatest, of single values.',
    FIVE_MINUTES: 'Averages of {step}, shaded from least to greatest, of values of five minutes.',
    HOUR: 'Averages of {step}, shaded from least to greatest, of values of an hour.',
  },
  it: {
    hour: 'Ora', day: 'Giorno', week: 'Settimana', month: 'Mese', year: 'Anno',
    period: 'Periodo', earlier: 'Prima', later: 'Dopo', now: 'Adesso',
    series: 'Serie', value: 'Valore', last: 'Ultimo', average: 'Media', least: 'Minimo', greatest: 'Massimo',
    none: 'In questo periodo non è stato misurato nulla.',
    neverTitle: 'Ancora nessuna misura',
    never: 'I valori arrivano entro un minuto da quando l’agente del dispositivo si collega, e si conservano per anni.',
    failed: 'Le misure non sono arrivate: {why}', again: 'Riprova', loading: 'Caricamento',
    each: 'Ogni valore come è stato misurato.',
    RAW: 'Medie di {step}, in ombra dal minimo al massimo, di singoli valori.',
    FIVE_MINUTES: 'Medie di {step}, in ombra dal minimo al massimo, di valori di cinque minuti.',
    HOUR: 'Medie di {step}, in ombra dal minimo al massimo, di valori di un’ora.',
  },
});

/** Whoever goes from machine to machine compares the same. */
const before = { key: null, length: DAY };

const keyOf = ({ name, unit }) => `${name} ${unit}`;

/** What was measured on an asset: its series in short, and one of them as a curve. */
export class MeasurementsPanel extends CustodeElement {
  static properties = {
    length: { state: true },
    until: { state: true },
    rows: { state: true },
    chosen: { state: true },
    curve: { state: true },
    problem: { state: true },
    busy: { state: true },
  };
  static styles = [base, sheet];

  constructor() {
    super();
    this.length = before.length;
    this.turn = 0;
    this.forget();
  }

  forget() {
    /** when the period ends; null: now, whenever that is */
    this.until = null;
    this.rows = null;
    this.chosen = null;
    this.curve = null;
    this.problem = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.seen = () => this.freshen();
    document.addEventListener('visibilitychange', this.seen);
    this.timer = setInterval(this.seen, FRESH);
    if (this.asset) void this.read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.seen);
    clearInterval(this.timer);
    clearTimeout(this.paused);
    this.turn++;
  }

  willUpdate() {
    // the console gives the asset anew whenever anything of it changed
    const { id } = this.ctx.asset;
    if (id === this.asset) return;
    this.asset = id;
    this.forget();
    void this.read();
  }

  freshen() {
    if (document.visibilityState === 'visible' && this.until === null && !this.busy) void this.read();
  }

  /** @param all false: the rows are known, and another one was chosen */
  async read(all = true) {
    clearTimeout(this.paused);
    const turn = ++this.turn;
    const { id, tenant } = this.ctx.asset;
    const path = `/tenants/${tenant}/plugins/monitoring/assets/${id}`;
    const to = this.until ?? Date.now();
    const period = { from: new Date(to - this.length).toISOString(), to: new Date(to).toISOString() };
    this.busy = true;
    try {
      const rows = all ? await this.readRows(path, period) : this.rows;
      const wanted = this.chosen ?? before.key;
      const chosen = rows.find((row) => keyOf(row) === wanted) ?? rows[0];
      const curve = chosen ? await api(`${path}/history?${new URLSearchParams({ name: chosen.name, unit: chosen.unit, ...period, most: this.points() })}`) : null;
      if (turn !== this.turn) return;
      Object.assign(this, { rows, curve, chosen: chosen ? keyOf(chosen) : null, problem: null, busy: false });
    } catch (thrown) {
      if (turn === this.turn) Object.assign(this, { problem: thrown, busy: false });
    }
  }

  points() {
    return this.length <= HOUR ? OF_AN_HOUR : Math.max(100, Math.round(this.clientWidth / PIXELS));
  }

  /** All series, also those of which nothing was measured meanwhile. */
  async readRows(path, period) {
    const [series, summary] = await Promise.all([api(`${path}/series`), api(`${path}/summary?${new URLSearchParams(period)}`)]);
    const known = new Map(summary.items.map((one) => [keyOf(one), one]));
    return series.items.map((one) => known.get(keyOf(one)) ?? { ...one, count: 0 }).sort(inOrder);
  }

  choose(row) {
    this.chosen = before.key = keyOf(row);
    // what is under way may be of another period
    void this.read(this.busy);
  }

  /** @param until when it ends; what is not over yet ends now */
  show(length, until) {
    this.length = length;
    this.until = until === null || until >= Date.now() ? null : until;
    this.busy = true;
    clearTimeout(this.paused);
    this.paused = setTimeout(() => this.read(), PAUSE);
  }

  period(length) {
    before.length = length;
    this.show(length, this.until);
  }

  walk(periods) {
    this.show(this.length, (this.until ?? Date.now()) + periods * this.length);
  }

  render() {
    if (this.rows === null) return this.problem ? this.failed() : this.bones();
    if (this.rows.length === 0) return this.never();
    return html`${this.top()}${this.problem ? this.failed() : ''}${this.shown()}${this.list()}`;
  }

  top() {
    const to = this.until ?? Date.now();
    const choice = ([name, length]) => html`<button aria-pressed=${this.length === length} data-testid="period-${name}" @click=${() => this.period(length)}>${t(name)}</button>`;
    return html`<div class="top"><div class="choices" role="group" aria-label=${t('period')}>${Object.entries(PERIODS).map(choice)}</div>
      <div class="walk"><button class="btn ghost square" aria-label=${t('earlier')} title=${t('earlier')} data-testid="earlier" @click=${() => this.walk(-1)}>${icon('chevron-left', 14)}</button>
        <p data-testid="period">${moment(to - this.length, to)}</p>
        <button class="btn ghost square" aria-label=${t('later')} title=${t('later')} data-testid="later" ?disabled=${this.until === null} @click=${() => this.walk(1)}>${icon('chevron-right', 14)}</button>
        ${this.until === null ? '' : html`<button class="btn ghost" data-testid="to-now" @click=${() => this.show(this.length, null)}>${t('now')}</button>`}</div></div>`;
  }

  shown() {
    const row = this.rows.find((one) => keyOf(one) === this.chosen);
    if (!row || !this.curve) return '';
    return html`<section aria-busy=${this.busy} data-testid="curve"><div class="title"><h3>${this.name(row)}</h3>
        <dl class="figures">${this.figure('last', row.last, row)}${this.figure('average', row.average, row)}${this.figure('least', row.min, row)}${this.figure('greatest', row.max, row)}</dl></div>
      <div class="curve">${this.drawn(this.curve)}${this.curve.values.length === 0 ? html`<p class="none">${t('none')}</p>` : ''}</div>
      <p class="how" data-testid="resolution">${this.curve.values.length === 0 ? '' : this.how(this.curve)}</p></section>`;
  }

  figure(key, value, { unit }) {
    return html`<div><dt>${t(key)}</dt><dd>${said(value, unit)}</dd></div>`;
  }

  drawn({ name, unit, from, to, stepSeconds, values }) {
    const { label, subject } = named(name);
    const times = values.map((one) => Date.parse(one.at));
    const shade = stepSeconds > 0 ? { low: values.map((one) => one.min), high: values.map((one) => one.max) } : {};
    return chart({
      label: `${label} ${subject}`.trim(),
      unit,
      from: Date.parse(from),
      to: Date.parse(to),
      times,
      lines: [{ label: t(stepSeconds > 0 ? 'average' : 'value'), values: values.map((one) => one.average), ...shade, filled: true }],
      gap: Math.max(1500 * stepSeconds, 2.5 * usual(times)),
      height: 210,
      choose: (begin, end) => this.show(end - begin, end),
    });
  }

  how({ resolution, stepSeconds }) {
    return stepSeconds > 0 ? t(resolution, { step: measured(stepSeconds, 's') }) : t('each');
  }

  name(row) {
    const { label, subject } = named(row.name);
    return html`${label ? html`<span>${label}</span>` : ''}${subject ? html`<span class="mono">${subject}</span>` : ''}`;
  }

  list() {
    const head = (key, more) => html`<th class="end ${more}" scope="col">${t(key)}</th>`;
    return html`<table data-testid="series"><thead><tr><th scope="col">${t('series')}</th>${head('last', '')}${head('average', 'more')}${head('least', 'more')}${head('greatest', 'more')}</tr></thead>
      <tbody @keydown=${this.step}>${this.rows.map((row) => this.row(row))}</tbody></table>`;
  }

  row(row) {
    const { unit, count, last, min, max } = row;
    const isChosen = keyOf(row) === this.chosen;
    const cell = (value) => html`<td class="end more">${said(value, unit)}</td>`;
    return html`<tr ?data-chosen=${isChosen} @click=${() => this.choose(row)} data-testid="one-series">
      <th scope="row"><button aria-pressed=${isChosen} tabindex=${isChosen ? 0 : -1}>${icon(named(row.name).icon, 16)}<span class="cut" title=${row.name}>${this.name(row)}</span>${unit === '%' && count ? html`<i class="share" .style=${`--its:${last}%`}></i>` : ''}</button>
        ${count ? html`<div class="range">${said(min, unit)} – ${said(max, unit)}</div>` : ''}</th>
      <td class="end">${said(last, unit)}</td>
      ${cell(row.average)}${cell(min)}${cell(max)}</tr>`;
  }

  /** One stop for the tab key; arrows go on from there. */
  step(event) {
    const all = [...this.renderRoot.querySelectorAll('tbody button')];
    const here = all.indexOf(event.target);
    const to = { ArrowUp: here - 1, ArrowDown: here + 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || here < 0) return;
    event.preventDefault();
    all[to]?.focus();
  }

  bones() {
    return html`<div class="bones" data-testid="bones"><i class="bone" style="width:60%"></i><i class="bone" style="width:100%;height:150px"></i><i class="bone" style="width:80%"></i><i class="bone" style="width:70%"></i><span class="unseen" role="status">${t('loading')}</span></div>`;
  }

  never() {
    return html`<div class="empty" data-testid="never">${icon('clock', 20)}<b>${t('neverTitle')}</b><p>${t('never')}</p></div>`;
  }

  failed() {
    return html`<div class="notice bad" role="alert" data-testid="failed">${icon('circle-alert')}<div><p>${t('failed', { why: this.problem.message })}</p>
      ${this.problem.todo ? html`<p>${this.problem.todo}</p>` : ''}<p><button class="btn" data-testid="again" @click=${() => this.read()}>${t('again')}</button></p></div></div>`;
  }
}

/** What is not known is a dash. */
function said(value, unit) {
  return value === undefined ? '–' : measured(value, unit);
}

/** What is usually between one and the next. */
function usual(times) {
  const between = times.slice(1).map((time, n) => time - times[n]).sort((a, b) => a - b);
  return between[between.length >> 1] ?? 0;
}
