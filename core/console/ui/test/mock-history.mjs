// SPDX-License-Identifier: Apache-2.0
// What the monitoring plugin answers: two days of values, without an hour in which the machine was off.

const HOUR = 3_600_000;
const SERIES = [
  { name: 'net.rx', unit: 'By/s', usual: 40_000_000, wave: 30_000_000 },
  { name: 'disk.used.percent:/home', unit: '%', usual: 71, wave: 1 },
  { name: 'cpu.used', unit: '%', usual: 35, wave: 25 },
  { name: 'acme.queue', unit: '1', usual: 12, wave: 8 },
  { name: 'disk.used:/home', unit: 'By', usual: 71e9, wave: 1e9 },
  { name: 'uptime', unit: 's', usual: 400_000, wave: 1_000 },
];

export class History {
  constructor() {
    this.began = Date.now() - 48 * HOUR;
    this.fails = false;
    this.asked = [];
    this.empty = false;
    this.last = 0;
  }

  at(series, time) {
    return series.usual + series.wave * Math.sin(time / HOUR) + (series.wave / 5) * Math.sin(time / 100_000);
  }

  values(series, from, to, step) {
    const values = [];
    for (let at = Math.ceil(Math.max(from, this.began) / step) * step; at < to; at += step) {
      if (at > to - 5 * HOUR && at < to - 4 * HOUR && to - from > 6 * HOUR) continue;
      const average = this.at(series, at);
      values.push({ at: new Date(at).toISOString(), count: 10, min: average - series.wave / 4, average, max: average + series.wave / 4, last: average });
    }
    return values;
  }

  answer(route, q) {
    const of = /^GET \/plugins\/monitoring\/assets\/[0-9a-f-]{36}\/(summary|history)$/.exec(route);
    if (!of) return null;
    if (this.fails) return { problem: { status: 503, name: 'unavailable', detail: 'The store of metrics is too busy.', todo: 'Try again later.' } };
    const [from, to] = [Date.parse(q.get('from')), Date.parse(q.get('to'))];
    this.asked.push({ what: of[1], from, to, name: q.get('name') });
    if (of[1] === 'summary') return { items: this.empty ? [] : SERIES.map((one) => this.summary(one, from, to)).filter((one) => one.count > 0), next: null };
    const one = SERIES.find((s) => s.name === q.get('name') && s.unit === q.get('unit'));
    const isEach = to - from <= HOUR;
    const step = isEach ? 30_000 : (to - from) / (Number(q.get('most')) - 1);
    return { name: one.name, unit: one.unit, from: q.get('from'), to: q.get('to'), resolution: to - from > 24 * HOUR ? 'FIVE_MINUTES' : 'RAW', stepSeconds: isEach ? 0 : step / 1000, values: this.values(one, from, to, step) };
  }

  summary(series, from, to) {
    const values = this.values(series, from, to, 300_000);
    const all = values.map((v) => v.average);
    return { name: series.name, unit: series.unit, count: all.length, min: Math.min(...all), average: series.usual, max: Math.max(...all), last: this.last || all[all.length - 1] };
  }
}
