// SPDX-License-Identifier: Apache-2.0
import { asProblem, get, queryOf, type Problem } from './api';
import type { Page } from './types';

const PAGE = 10;
const MOST_AT_ONCE = 100;

/** One list that the server pages, newest first, and how its rows are told. */
export interface Source<T> {
  path: string;
  values?: Record<string, string | number | boolean | null>;
  at: (row: never) => string;
  tell: (row: never) => T;
}

interface Reading<T> {
  of: Source<T>;
  rows: never[];
  next: string | null;
  ended: boolean;
}

/** Several lists, newest first each, as one that is newest first and has no holes. */
export class Merged<T> {
  problem: Problem | null = null;
  private readings: Reading<T>[] | null = null;
  private turn = 0;
  private busy = false;

  /** @param changed called whenever there is something else to draw */
  constructor(private readonly changed: () => void) {}

  /** Told anew each time, since names and languages change; null: nothing was read yet. */
  get items(): T[] | null {
    if (!this.readings) return null;
    const horizon = this.horizon();
    const all = this.readings.flatMap(({ of, rows }) => rows.map((row) => ({ of, row, time: Date.parse(of.at(row)) })));
    return all
      .filter((one) => one.time >= horizon)
      .sort((a, b) => b.time - a.time)
      .map(({ of, row }) => of.tell(row));
  }

  get more(): boolean {
    return this.readings?.some((one) => !one.ended) ?? false;
  }

  /** Reads anew, as much as is shown. */
  async read(sources: Source<T>[]): Promise<void> {
    const turn = ++this.turn;
    this.problem = null;
    const fresh = sources.map((of): Reading<T> => ({ of, rows: [], next: null, ended: false }));
    await Promise.all(fresh.map((one, n) => this.page(one, Math.min(MOST_AT_ONCE, Math.max(PAGE, this.readings?.[n]?.rows.length ?? 0)))));
    if (turn !== this.turn) return;
    this.readings = fresh;
    this.changed();
  }

  /** Goes on where something older may be: in the lists that were read the least far. */
  async older(): Promise<void> {
    if (this.busy || !this.readings) return;
    this.busy = true;
    const turn = this.turn;
    const horizon = this.horizon();
    await Promise.all(this.readings.filter((one) => !one.ended && reach(one) === horizon).map((one) => this.page(one, PAGE)));
    this.busy = false;
    if (turn === this.turn) this.changed();
  }

  forget(): void {
    this.turn++;
    this.readings = null;
    this.problem = null;
    this.changed();
  }

  private async page(one: Reading<T>, limit: number): Promise<void> {
    try {
      const page = await get<Page<never>>(one.of.path + queryOf({ ...one.of.values, limit, cursor: one.next }));
      one.rows = [...one.rows, ...page.items];
      one.next = page.next;
      one.ended = page.next === null;
    } catch (e) {
      // what the others tell is still true
      this.problem = asProblem(e);
      one.ended = true;
    }
  }

  /** Before that moment a list may hold what was not read yet. */
  private horizon(): number {
    return Math.max(...(this.readings ?? []).filter((one) => !one.ended).map(reach));
  }
}

/** To when a list was read. */
function reach<T>({ of, rows }: Reading<T>): number {
  const last = rows.at(-1);
  return last === undefined ? Infinity : Date.parse(of.at(last));
}
