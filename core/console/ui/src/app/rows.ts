// SPDX-License-Identifier: Apache-2.0
import { asProblem, get, isAbort, queryOf, type Problem } from './api';
import { scope } from './scope';
import type { Page } from './types';

const PAGE = 100;
const MOST_AT_ONCE = 500;

export interface Question {
  path: string;
  values?: Record<string, string | number | boolean | null>;
}

/** Rows of a list that the server pages: the first page, more of them, and those that are shown read again. */
export class Rows<T> {
  rows: T[] = [];
  next: string | null = null;
  waiting = true;
  problem: Problem | null = null;

  private asking: AbortController | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param question null: there is nothing to ask yet
   * @param changed called whenever there is something else to draw
   * @param keyOf tells a row from others
   */
  constructor(
    private readonly question: () => Question | null,
    private readonly changed: () => void,
    private readonly keyOf: (row: T) => string = (row) => (row as { id: string }).id,
  ) {}

  /** Another list from now on: bones until it is there. */
  anew(): Promise<void> {
    this.rows = [];
    this.next = null;
    this.waiting = true;
    return this.read();
  }

  async read(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    try {
      const page = await this.page(Math.min(MOST_AT_ONCE, Math.max(PAGE, this.rows.length)), null, asking.signal);
      if (asking.signal.aborted) return;
      this.rows = page.items;
      this.next = page.next;
      this.problem = null;
    } catch (e) {
      if (isAbort(e)) return;
      this.problem = asProblem(e);
    }
    this.waiting = false;
    this.changed();
  }

  async more(): Promise<void> {
    const cursor = this.next;
    if (cursor === null) return;
    this.next = null;
    try {
      const page = await this.page(PAGE, cursor, this.asking?.signal);
      const known = new Set(this.rows.map(this.keyOf));
      this.rows = [...this.rows, ...page.items.filter((row) => !known.has(this.keyOf(row)))];
      this.next = page.next;
    } catch (e) {
      if (isAbort(e)) return;
      this.problem = asProblem(e);
    }
    this.changed();
  }

  /** Something happened to one of them: soon, and once for all that happens together. */
  touch(): void {
    this.timer ??= setTimeout(() => void this.read(), 400);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  private async page(limit: number, cursor: string | null, signal?: AbortSignal): Promise<Page<T>> {
    const asked = this.question();
    if (!asked) return { items: [], next: null };
    return get<Page<T>>(scope.of(asked.path) + queryOf({ ...asked.values, limit, cursor }), signal);
  }
}
