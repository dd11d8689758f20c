// SPDX-License-Identifier: Apache-2.0

/** Where this person is; the address says all of it, filters too. */
export type Route =
  | { page: 'assets' }
  | { page: 'asset'; id: string }
  | { page: 'alerts' }
  | { page: 'imports' }
  | { page: 'agents' }
  | { page: 'notices' }
  | { page: 'rollouts' }
  | { page: 'rollout'; id: string }
  | { page: 'plugins' }
  | { page: 'users' }
  | { page: 'account' }
  | { page: 'sign-in' }
  | { page: 'plugin'; plugin: string; path: string }
  | { page: 'missing' };

const changes = new EventTarget();

export function route(path = location.pathname): Route {
  if (path === '/' || path === '/assets') return { page: 'assets' };
  if (path === '/alerts') return { page: 'alerts' };
  if (path === '/imports') return { page: 'imports' };
  if (path === '/agents' || path === '/rollouts' || path === '/notices') return { page: path.slice(1) as 'agents' | 'rollouts' | 'notices' };
  if (path === '/plugins' || path === '/users' || path === '/account') return { page: path.slice(1) as 'plugins' | 'users' | 'account' };
  if (path === '/sign-in') return { page: 'sign-in' };
  const plugin = /^\/p\/([a-z][a-z0-9]{2,29})((?:\/[A-Za-z0-9_~-]+)*)$/.exec(path);
  if (plugin?.[1]) return { page: 'plugin', plugin: plugin[1], path: plugin[2] ?? '' };
  const asset = /^\/assets\/([0-9a-f-]{36})$/.exec(path);
  if (asset?.[1]) return { page: 'asset', id: asset[1] };
  const rollout = /^\/rollouts\/([0-9a-f-]{36})$/.exec(path);
  return rollout?.[1] ? { page: 'rollout', id: rollout[1] } : { page: 'missing' };
}

export function query(): URLSearchParams {
  return new URLSearchParams(location.search);
}

export function navigate(to: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', to);
  else history.replaceState(null, '', to);
  changes.dispatchEvent(new Event('route'));
}

/** Writes the filters into the address without a step in the history. */
export function setQuery(values: Record<string, string>): void {
  const next = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''));
  const text = next.toString();
  history.replaceState(null, '', location.pathname + (text ? `?${text}` : ''));
}

/** A path of this console, or `/`: a crafted link must not lead elsewhere after sign-in. */
export function ownPath(path: string | null): string {
  return path && /^\/(?![/\\])/.test(path) && route(path.split('?')[0]).page !== 'sign-in' ? path : '/';
}

/** @returns how to stop listening */
export function onRoute(listener: () => void): () => void {
  changes.addEventListener('route', listener);
  addEventListener('popstate', listener);
  return () => {
    changes.removeEventListener('route', listener);
    removeEventListener('popstate', listener);
  };
}

/** Turns plain clicks on links of this console into navigation without a reload. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (!(link instanceof HTMLAnchorElement) || link.target || link.origin !== location.origin) return;
  event.preventDefault();
  navigate(link.pathname + link.search);
}
