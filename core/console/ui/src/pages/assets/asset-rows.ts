// SPDX-License-Identifier: Apache-2.0
import { asProblem, get, isAbort, queryOf, type Problem } from '../../app/api';
import { scope } from '../../app/scope';
import type { Asset, Page } from '../../app/types';
import { filterOf, isEmpty, type AssetFilter } from './filter';

const PAGE = 100;
const MOST_AT_ONCE = 500;
const FEW = 8;

/**
 * The rows of the list as far as they were scrolled to, kept true: an event about a row that is
 * shown has just that row read again, any other one the pages that are shown.
 */
export class AssetRows {
  rows: Asset[] = [];
  next: string | null = null;
  waiting = true;
  problem: Problem | null = null;

  private filter: AssetFilter = filterOf(new URLSearchParams());
  private asking: AbortController | null = null;
  private fetchingMore = false;
  private readonly stale = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param path where the list is: all of them, or those of a tenant */
  constructor(
    private readonly changed: () => void,
    private readonly path = '/assets',
  ) {}

  /** Other rows from now on; those shown stay until the first of them came. */
  async show(filter: AssetFilter): Promise<void> {
    this.filter = filter;
    await this.read(PAGE);
  }

  async again(): Promise<void> {
    await this.read(Math.min(MOST_AT_ONCE, Math.max(PAGE, this.rows.length)));
  }

  async more(): Promise<void> {
    if (this.fetchingMore || this.next === null || this.asking) return;
    this.fetchingMore = true;
    try {
      const filter = this.filter;
      const page = await this.page(PAGE, this.next);
      if (filter !== this.filter) return;
      const known = new Set(this.rows.map((row) => row.id));
      this.rows = [...this.rows, ...page.items.filter((row) => !known.has(row.id))];
      this.next = page.next;
    } catch (e) {
      this.problem = asProblem(e);
      this.next = null;
    } finally {
      this.fetchingMore = false;
      this.changed();
    }
  }

  /** What matches, as many at once as the platform gives. */
  many(cursor: string | null, signal: AbortSignal): Promise<Page<Asset>> {
    return this.page(MOST_AT_ONCE, cursor, signal);
  }

  /** Something happened to that asset. */
  touch(asset: string): void {
    this.stale.add(asset);
    this.timer ??= setTimeout(() => void this.refresh(), 400);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  private async read(limit: number): Promise<void> {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    try {
      const page = await this.page(limit, null, asking.signal);
      this.rows = page.items;
      this.next = page.next;
      this.problem = null;
    } catch (e) {
      if (isAbort(e)) return;
      this.problem = asProblem(e);
    }
    this.asking = null;
    this.waiting = false;
    this.changed();
  }

  private page(limit: number, cursor: string | null, signal?: AbortSignal): Promise<Page<Asset>> {
    return get<Page<Asset>>(`${scope.of(this.path)}${queryOf({ ...this.filter, limit, cursor })}`, signal);
  }

  private async refresh(): Promise<void> {
    this.timer = undefined;
    const ids = [...this.stale];
    this.stale.clear();
    const shown = new Set(this.rows.map((row) => row.id));
    const filtered = !isEmpty({ ...this.filter, text: '' });
    // a row that fits the filter no longer has to go, a new one has to come: only the server knows
    if (filtered || ids.length > FEW || ids.some((id) => !shown.has(id))) {
      await this.again();
      return;
    }
    const fresh = await Promise.all(ids.map((id) => get<Asset>(`/assets/${id}`).catch(() => null)));
    const byId = new Map(fresh.flatMap((asset) => (asset ? [[asset.id, asset] as const] : [])));
    this.rows = this.rows.map((row) => byId.get(row.id) ?? row);
    this.changed();
  }
}
