// SPDX-License-Identifier: Apache-2.0
import { html, type TemplateResult } from 'lit';
import type { Key } from '../app/i18n';
import type { Route } from '../app/router';
import '../pages/alerts/alerts-page';
import '../pages/assets/assets-page';
import '../pages/overview/overview-page';

type At<P extends Route['page']> = Extract<Route, { page: P }>;

/** What stands at an address. */
interface Room<P extends Route['page']> {
  /** of the window; a page of one thing says the thing's name itself */
  title?: Key;
  /** it lists what customers have of their own, of one of them if so chosen */
  scoped?: true;
  /** what most people open first is there already; the others need not be waited for */
  read?: () => Promise<unknown>;
  draw(here: At<P>): TemplateResult;
}

type Standing = Exclude<Route['page'], 'sign-in' | 'missing'>;

const ROOMS: { [P in Standing]: Room<P> } = {
  account: { title: 'account.title', read: () => import('../pages/account/account-page'), draw: () => html`<cu-account-page></cu-account-page>` },
  actions: { title: 'actions.title', scoped: true, read: () => import('../pages/actions/actions-page'), draw: () => html`<cu-actions-page></cu-actions-page>` },
  agents: { title: 'agents.title', scoped: true, read: () => import('../pages/agents/agents-page'), draw: () => html`<cu-agents-page></cu-agents-page>` },
  alerts: { title: 'alerts.title', scoped: true, draw: () => html`<cu-alerts-page></cu-alerts-page>` },
  'api-docs': { title: 'api.title', read: () => import('../pages/api/api-page'), draw: () => html`<cu-api-page></cu-api-page>` },
  asset: { read: () => import('../pages/asset/asset-page'), draw: ({ id }) => html`<cu-asset-page .assetId=${id}></cu-asset-page>` },
  assets: { title: 'assets.title', scoped: true, draw: () => html`<cu-assets-page></cu-assets-page>` },
  audit: { title: 'audit.title', read: () => import('../pages/audit/audit-page'), draw: () => html`<cu-audit-page></cu-audit-page>` },
  calendars: { title: 'calendars.title', read: () => import('../pages/calendars/calendars-page'), draw: () => html`<cu-calendars-page></cu-calendars-page>` },
  imports: { title: 'imports.title', read: () => import('../pages/imports/imports-page'), draw: () => html`<cu-imports-page></cu-imports-page>` },
  kit: { title: 'kit.title', read: () => import('../pages/kit/kit-page'), draw: () => html`<cu-kit-page></cu-kit-page>` },
  notices: { title: 'notices.title', read: () => import('../pages/notices/notices-page'), draw: () => html`<cu-notices-page></cu-notices-page>` },
  overview: { title: 'day.title', scoped: true, draw: () => html`<cu-overview-page></cu-overview-page>` },
  plugin: { read: () => import('../plugins/plugin-page'), draw: ({ plugin, path }) => html`<cu-plugin-page .plugin=${plugin} .path=${path}></cu-plugin-page>` },
  plugins: { title: 'plugins.title', read: () => import('../pages/plugins/plugins-page'), draw: () => html`<cu-plugins-page></cu-plugins-page>` },
  policies: { title: 'policies.title', read: () => import('../pages/policies/policies-page'), draw: () => html`<cu-policies-page></cu-policies-page>` },
  rollout: { read: () => import('../pages/rollouts/rollout-page'), draw: ({ id }) => html`<cu-rollout-page .rolloutId=${id}></cu-rollout-page>` },
  rollouts: { title: 'rollouts.title', scoped: true, read: () => import('../pages/rollouts/rollouts-page'), draw: () => html`<cu-rollouts-page></cu-rollouts-page>` },
  settings: { title: 'settings.title', read: () => import('../pages/settings/settings-page'), draw: () => html`<cu-settings-page></cu-settings-page>` },
  tenant: { read: () => import('../pages/tenant/tenant-page'), draw: ({ id }) => html`<cu-tenant-page .tenantId=${id}></cu-tenant-page>` },
  tenants: { title: 'tenants.title', read: () => import('../pages/tenants/tenants-page'), draw: () => html`<cu-tenants-page></cu-tenants-page>` },
  users: { title: 'users.title', read: () => import('../pages/users/users-page'), draw: () => html`<cu-users-page></cu-users-page>` },
  welcome: { title: 'welcome.title', read: () => import('../pages/welcome/welcome-page'), draw: () => html`<cu-welcome-page></cu-welcome-page>` },
};

/** @returns null where nothing stands */
export function roomAt<P extends Route['page']>(page: P): Room<P> | null {
  return page in ROOMS ? (ROOMS as unknown as Record<P, Room<P>>)[page] : null;
}
