// SPDX-License-Identifier: Apache-2.0
import { call, get, post, Problem } from '../../app/api';
import type { Job } from '../../app/bulk';
import type { Key } from '../../app/i18n';
import type { Asset, AssetState } from '../../app/types';

const MEMBERS_AT_ONCE = 500;

/** What will be done, and with whom nothing and why. */
export interface Plan {
  jobs: Job<Asset>[];
  skipped: { why: Key; rows: Asset[] }[];
}

/** A group whose members are on a list; those that are queries find theirs themselves. */
export interface ListGroup {
  id: string;
  tenant: string;
  name: string;
}

export function rowsOf(plan: Plan): Asset[] {
  return plan.jobs.flatMap((job) => job.rows);
}

function plan(assets: Asset[], reasons: [Key, (asset: Asset) => boolean][], jobs: (those: Asset[]) => Job<Asset>[]): Plan {
  let rest = assets;
  const skipped: Plan['skipped'] = [];
  for (const [why, holds] of reasons) {
    const rows = rest.filter(holds);
    if (rows.length) skipped.push({ why, rows });
    rest = rest.filter((asset) => !holds(asset));
  }
  return { jobs: jobs(rest), skipped };
}

export function planScript(assets: Asset[], interpreter: string, script: string): Plan {
  return plan(assets, [['bulk.noAgent', (a) => a.agent === null]], (those) =>
    those.map((asset) => ({
      rows: [asset],
      run: () => post(`/tenants/${asset.tenant}/actions`, { asset: asset.id, verb: 'run-script', input: { interpreter, script } }),
    })),
  );
}

/** @param changed is told of each as it is afterwards */
export function planState(assets: Asset[], state: AssetState, changed: (before: Asset, after: Asset) => void = () => {}): Plan {
  return plan(assets, [['bulk.sameState', (a) => a.state === state]], (those) =>
    those.map((asset) => ({
      rows: [asset],
      run: async () => changed(asset, await put(asset, state)),
    })),
  );
}

async function put(asset: Asset, state: AssetState): Promise<Asset> {
  const path = `/tenants/${asset.tenant}/assets/${asset.id}`;
  try {
    return await call<Asset>('PATCH', path, { state, revision: asset.revision });
  } catch (e) {
    if (!(e instanceof Problem) || e.status !== 409) throw e;
    const now = await get<Asset>(path);
    // an agent that came or went is a change too; another person's word stands
    if (now.state !== asset.state) throw e;
    return call<Asset>('PATCH', path, { state, revision: now.revision });
  }
}

export function planGroup(assets: Asset[], group: ListGroup): Plan {
  return plan(assets, [['bulk.otherTenant', (a) => a.tenant !== group.tenant]], (those) =>
    Array.from({ length: Math.ceil(those.length / MEMBERS_AT_ONCE) }, (_, i) => {
      const rows = those.slice(i * MEMBERS_AT_ONCE, (i + 1) * MEMBERS_AT_ONCE);
      const path = `/tenants/${group.tenant}/commands/msp.group-member-add`;
      return { rows, run: () => post(path, { group: group.id, assets: rows.map((a) => a.id) }) };
    }),
  );
}
