// SPDX-License-Identifier: Apache-2.0
import { live } from './live';

const LOOK_EACH = 60 * 60_000;

/**
 * The worker of these pages: it keeps them for when there is no connection. When the platform has
 * newer ones it says `update`, and they wait until somebody takes them.
 */
class PageWorker extends EventTarget {
  /** Null where there is none: an old browser, an address without TLS, pages under work. */
  registration: Promise<ServiceWorkerRegistration | null> = Promise.resolve(null);
  /** What waits to take over. */
  waiting: ServiceWorker | null = null;

  start(): void {
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
    // what is asked for now goes before what may be needed some day
    this.registration = new Promise((done) => {
      if (document.readyState === 'complete') done(null);
      else addEventListener('load', () => done(null), { once: true });
    }).then(() => this.register());
  }

  private async register(): Promise<ServiceWorkerRegistration | null> {
    try {
      const made = (await navigator.serviceWorker.register(`${import.meta.env.BASE_URL}sw.js`)) as ServiceWorkerRegistration | undefined;
      if (!made) return null;
      this.follow(made);
      return made;
    } catch {
      return null; // a certificate that this browser does not trust, or its own settings: all else works
    }
  }

  private follow(made: ServiceWorkerRegistration): void {
    const look = () => void made.update().catch(() => undefined);
    this.watch(made.waiting);
    made.addEventListener('updatefound', () => this.watch(made.installing));
    // the platform was away: perhaps it was updated
    live.addEventListener('resync', look);
    setInterval(look, LOOK_EACH);
  }

  /** The first one of all is no update: there was none before. */
  private watch(next: ServiceWorker | null): void {
    const ready = () => {
      if (next?.state !== 'installed' || !navigator.serviceWorker.controller) return;
      this.waiting = next;
      this.dispatchEvent(new Event('update'));
    };
    next?.addEventListener('statechange', ready);
    ready();
  }

  /** The page begins anew with what waits. */
  takeUpdate(): void {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    this.waiting?.postMessage('take-over');
  }
}

export const pageWorker = new PageWorker();
