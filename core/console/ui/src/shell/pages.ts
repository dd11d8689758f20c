// SPDX-License-Identifier: Apache-2.0
import { t } from '../app/i18n';
import type { Route } from '../app/router';
import { session } from '../app/session';
import type { IconName } from '../parts/icon';
import { addressOf, iconOf, registry, titleOf } from '../plugins/registry';
import { roomAt, ROOMS, SECTIONS, type Section } from './rooms';

/** A page that navigation and palette lead to, of the console or of a plugin. */
export interface NavPage {
  section: Section;
  path: string;
  title: string;
  icon: IconName;
  /** whether it counts as the current one */
  isAt(here: Route): boolean;
}

export function pages(): NavPage[] {
  return [...own(), ...ofPlugins()];
}

function own(): NavPage[] {
  return ROOMS.flatMap(({ path, section, icon, title, permission }): NavPage[] => {
    if (!section || !icon || !title || !session.may(permission ?? '')) return [];
    const isAt = (here: Route) => here.page === 'room' && (here.at === path || roomAt(here)?.under === path);
    return [{ section, path, title: t(title), icon, isAt }];
  });
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
