// SPDX-License-Identifier: Apache-2.0
import { html, type TemplateResult } from 'lit';
import type { Key } from '../app/i18n';
import { session } from '../app/session';
import type { Route } from '../app/router';
import '../pages/alerts/alerts-page';
import '../pages/assets/assets-page';
import '../pages/overview/overview-page';
import type { IconName } from '../parts/icon';

export const SECTIONS = ['operate', 'service', 'money', 'administer'] as const;

export type Section = (typeof SECTIONS)[number];

/** What stands at an address of the console's own. */
export interface Room {
  /** `/assets`, or `/assets/*` for one of them */
  path: string;
  /** the room that it belongs to, which navigation shows as the current one */
  under?: string;
  /** where navigation has it; it has none that another room leads to */
  section?: Section;
  icon?: IconName;
  /** in navigation and of the window; a page of one thing says the thing's name itself */
  title?: Key;
  /** who has it is led there */
  permission?: string;
  /** who may not does not find it by its address either */
  closed?: true;
  /** it lists what customers have of their own, of one of them if so chosen */
  scoped?: true;
  /** what most people open first is there already; the others need not be waited for */
  read?: () => Promise<unknown>;
  draw(id: string): TemplateResult;
}

export const ROOMS: Room[] = [
  { path: '/overview', section: 'operate', icon: 'sun', title: 'day.title', permission: 'core.asset.read', scoped: true, draw: () => html`<cu-overview-page></cu-overview-page>` },
  { path: '/assets', section: 'operate', icon: 'monitor', title: 'assets.title', permission: 'core.asset.read', scoped: true, draw: () => html`<cu-assets-page></cu-assets-page>` },
  { path: '/assets/*', under: '/assets', read: () => import('../pages/asset/asset-page'), draw: (id) => html`<cu-asset-page .assetId=${id}></cu-asset-page>` },
  { path: '/tenants', section: 'operate', icon: 'building-2', title: 'tenants.title', permission: 'core.tenant.read', read: () => import('../pages/tenants/tenants-page'), draw: () => html`<cu-tenants-page></cu-tenants-page>` },
  { path: '/tenants/*', under: '/tenants', read: () => import('../pages/tenant/tenant-page'), draw: (id) => html`<cu-tenant-page .tenantId=${id}></cu-tenant-page>` },
  { path: '/alerts', section: 'operate', icon: 'triangle-alert', title: 'alerts.title', permission: 'core.alert.read', scoped: true, draw: () => html`<cu-alerts-page></cu-alerts-page>` },
  { path: '/actions', section: 'operate', icon: 'zap', title: 'actions.title', permission: 'core.action.read', scoped: true, read: () => import('../pages/actions/actions-page'), draw: () => html`<cu-actions-page></cu-actions-page>` },
  { path: '/agents', section: 'operate', icon: 'plug', title: 'agents.title', permission: 'core.agent.read', scoped: true, read: () => import('../pages/agents/agents-page'), draw: () => html`<cu-agents-page></cu-agents-page>` },
  { path: '/rollouts', section: 'operate', icon: 'rocket', title: 'rollouts.title', permission: 'core.rollout.read', scoped: true, read: () => import('../pages/rollouts/rollouts-page'), draw: () => html`<cu-rollouts-page></cu-rollouts-page>` },
  { path: '/rollouts/*', under: '/rollouts', read: () => import('../pages/rollouts/rollout-page'), draw: (id) => html`<cu-rollout-page .rolloutId=${id}></cu-rollout-page>` },
  { path: '/imports', section: 'operate', icon: 'upload', title: 'imports.title', permission: 'core.import.run', read: () => import('../pages/imports/imports-page'), draw: () => html`<cu-imports-page></cu-imports-page>` },
  { path: '/calendars', section: 'operate', icon: 'calendar-days', title: 'calendars.title', permission: 'core.calendar.read', read: () => import('../pages/calendars/calendars-page'), draw: () => html`<cu-calendars-page></cu-calendars-page>` },
  { path: '/policies', section: 'operate', icon: 'sliders-horizontal', title: 'policies.title', permission: 'core.policy.read', read: () => import('../pages/policies/policies-page'), draw: () => html`<cu-policies-page></cu-policies-page>` },
  { path: '/notices', section: 'administer', icon: 'bell', title: 'notices.title', permission: 'core.notice.read', read: () => import('../pages/notices/notices-page'), draw: () => html`<cu-notices-page></cu-notices-page>` },
  { path: '/plugins', section: 'administer', icon: 'package', title: 'plugins.title', permission: 'core.plugin.install', closed: true, read: () => import('../pages/plugins/plugins-page'), draw: () => html`<cu-plugins-page></cu-plugins-page>` },
  { path: '/users', section: 'administer', icon: 'users', title: 'users.title', permission: 'core.user.read', read: () => import('../pages/users/users-page'), draw: () => html`<cu-users-page></cu-users-page>` },
  { path: '/settings', section: 'administer', icon: 'settings', title: 'settings.title', permission: 'core.provider.write', closed: true, read: () => import('../pages/settings/settings-page'), draw: () => html`<cu-settings-page></cu-settings-page>` },
  { path: '/welcome', under: '/settings', title: 'welcome.title', permission: 'core.provider.write', closed: true, read: () => import('../pages/welcome/welcome-page'), draw: () => html`<cu-welcome-page></cu-welcome-page>` },
  { path: '/api-docs', section: 'administer', icon: 'code', title: 'api.title', permission: 'core.self.manage', read: () => import('../pages/api/api-page'), draw: () => html`<cu-api-page></cu-api-page>` },
  { path: '/audit', section: 'administer', icon: 'file-text', title: 'audit.title', permission: 'core.audit.read', read: () => import('../pages/audit/audit-page'), draw: () => html`<cu-audit-page></cu-audit-page>` },
  { path: '/account', title: 'account.title', read: () => import('../pages/account/account-page'), draw: () => html`<cu-account-page></cu-account-page>` },
  { path: '/ui/kit', title: 'kit.title', read: () => import('../pages/kit/kit-page'), draw: () => html`<cu-kit-page></cu-kit-page>` },
];

/** @returns null where nothing stands, for this person */
export function roomAt(here: Route): Room | null {
  const room = here.page === 'room' ? ROOMS.find(({ path }) => path === here.at) : undefined;
  return !room || (room.closed && !session.may(room.permission ?? '')) ? null : room;
}
