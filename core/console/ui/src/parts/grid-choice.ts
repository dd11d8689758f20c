// SPDX-License-Identifier: Apache-2.0

/**
 * Which rows are chosen. It keeps the rows themselves: those chosen may be out of sight, or no longer
 * fit the filter, and are still the ones that something will be done with.
 */
export class Choice<T> {
  private readonly chosen = new Map<string, T>();
  private anchor = 0;

  constructor(private readonly keyOf: (row: T) => string) {}

  get size(): number {
    return this.chosen.size;
  }

  get rows(): T[] {
    return [...this.chosen.values()];
  }

  has(row: T): boolean {
    return this.chosen.has(this.keyOf(row));
  }

  clear(): void {
    this.chosen.clear();
  }

  /** These and no others. */
  set(rows: T[]): void {
    this.chosen.clear();
    for (const row of rows) this.add(row);
  }

  add(row: T): void {
    this.chosen.set(this.keyOf(row), row);
  }

  toggle(rows: T[], at: number): void {
    const row = rows[at];
    if (row === undefined) return;
    this.anchor = at;
    if (!this.chosen.delete(this.keyOf(row))) this.add(row);
  }

  /** All between the row that was chosen last and this one. */
  reach(rows: T[], at: number): void {
    const from = Math.min(this.anchor, at);
    for (const row of rows.slice(from, Math.max(this.anchor, at) + 1)) this.add(row);
  }

  /** Where a range begins that has no row chosen yet. */
  from(at: number): void {
    if (this.size === 0) this.anchor = at;
  }
}
