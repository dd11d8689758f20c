// SPDX-License-Identifier: Apache-2.0
import { ASSET_KINDS, ASSET_STATES } from '../../app/types';

/** Which assets are asked for; in the address under the same names as in the API. */
export interface AssetFilter {
  text: string;
  kind: string;
  state: string;
  online: '' | 'true' | 'false';
}

/** Reads the filters of an address; what is none of ours is left out. */
export function filterOf(query: URLSearchParams): AssetFilter {
  const online = query.get('online');
  return {
    text: (query.get('text') ?? '').slice(0, 200),
    kind: among(ASSET_KINDS, query.get('kind')),
    state: among(ASSET_STATES, query.get('state')),
    online: online === 'true' || online === 'false' ? online : '',
  };
}

export function isEmpty(filter: AssetFilter): boolean {
  return !filter.text && !filter.kind && !filter.state && !filter.online;
}

function among(known: readonly string[], value: string | null): string {
  return value !== null && known.includes(value) ? value : '';
}
