// SPDX-License-Identifier: Apache-2.0
// What the monitoring plugin's routes answer, of a machine that measures each ten seconds.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** so many are looked at for what is one in the end */
const SAMPLES = 200;
const GIB = 1024 ** 3;

const wave = (at, hours, shift = 0) => Math.sin((at / HOUR / hours) * 2 * Math.PI + shift);
const share = (value) => Math.max(0, Math.min(100, Math.round(value * 10) / 10));

/** How a machine behaves: busy by day, its disk filling, its network in bursts. */
const SERIES = [
  ['acme.queue.length', '{item}', (at) => Math.round(12 + 9 * wave(at, 5))],
  ['cpu.used', '%', (at) => share(24 + 18 * wave(at, 24) + 9 * wave(at, 1.7) + 7 * wave(at, 0.21) + 30 * Math.max(0, wave(at, 6.3) - 0.9) * 10)],
  ['disk.used.percent:/', '%', (at) => share(61 + 3 * wave(at, 400) + ((at / DAY) % 9))],
  ['disk.used.percent:/home', '%', (at) => share(34 + wave(at, 60))],
  ['disk.used:/', 'By', (at) => Math.round((610 + 30 * wave(at, 400) + 10 * ((at / DAY) % 9)) * GIB)],
  ['disk.used:/home', 'By', (at) => Math.round((338 + 10 * wave(at, 60)) * GIB)],
  ['load.1', '1', (at) => Math.round((1.6 + 1.1 * wave(at, 24) + 0.5 * wave(at, 0.9)) * 100) / 100],
  ['mem.used', 'By', (at) => Math.round((9.8 + 2.1 * wave(at, 24, 1) + 0.4 * wave(at, 1.3)) * GIB)],
  ['mem.used.percent', '%', (at) => share(61 + 13 * wave(at, 24, 1) + 2.5 * wave(at, 1.3))],
  ['net.rx', 'By/s', (at) => Math.round(1.4e6 * (1.2 + wave(at, 24)) * (1.3 + wave(at, 0.6)))],
  ['net.tx', 'By/s', (at) => Math.round(4e5 * (1.2 + wave(at, 24)) * (1.3 + wave(at, 0.4)))],
  ['uptime', 's', (at) => (at / 1000) % (9 * 86_400)],
];

/** The machine was off for a while, and is not old. */
export class Measured {
  constructor() {
    this.asked = [];
    this.failing = false;
    this.never = false;
    /** added to each value, as if the machine had got busier */
    this.busier = 0;
  }

  /** null: no route of its own. */
  answer(route, q) {
    const what = /^GET \/plugins\/monitoring\/assets\/[0-9a-f-]{36}\/(series|summary|history)$/.exec(route)?.[1];
    if (!what) return null;
    this.asked.push({ what, ...Object.fromEntries(q) });
    if (this.failing) return { problem: { status: 503, name: 'plugin-too-slow', detail: 'The plugin did not answer in time.' } };
    const all = this.never ? [] : SERIES.map(([name, unit]) => ({ name, unit }));
    if (what === 'series') return { items: all, next: null };
    const [from, to] = [Date.parse(q.get('from')), Date.parse(q.get('to'))];
    if (what === 'history') return this.history(q, from, to);
    const inShort = (series) => {
      const [total] = this.buckets(series.name, from, to, to - from);
      return total ? [{ ...series, ...total, at: undefined }] : [];
    };
    return { items: all.flatMap(inShort), next: null };
  }

  history(q, from, to) {
    const steps = [0, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, DAY, 2 * DAY, 4 * DAY];
    const step = steps.find((one) => (to - from) / (one || 10_000) <= Number(q.get('most')));
    const resolution = from > Date.now() - 14 * DAY ? 'RAW' : step % HOUR ? 'FIVE_MINUTES' : 'HOUR';
    return { name: q.get('name'), unit: q.get('unit'), from: q.get('from'), to: q.get('to'), resolution, stepSeconds: step / 1000, values: this.buckets(q.get('name'), from, to, step) };
  }

  /** Off from 9 to 7 hours ago, and installed 200 days ago. */
  isOff(at) {
    const ago = Date.now() - at;
    return (ago > 7 * HOUR && ago < 9 * HOUR) || ago > 200 * DAY || ago < 0;
  }

  buckets(name, from, to, step) {
    const value = SERIES.find(([its]) => its === name)[2];
    const found = [];
    const each = step || 10_000;
    for (let at = Math.floor(from / each) * each; at < to; at += each) {
      const times = step ? Array.from({ length: SAMPLES }, (_, n) => at + (n * step) / SAMPLES) : [at];
      const values = times.filter((time) => time >= from && time < to && !this.isOff(time)).map((time) => value(time) + this.busier);
      if (values.length === 0) continue;
      found.push({ at: new Date(at).toISOString(), count: values.length, min: Math.min(...values), average: values.reduce((sum, one) => sum + one, 0) / values.length, max: Math.max(...values), last: values.at(-1) });
    }
    return found;
  }
}
