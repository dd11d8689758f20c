// SPDX-License-Identifier: Apache-2.0
import { directory } from '../../app/directory';
import { ago, t } from '../../app/i18n';
import { assetNames } from '../../app/names';
import type { Action, Alert, Asset } from '../../app/types';
import { actionTag, dot } from '../../parts/words';
import { agentTag, type Agent } from '../agents/agent';
import { severityTag } from '../alerts/alert-words';
import { summary } from '../asset/action-words';
import { stateTag, type Installed } from '../plugins/plugin';
import { rolloutTag, type Rollout } from '../rollouts/rollout';
import type { Tile } from './tile';

const READ = 50;

const all = () => true;

function tile<T>(one: Tile<T>): Tile {
  return one as unknown as Tile;
}

/** What the core itself knows that somebody should look at. */
export function coreTiles(): Tile[] {
  return [
    tile<Alert>({
      id: 'alerts', title: t('day.alerts'), icon: 'triangle-alert', permission: 'core.alert.read',
      path: '/alerts', values: { active: true, severity: 'WARNING', limit: READ }, href: '/alerts', events: ['Alert'],
      // what is expected disturbs nobody
      fits: (a) => a.state === 'OPEN' && !a.suppressed,
      line: (a) => ({ href: a.asset ? `/assets/${a.asset}` : '/alerts', mark: severityTag(a.severity), text: a.title, of: directory.tenant(a.tenant), when: ago(a.lastAt) }),
    }),
    tile<Asset>({
      id: 'offline', title: t('day.offline'), icon: 'server', permission: 'core.asset.read',
      path: '/assets', values: { kind: 'SERVER', online: false, limit: READ }, href: '/assets?kind=SERVER&online=false', events: ['Agent', 'Asset'],
      // who never had an agent is not away
      fits: (a) => a.agent !== null,
      line: (a) => ({ href: `/assets/${a.id}`, mark: dot(false), text: a.name, of: [directory.tenant(a.tenant), directory.site(a.site)].filter(Boolean).join(' · '), when: a.seenAt ? ago(a.seenAt) : '' }),
    }),
    tile<Action>({
      id: 'failed', title: t('day.failed'), icon: 'zap', permission: 'core.action.read',
      path: '/actions', values: { state: 'FAILED', limit: READ }, href: '/actions?state=FAILED', events: ['Action'],
      fits: all,
      line: (a) => ({ href: `/actions?action=${a.id}`, mark: actionTag(a.state), text: summary(a), of: [assetNames.of(a.asset, ''), directory.tenant(a.tenant)].filter(Boolean).join(' · '), when: ago(a.createdAt) }),
    }),
    tile<Rollout>({
      id: 'halted', title: t('day.halted'), icon: 'rocket', permission: 'core.rollout.read',
      path: '/rollouts', values: { state: 'HALTED', limit: READ }, href: '/rollouts?state=HALTED', events: ['Rollout'],
      fits: all,
      line: (r) => ({ href: `/rollouts/${r.id}`, mark: rolloutTag(r.state), text: r.name, of: r.reason ?? directory.tenant(r.tenant), when: ago(r.startedAt) }),
    }),
    tile<Agent>({
      id: 'waiting', title: t('day.waiting'), icon: 'plug', permission: 'core.agent.read',
      path: '/agents', values: { state: 'PENDING', limit: READ }, href: '/agents', events: ['Agent'],
      fits: all,
      line: (a) => ({ href: `/agents?agent=${a.id}`, mark: agentTag(a.state), text: a.hostname ?? a.id, of: directory.tenant(a.tenant), when: ago(a.enrolledAt) }),
    }),
    tile<Installed>({
      id: 'plugins', title: t('day.plugins'), icon: 'package', permission: 'core.plugin.install',
      path: '/plugins', values: {}, href: '/plugins', events: ['Plugin'],
      fits: (p) => p.state !== 'ACTIVE',
      line: (p) => ({ href: `/plugins?plugin=${p.id}`, mark: stateTag(p.state), text: `${p.name} ${p.version}`, of: p.quarantine?.reason ?? p.detail, when: '' }),
    }),
  ];
}
