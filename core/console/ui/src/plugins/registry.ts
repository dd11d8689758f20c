// SPDX-License-Identifier: Apache-2.0
import { BASE } from '../app/address';
import { get } from '../app/api';
import { language } from '../app/i18n';
import { live } from '../app/live';
import { session } from '../app/session';
import type { Asset } from '../app/types';
import { isIcon, type IconName } from '../parts/icon';

/** What a plugin brings, as the platform tells it to this person. */
export interface Contribution {
  point: string;
  id: string;
  path: string | null;
  export: string;
  title: Record<string, string>;
  icon: string | null;
  section: string | null;
  order: number | null;
  when: Record<string, string[]> | null;
}

export interface Plugin {
  id: string;
  version: string;
  name: string;
  /** another address for other content */
  module: string;
  contributes: Contribution[];
}

/** One contribution and whose it is. */
export interface Contributed {
  plugin: Plugin;
  its: Contribution;
}

interface Offer {
  rev: number;
  plugins: Plugin[];
}

const USUAL_ORDER = 100;
const TRIES = 5;
const BETWEEN_TRIES = 1000;

/** What plugins bring to this person's console, or portal, now; tells of each `change`. */
class Registry extends EventTarget {
  /** whether the platform has said yet what there is */
  known = false;
  private plugins: Plugin[] = [];
  private rev: number | null = null;
  private turn = 0;

  constructor() {
    super();
    session.addEventListener('session', () => {
      if (session.state === 'in') void this.read();
      else if (!session.inside) this.take({ rev: 0, plugins: [] }, false);
    });
    live.on(({ name, data }) => {
      // `ready`: a stream begins, and what was told before it is not told again
      if (name === 'ready') void this.read();
      if (name === 'contributions' && data.rev !== this.rev) void this.read(Number(data.rev));
    });
  }

  /** All that goes to a place, in its order. */
  at(point: string): Contributed[] {
    return this.plugins
      .flatMap((plugin) => plugin.contributes.filter((c) => c.point === point).map((its) => ({ plugin, its })))
      .sort((a, b) => (a.its.order ?? USUAL_ORDER) - (b.its.order ?? USUAL_ORDER) || a.plugin.id.localeCompare(b.plugin.id));
  }

  /** What goes to an asset of that kind. */
  ofAsset(point: string, asset: Asset): Contributed[] {
    const kind = asset.kind.toLowerCase();
    return this.at(point).filter(({ its }) => its.when?.['asset.kind']?.includes(kind) ?? true);
  }

  /** The page at an address, or above it: what follows is the page's own. */
  page(plugin: string, path: string): Contributed | undefined {
    const fits = (c: Contributed) => c.plugin.id === plugin && (path === c.its.path || path.startsWith(`${c.its.path}/`));
    const found = ['nav.page', 'settings.page', 'portal.page'].flatMap((point) => this.at(point)).filter(fits);
    return found.sort((a, b) => (b.its.path ?? '').length - (a.its.path ?? '').length)[0];
  }

  /** @param expected the revision that was announced: another node may not be as far yet */
  private async read(expected: number | null = null, tries = 1): Promise<void> {
    const turn = ++this.turn;
    try {
      const offer = await get<Offer>('/ui/contributions');
      if (turn !== this.turn || session.state !== 'in') return;
      this.take(offer, true);
      if (expected === null || offer.rev === expected || tries >= TRIES) return;
    } catch {
      if (turn !== this.turn || tries >= TRIES) return; // what is shown stays; the next stream asks again
    }
    setTimeout(() => turn === this.turn && void this.read(expected, tries + 1), BETWEEN_TRIES);
  }

  private take(offer: Offer, known: boolean): void {
    const same = known === this.known && offer.rev === this.rev && JSON.stringify(offer.plugins) === JSON.stringify(this.plugins);
    this.rev = offer.rev;
    this.known = known;
    if (same) return;
    this.plugins = offer.plugins;
    this.dispatchEvent(new Event('change'));
  }
}

export const registry = new Registry();

export function titleOf(its: Contribution): string {
  return its.title[language()] ?? its.title.en ?? its.id;
}

export function iconOf(its: Contribution): IconName {
  return its.icon && isIcon(its.icon) ? its.icon : 'plug';
}

export function addressOf({ plugin, its }: Contributed): string {
  return `${BASE}/p/${plugin.id}${its.path}`;
}
