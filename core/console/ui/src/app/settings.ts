// SPDX-License-Identifier: Apache-2.0
import { run } from './run';
import { session } from './session';
import { toastProblem } from './toast';
import type { Page } from './types';

const SOON = 800;

/**
 * What this person set for himself. The platform keeps it, so it is the same in each browser; `settings`
 * tells that it was read. A change shows at once and is sent a moment later, once for all that follow.
 */
class Settings extends EventTarget {
  private readonly values = new Map<string, unknown>();
  private readonly sending = new Map<string, ReturnType<typeof setTimeout>>();
  private reading: Promise<void> | null = null;

  constructor() {
    super();
    session.addEventListener('session', () => session.state === 'out' && this.forget());
    // who closes the page right after a change keeps it
    addEventListener('pagehide', () => [...this.sending.keys()].forEach((name) => this.send(name)));
  }

  read(): Promise<void> {
    this.reading ??= this.load();
    return this.reading;
  }

  get(name: string): unknown {
    return this.values.get(name) ?? null;
  }

  /** @param value null: as if it had never been set */
  set(name: string, value: unknown): void {
    if (value === null) this.values.delete(name);
    else this.values.set(name, value);
    clearTimeout(this.sending.get(name));
    this.sending.set(name, setTimeout(() => this.send(name), SOON));
    this.dispatchEvent(new Event('settings'));
  }

  private async load(): Promise<void> {
    if (!session.may('core.self.manage')) return;
    try {
      const { items } = await run<Page<{ name: string; value: unknown }>>('setting-list');
      // what was changed while it was asked for is newer
      for (const { name, value } of items) if (!this.sending.has(name)) this.values.set(name, value);
      this.dispatchEvent(new Event('settings'));
    } catch {
      this.reading = null; // the lists work without; asked for again by the next page
    }
  }

  private send(name: string): void {
    clearTimeout(this.sending.get(name));
    this.sending.delete(name);
    if (!session.may('core.self.manage')) return;
    run('setting-set', { name, value: this.get(name) }).catch(toastProblem);
  }

  private forget(): void {
    for (const timer of this.sending.values()) clearTimeout(timer);
    this.sending.clear();
    this.values.clear();
    this.reading = null;
    this.dispatchEvent(new Event('settings'));
  }
}

export const settings = new Settings();
