// SPDX-License-Identifier: Apache-2.0
import type { MetricWindow } from '../../app/metrics';
import type { Asset } from '../../app/types';

/** What the chart and the tiles show. */
export const CPU = 'cpu.used';
const MEMORY = 'mem.used';
const MEMORY_PERCENT = 'mem.used.percent';

/** The agent's own per cent where it sends them, else bytes of what the asset has. */
export function memoryMetric(metrics: MetricWindow): string {
  return metrics.last(MEMORY_PERCENT) === null ? MEMORY : MEMORY_PERCENT;
}

export function inPercent(metrics: MetricWindow, asset: Asset | null, name: string, value: number): number {
  const whole = asset?.memoryBytes ?? 0;
  const share = metrics.unit(name) !== 'By' ? value : whole > 0 ? (value / whole) * 100 : 0;
  return Math.max(0, Math.min(100, share));
}

export function lastPercent(metrics: MetricWindow, asset: Asset | null, name: string): number | null {
  const last = metrics.last(name);
  return last === null ? null : inPercent(metrics, asset, name, last);
}

/** How full a file system is: as measured lately, else as the inventory says. */
export function diskPercent(metrics: MetricWindow, disk: { mount: string; sizeBytes: number; freeBytes: number }): number {
  const measured = metrics.last(`disk.used.percent:${disk.mount}`);
  if (measured !== null) return measured;
  return disk.sizeBytes > 0 ? ((disk.sizeBytes - disk.freeBytes) / disk.sizeBytes) * 100 : 0;
}
