// SPDX-License-Identifier: Apache-2.0
import type { Key } from '../app/i18n';
import type { Route } from '../app/router';
import { session } from '../app/session';
import type { IconName } from '../parts/icon';

export type Section = 'operate' | 'administer';

/** A page that navigation and palette lead to. */
export interface NavPage {
  section: Section;
  path: string;
  title: Key;
  icon: IconName;
  permission: string;
  /** routes under which it counts as the current one */
  holds: Route['page'][];
}

const PAGES: NavPage[] = [
  { section: 'operate', path: '/assets', title: 'assets.title', icon: 'monitor', permission: 'core.asset.read', holds: ['assets', 'asset'] },
  { section: 'operate', path: '/alerts', title: 'alerts.title', icon: 'triangle-alert', permission: 'core.alert.read', holds: ['alerts'] },
  { section: 'operate', path: '/imports', title: 'imports.title', icon: 'upload', permission: 'core.import.run', holds: ['imports'] },
  { section: 'administer', path: '/users', title: 'users.title', icon: 'users', permission: 'core.user.read', holds: ['users'] },
];

export function pages(): NavPage[] {
  return PAGES.filter((page) => session.may(page.permission));
}

export function sections(): Section[] {
  return [...new Set(pages().map((page) => page.section))];
}
