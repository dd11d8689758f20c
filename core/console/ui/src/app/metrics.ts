// SPDX-License-Identifier: Apache-2.0
import type { MetricPoint } from './types';

const WINDOW = 15 * 60_000;

/** The last quarter of an hour of one asset. */
export class MetricWindow {
  private readonly rows = new Map<number, Map<string, number>>();
  private readonly units = new Map<string, string>();

  add(points: MetricPoint[]): void {
    for (const point of points) {
      const at = Date.parse(point.at);
      const row = this.rows.get(at) ?? new Map<string, number>();
      row.set(point.name, point.value);
      this.rows.set(at, row);
      this.units.set(point.name, point.unit);
    }
    const newest = Math.max(...this.rows.keys());
    for (const at of this.rows.keys()) {
      if (at < newest - WINDOW) this.rows.delete(at);
    }
  }

  /** Seconds, then a column per name; null where a moment has no value. */
  columns(names: string[], convert: (name: string, value: number) => number): (number | null)[][] {
    const times = [...this.rows.keys()].sort((a, b) => a - b);
    const of = times.filter((at) => names.some((name) => this.rows.get(at)?.has(name)));
    return [
      of.map((at) => at / 1000),
      ...names.map((name) =>
        of.map((at) => {
          const value = this.rows.get(at)?.get(name);
          return value === undefined ? null : convert(name, value);
        }),
      ),
    ];
  }

  last(name: string): number | null {
    let newest = -Infinity;
    let value: number | null = null;
    for (const [at, row] of this.rows) {
      const here = row.get(name);
      if (here !== undefined && at > newest) {
        newest = at;
        value = here;
      }
    }
    return value;
  }

  unit(name: string): string {
    return this.units.get(name) ?? '';
  }
}
