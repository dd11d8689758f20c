// SPDX-License-Identifier: Apache-2.0
import { BASE } from '../app/address';

/** Where this person is in the portal; the same addresses as in PortalServlet. */
export type Route =
  | { page: 'home' }
  | { page: 'machines' }
  | { page: 'machine'; id: string }
  | { page: 'account' }
  | { page: 'sign-in' }
  | { page: 'room'; plugin: string; path: string }
  | { page: 'missing' };

/** @param path within the portal, with its leading slash; '' is home too */
export function route(path = location.pathname.slice(BASE.length)): Route {
  if (path === '' || path === '/') return { page: 'home' };
  if (path === '/machines' || path === '/account' || path === '/sign-in') return { page: path.slice(1) as 'machines' | 'account' | 'sign-in' };
  const machine = /^\/machines\/([0-9a-f-]{36})$/.exec(path);
  if (machine?.[1]) return { page: 'machine', id: machine[1] };
  const room = /^\/p\/([a-z][a-z0-9]{2,29})((?:\/[A-Za-z0-9_~-]+)*)$/.exec(path);
  return room?.[1] ? { page: 'room', plugin: room[1], path: room[2] ?? '' } : { page: 'missing' };
}

/** The address of a page of the portal. */
export function to(path: string): string {
  return BASE + path;
}
