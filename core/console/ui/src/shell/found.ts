// SPDX-License-Identifier: Apache-2.0
import { directory } from '../app/directory';
import { navigate } from '../app/router';
import type { SearchHit } from '../app/types';
import type { IconName } from '../parts/icon';
import { iconOf, registry, titleOf } from '../plugins/registry';

/** What the palette offers. */
export interface Hit {
  group: 'pages' | 'customers' | 'assets' | 'sites' | 'people' | 'plugins' | 'commands';
  icon: IconName;
  text: string;
  hint: string;
  go: () => void;
}

const IDS = /^[A-Za-z0-9_~-]+$/;

/** Things that the search found, with where they are shown; what no page shows is left out. */
export function foundHits(found: SearchHit[]): Hit[] {
  const hits = found.map(hitOf).filter((hit) => hit !== null);
  const groups = ['assets', 'sites', 'people', 'plugins'] as const;
  return groups.flatMap((group) => hits.filter((hit) => hit.group === group));
}

function hitOf({ kind, id, tenant, title, detail }: SearchHit): Hit | null {
  const hint = [directory.tenant(tenant), detail].filter(Boolean).join(' · ');
  const at = (group: Hit['group'], icon: IconName, path: string, more = hint): Hit => ({ group, icon, text: title, hint: more, go: () => navigate(path) });
  if (kind === 'asset') return at('assets', 'monitor', `/assets/${id}`);
  if (kind === 'site') return at('sites', 'map-pin', `/tenants/${tenant}?tab=sites`);
  if (kind === 'contact') return at('people', 'user', `/tenants/${tenant}?tab=people`);
  const [plugin, noun] = kind.split('.', 2);
  // customers are offered by what the console knows of them already
  if (!plugin || !noun || !IDS.test(id)) return null;
  const page = registry.page(plugin, `/${noun}/${id}`);
  return page ? at('plugins', iconOf(page.its), `/p/${plugin}/${noun}/${id}`, [titleOf(page.its), hint].filter(Boolean).join(' · ')) : null;
}
