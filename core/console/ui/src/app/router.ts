// SPDX-License-Identifier: Apache-2.0
export * from './address';

/** Where this person is; the address says all of it, filters too. */
export type Route =
  | { page: 'overview' }
  | { page: 'assets' }
  | { page: 'asset'; id: string }
  | { page: 'alerts' }
  | { page: 'actions' }
  | { page: 'tenants' }
  | { page: 'tenant'; id: string }
  | { page: 'policies' }
  | { page: 'imports' }
  | { page: 'agents' }
  | { page: 'notices' }
  | { page: 'rollouts' }
  | { page: 'rollout'; id: string }
  | { page: 'plugins' }
  | { page: 'users' }
  | { page: 'audit' }
  | { page: 'account' }
  | { page: 'settings' }
  | { page: 'welcome' }
  | { page: 'calendars' }
  | { page: 'api-docs' }
  | { page: 'kit' }
  | { page: 'sign-in' }
  | { page: 'plugin'; plugin: string; path: string }
  | { page: 'missing' };

export function route(path = location.pathname): Route {
  if (path === '/' || path === '/overview') return { page: 'overview' };
  if (path === '/assets' || path === '/tenants' || path === '/policies') return { page: path.slice(1) as 'assets' | 'tenants' | 'policies' };
  if (path === '/alerts' || path === '/actions') return { page: path.slice(1) as 'alerts' | 'actions' };
  if (path === '/imports') return { page: 'imports' };
  if (path === '/agents' || path === '/rollouts' || path === '/notices') return { page: path.slice(1) as 'agents' | 'rollouts' | 'notices' };
  if (path === '/plugins' || path === '/users' || path === '/audit' || path === '/account') return { page: path.slice(1) as 'plugins' | 'users' | 'audit' | 'account' };
  if (path === '/settings' || path === '/welcome') return { page: path.slice(1) as 'settings' | 'welcome' };
  if (path === '/calendars' || path === '/api-docs') return { page: path.slice(1) as 'calendars' | 'api-docs' };
  if (path === '/ui/kit') return { page: 'kit' };
  if (path === '/sign-in') return { page: 'sign-in' };
  const plugin = /^\/p\/([a-z][a-z0-9]{2,29})((?:\/[A-Za-z0-9_~-]+)*)$/.exec(path);
  if (plugin?.[1]) return { page: 'plugin', plugin: plugin[1], path: plugin[2] ?? '' };
  const asset = /^\/assets\/([0-9a-f-]{36})$/.exec(path);
  if (asset?.[1]) return { page: 'asset', id: asset[1] };
  const tenant = /^\/tenants\/([0-9a-f-]{36})$/.exec(path);
  if (tenant?.[1]) return { page: 'tenant', id: tenant[1] };
  const rollout = /^\/rollouts\/([0-9a-f-]{36})$/.exec(path);
  return rollout?.[1] ? { page: 'rollout', id: rollout[1] } : { page: 'missing' };
}
