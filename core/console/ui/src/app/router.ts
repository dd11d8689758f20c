// SPDX-License-Identifier: Apache-2.0
export * from './address';

/** Where this person is; the address says all of it, filters too. */
export type Route =
  /** `at` is `/assets`, or `/assets/*` with the id of one of them; whether anything stands there the rooms know */
  | { page: 'room'; at: string; id: string }
  | { page: 'plugin'; plugin: string; path: string }
  | { page: 'sign-in' }
  | { page: 'missing' };

export function route(path = location.pathname): Route {
  if (path === '/') return { page: 'room', at: '/overview', id: '' };
  if (path === '/sign-in') return { page: 'sign-in' };
  const plugin = /^\/p\/([a-z][a-z0-9]{2,29})((?:\/[A-Za-z0-9_~-]+)*)$/.exec(path);
  if (plugin?.[1]) return { page: 'plugin', plugin: plugin[1], path: plugin[2] ?? '' };
  const room = /^(\/[a-z-]+(?:\/[a-z-]+)?)(?:\/([0-9a-f-]{36}))?$/.exec(path);
  if (!room?.[1]) return { page: 'missing' };
  const id = room[2] ?? '';
  return { page: 'room', at: id ? `${room[1]}/*` : room[1], id };
}
