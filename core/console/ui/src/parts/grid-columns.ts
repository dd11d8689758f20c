// SPDX-License-Identifier: Apache-2.0

export interface Column<T> {
  key: string;
  title: string;
  /** a CSS grid track */
  width: string;
  /** numbers and times stand at the end */
  end?: boolean;
  /** the order in which the server gives the rows, where that is always the same */
  sorted?: boolean;
  /** the server can give the rows in the order of this column, under this name */
  sort?: string;
  /** what tells the rows apart: never hidden */
  fixed?: boolean;
  /** shown only to those who ask for it */
  extra?: boolean;
  cell: (row: T) => unknown;
}

export interface Order {
  by: string;
  descending: boolean;
}

/** What a person made of the columns. */
export interface Layout {
  /** keys of those shown; null: as the page has them */
  shown: string[] | null;
  /** widths in pixels of those that were drawn wider or narrower */
  widths: Record<string, number>;
}

export const USUAL: Layout = { shown: null, widths: {} };
export const NARROWEST = 56;
export const WIDEST = 900;

export function isShown<T>(column: Column<T>, layout: Layout): boolean {
  if (column.fixed) return true;
  return layout.shown ? layout.shown.includes(column.key) : !column.extra;
}

/** The columns that are shown, as wide as they were drawn. */
export function laidOut<T>(columns: Column<T>[], layout: Layout): Column<T>[] {
  return columns
    .filter((column) => isShown(column, layout))
    .map((column) => {
      const width = layout.widths[column.key];
      return width ? { ...column, width: `${width}px` } : column;
    });
}

/** The layout with a column shown or hidden. */
export function toggled<T>(columns: Column<T>[], layout: Layout, key: string): Layout {
  const shown = columns.filter((c) => !c.fixed && (c.key === key ? !isShown(c, layout) : isShown(c, layout))).map((c) => c.key);
  return { ...layout, shown };
}

export function widened(layout: Layout, key: string, width: number): Layout {
  const kept = Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
  return { ...layout, widths: { ...layout.widths, [key]: kept } };
}

/** Whatever was stored, as a layout: what does not fit is left out. */
export function layoutOf(stored: unknown): Layout {
  const { shown, widths } = (stored ?? {}) as Partial<Layout>;
  const pairs = Object.entries(widths ?? {}).filter(([, px]) => typeof px === 'number' && px >= NARROWEST && px <= WIDEST);
  return {
    shown: Array.isArray(shown) ? shown.filter((key) => typeof key === 'string') : null,
    widths: Object.fromEntries(pairs),
  };
}
