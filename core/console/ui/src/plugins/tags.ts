// SPDX-License-Identifier: Apache-2.0
import { t } from '../app/i18n';
import type { Plugin } from './registry';

/** As long as a module may take to load. */
export const LOAD_LIMIT = 8000;

/** A server that starts anew or a wire that drops is back soon. */
const FETCHES = 3;
const BETWEEN_FETCHES = 1000;

/** More drawings in a second than anybody could see: it calls for itself without end. */
const MOST_UPDATES = 300;

interface Lifecycle extends HTMLElement {
  ctx?: unknown;
  connectedCallback?(): void;
  disconnectedCallback?(): void;
  /** of Lit */
  performUpdate?(): void;
}
type Own = new () => Lifecycle;

/** by a module's address, under which number it is asked for */
const numbers = new Map<string, number>();
const classes = new Map<string, Own>();
const listeners = new WeakMap<Element, (thrown: unknown) => void>();

/** What a plugin's module exports under a name; the module is read when it is first used. */
export async function exported(plugin: Plugin, name: string): Promise<unknown> {
  const module = await loaded(plugin.module);
  if (!(name in module)) throw new Error(`${plugin.module}: ${name}`);
  return module[name];
}

/** A browser keeps what failed for its address as well, so each try after it has another. */
async function loaded(address: string, fetches = 1): Promise<Record<string, unknown>> {
  const number = numbers.get(address) ?? 0;
  const asked = number === 0 ? address : `${address}?n=${number}`;
  try {
    const module = await inTime(import(/* @vite-ignore */ asked) as Promise<Record<string, unknown>>);
    // a place that gave up earlier may have counted on: all are to have the same module
    numbers.set(address, number);
    return module;
  } catch (e) {
    if ((numbers.get(address) ?? 0) === number) numbers.set(address, number + 1);
    // a TypeError: it did not come; all else is the module's own, and comes again
    if (!(e instanceof TypeError) || fetches >= FETCHES) throw e;
  }
  await new Promise((later) => setTimeout(later, BETWEEN_FETCHES));
  return loaded(address, fetches + 1);
}

/** A plugin's element, not yet in the page; `broke` hears of what it throws from then on. */
export async function element(plugin: Plugin, name: string, ctx: unknown, broke: (thrown: unknown) => void): Promise<HTMLElement> {
  const key = `${plugin.module} ${name}`;
  let Held = classes.get(key);
  if (!Held) {
    const own = await exported(plugin, name);
    // two places may have waited for the same module
    Held = classes.get(key) ?? define(plugin, name, own);
    classes.set(key, Held);
  }
  const made = new Held();
  made.ctx = ctx;
  listeners.set(made, broke);
  return made;
}

/**
 * A name cannot be given to another class while the page is open, so each version of a plugin gets
 * names of its own.
 */
function define(plugin: Plugin, name: string, own: unknown): Own {
  if (typeof own !== 'function' || !(own.prototype instanceof HTMLElement)) throw new Error(`${name} is no element`);
  const Held = holding(own as Own, plugin.id);
  const part = plugin.module.split('/').at(-2) ?? plugin.version;
  const tag = `x-${plugin.id}-${part}-${name}-${classes.size}`.toLowerCase().replace(/[^a-z0-9-]/g, '-');
  customElements.define(tag, Held);
  return Held;
}

/** The plugin's own class, but what it throws ends in its place in the page. */
function holding(own: Own, plugin: string): Own {
  return class extends own {
    // names that no plugin's own field can have
    #since = 0;
    #updates = 0;
    #broken = false;

    override connectedCallback(): void {
      this.#guarded(() => super.connectedCallback?.());
    }

    /** Also of one that broke: it may have begun something that is to end. */
    override disconnectedCallback(): void {
      try {
        super.disconnectedCallback?.();
      } catch (e) {
        console.warn(plugin, e);
      }
    }

    override performUpdate(): void {
      this.#guarded(() => {
        this.#count();
        super.performUpdate?.();
      });
    }

    #count(): void {
      const now = performance.now();
      if (now - this.#since > 1000) [this.#since, this.#updates] = [now, 0];
      if (++this.#updates > MOST_UPDATES) throw new Error(t('plugin.busy'));
    }

    #guarded(work: () => void): void {
      if (this.#broken) return;
      try {
        work();
      } catch (e) {
        this.#broken = true;
        listeners.get(this)?.(e);
      }
    }
  };
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(t('plugin.slow'))), LOAD_LIMIT);
    work.then(done, fail).finally(() => clearTimeout(timer));
  });
}
