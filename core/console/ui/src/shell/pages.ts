// SPDX-License-Identifier: Apache-2.0
import { t, type Key } from '../app/i18n';
import type { Route } from '../app/router';
import { session } from '../app/session';
import type { IconName } from '../parts/icon';
import { addressOf, iconOf, registry, titleOf } from '../plugins/registry';

const SECTIONS = ['operate', 'service', 'money', 'administer'] as const;

export type Section = (typeof SECTIONS)[number];

/** A page that navigation and palette lead to. */
export interface NavPage {
  section: Section;
  path: string;
  title: string;
  icon: IconName;
  /** whether it counts as the current one */
  isAt(here: Route): boolean;
}

interface OwnPage {
  section: Section;
  path: string;
  title: Key;
  icon: IconName;
  permission: string;
  /** routes under which it counts as the current one */
  holds: Route['page'][];
}

const PAGES: OwnPage[] = [
  { section: 'operate', path: '/overview', title: 'day.title', icon: 'sun', permission: 'core.asset.read', holds: ['overview'] },
  { section: 'operate', path: '/assets', title: 'assets.title', icon: 'monitor', permission: 'core.asset.read', holds: ['assets', 'asset'] },
  { section: 'operate', path: '/tenants', title: 'tenants.title', icon: 'building-2', permission: 'core.tenant.read', holds: ['tenants', 'tenant'] },
  { section: 'operate', path: '/alerts', title: 'alerts.title', icon: 'triangle-alert', permission: 'core.alert.read', holds: ['alerts'] },
  { section: 'operate', path: '/actions', title: 'actions.title', icon: 'zap', permission: 'core.action.read', holds: ['actions'] },
  { section: 'operate', path: '/agents', title: 'agents.title', icon: 'plug', permission: 'core.agent.read', holds: ['agents'] },
  { section: 'operate', path: '/rollouts', title: 'rollouts.title', icon: 'rocket', permission: 'core.rollout.read', holds: ['rollouts', 'rollout'] },
  { section: 'operate', path: '/imports', title: 'imports.title', icon: 'upload', permission: 'core.import.run', holds: ['imports'] },
  { section: 'operate', path: '/calendars', title: 'calendars.title', icon: 'calendar-days', permission: 'core.calendar.read', holds: ['calendars'] },
  { section: 'operate', path: '/policies', title: 'policies.title', icon: 'sliders-horizontal', permission: 'core.policy.read', holds: ['policies'] },
  { section: 'administer', path: '/notices', title: 'notices.title', icon: 'bell', permission: 'core.notice.read', holds: ['notices'] },
  { section: 'administer', path: '/plugins', title: 'plugins.title', icon: 'package', permission: 'core.plugin.install', holds: ['plugins'] },
  { section: 'administer', path: '/users', title: 'users.title', icon: 'users', permission: 'core.user.read', holds: ['users'] },
  { section: 'administer', path: '/settings', title: 'settings.title', icon: 'settings', permission: 'core.provider.write', holds: ['settings', 'welcome'] },
  { section: 'administer', path: '/api-docs', title: 'api.title', icon: 'code', permission: 'core.self.manage', holds: ['api-docs'] },
  { section: 'administer', path: '/audit', title: 'audit.title', icon: 'file-text', permission: 'core.audit.read', holds: ['audit'] },
];

/** Pages that are not there for who may not use them. */
const NEEDS: Partial<Record<Route['page'], string>> = { plugins: 'core.plugin.install', settings: 'core.provider.write', welcome: 'core.provider.write' };

export function isFor(page: Route['page']): boolean {
  const permission = NEEDS[page];
  return permission === undefined || session.may(permission);
}

export function pages(): NavPage[] {
  const own = PAGES.filter((page) => session.may(page.permission)).map(
    (page): NavPage => ({ ...page, title: t(page.title), isAt: (here) => page.holds.includes(here.page) }),
  );
  return [...own, ...ofPlugins()];
}

/** The platform said already what this person may see of them. */
function ofPlugins(): NavPage[] {
  return [...registry.at('nav.page'), ...registry.at('settings.page')].map((one): NavPage => {
    const isAt = (here: Route) => here.page === 'plugin' && registry.page(here.plugin, here.path)?.its === one.its;
    return { section: sectionOf(one.its.point === 'settings.page' ? 'system' : one.its.section), path: addressOf(one), title: titleOf(one.its), icon: iconOf(one.its), isAt };
  });
}

function sectionOf(name: string | null): Section {
  if (name === 'system') return 'administer';
  return name === 'service' || name === 'money' ? name : 'operate';
}

export function sections(): Section[] {
  const there = new Set(pages().map((page) => page.section));
  return SECTIONS.filter((section) => there.has(section));
}
