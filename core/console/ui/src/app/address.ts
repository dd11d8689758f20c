// SPDX-License-Identifier: Apache-2.0

/** Where these pages are on the server: '' for the console, `/portal` for the portal. */
export const BASE = import.meta.env.BASE_URL.replace(/\/$/, '');

const PORTAL = '/portal';
const changes = new EventTarget();

/** Whether an address is one of these pages, and not the other's. */
function isOurs(path: string): boolean {
  const isPortal = path === PORTAL || path.startsWith(`${PORTAL}/`);
  return isPortal === (BASE === PORTAL);
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

/** The same with a step in the history: the page stays, and so does the keyboard's place in it. */
export function stepTo(path: string): void {
  history.pushState(null, '', path);
}

/** A path of these pages, or their first: a crafted link must not lead elsewhere after sign-in. */
export function ownPath(path: string | null): string {
  const plain = path?.split(/[?#]/)[0] ?? '';
  return path && /^\/(?![/\\])/.test(path) && isOurs(plain) && plain !== `${BASE}/sign-in` ? path : `${BASE}/`;
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

/** Turns plain clicks on links of these pages into navigation without a reload. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (!(link instanceof HTMLAnchorElement) || link.target || link.origin !== location.origin || !isOurs(link.pathname)) return;
  event.preventDefault();
  navigate(link.pathname + link.search);
}
