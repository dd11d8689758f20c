// SPDX-License-Identifier: Apache-2.0
import { isAbort } from '../app/api';
import { toastProblem } from '../app/toast';
import type { Page } from '../app/types';
import { Choice } from './grid-choice';

const MOST = 5000;

/** What is chosen of a list that the server pages; all that match are gathered from there, as far as so many may be chosen. */
export class Chosen<T> {
  readonly choice: Choice<T>;
  /** how many came so far; null: nothing is being gathered */
  gathering: number | null = null;
  private gatherer = new AbortController();

  /**
   * @param page what matches, 500 at once
   * @param changed called whenever there is something else to draw
   */
  constructor(
    keyOf: (row: T) => string,
    private readonly page: (cursor: string | null, stop: AbortSignal) => Promise<Page<T>>,
    private readonly changed: () => void,
  ) {
    this.choice = new Choice(keyOf);
  }

  get any(): boolean {
    return this.choice.size > 0 || this.gathering !== null;
  }

  get full(): boolean {
    return this.choice.size >= MOST;
  }

  clear(): void {
    this.gatherer.abort();
    this.gathering = null;
    this.choice.clear();
    this.changed();
  }

  async all(): Promise<void> {
    this.clear();
    const gatherer = new AbortController();
    this.gatherer = gatherer;
    try {
      const rows = await this.gather(gatherer.signal);
      if (gatherer.signal.aborted) return;
      this.choice.set(rows);
    } catch (e) {
      if (isAbort(e)) return;
      toastProblem(e);
    }
    this.gathering = null;
    this.changed();
  }

  private async gather(stop: AbortSignal): Promise<T[]> {
    const found: T[] = [];
    let cursor: string | null = null;
    do {
      this.gathering = found.length;
      this.changed();
      const page: Page<T> = await this.page(cursor, stop);
      found.push(...page.items);
      cursor = page.next;
    } while (cursor !== null && found.length < MOST);
    return found.slice(0, MOST);
  }
}
