// SPDX-License-Identifier: Apache-2.0
import { ASSET_KINDS, ASSET_STATES } from '../../app/types';
import type { Order } from '../../parts/grid-columns';
import { conditionsOf, EQUAL, NUMBER, TEXT, TIME, type Condition } from '../../parts/conditions';

/** In which orders the platform gives assets. */
export const ASSET_ORDERS = ['NAME', 'TENANT', 'ONLINE', 'KIND', 'STATE', 'OS', 'SERIAL', 'CPUS', 'MEMORY', 'SEEN', 'CREATED'] as const;

/** What the platform compares of assets, and how. */
export const ASSET_OPERATORS: Record<string, readonly string[]> = {
  NAME: TEXT,
  OS: TEXT,
  SERIAL: TEXT,
  KIND: EQUAL,
  STATE: EQUAL,
  TENANT: EQUAL,
  SITE: EQUAL,
  ONLINE: ['IS'],
  AGENT: ['IS'],
  CPUS: NUMBER,
  MEMORY: ['AT_LEAST', 'AT_MOST'],
  SEEN: TIME,
  CREATED: TIME,
};

/** Which assets are asked for and in which order; in the address under the same names as in the API. */
export interface AssetFilter {
  text: string;
  kind: string;
  state: string;
  online: '' | 'true' | 'false';
  /** more conditions, as JSON; empty: none */
  where: string;
  /** empty: by name */
  sort: string;
  descending: '' | 'true';
}

/** Reads the filters of an address; what is none of ours is left out. */
export function filterOf(query: URLSearchParams): AssetFilter {
  const online = query.get('online');
  return {
    text: (query.get('text') ?? '').slice(0, 200),
    kind: among(ASSET_KINDS, query.get('kind')),
    state: among(ASSET_STATES, query.get('state')),
    online: online === 'true' || online === 'false' ? online : '',
    where: whereOf(conditionsOf(query.get('where'), ASSET_OPERATORS)),
    ...sortOf({ by: among(ASSET_ORDERS, query.get('sort')) || 'NAME', descending: query.get('descending') === 'true' }),
  };
}

export function whereOf(conditions: Condition[]): string {
  return conditions.length ? JSON.stringify(conditions) : '';
}

export function orderOf(filter: AssetFilter): Order {
  return { by: filter.sort || 'NAME', descending: filter.descending === 'true' };
}

/** What is usual is not said. */
export function sortOf(order: Order): Pick<AssetFilter, 'sort' | 'descending'> {
  return { sort: order.by === 'NAME' ? '' : order.by, descending: order.descending ? 'true' : '' };
}

/** The same order of everything. */
export function cleared(filter: AssetFilter): AssetFilter {
  return { ...filterOf(new URLSearchParams()), sort: filter.sort, descending: filter.descending };
}

export function isEmpty(filter: AssetFilter): boolean {
  return !filter.text && !filter.kind && !filter.state && !filter.online && !filter.where;
}

function among(known: readonly string[], value: string | null): string {
  return value !== null && known.includes(value) ? value : '';
}
