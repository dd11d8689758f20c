// SPDX-License-Identifier: Apache-2.0
import { get } from './api';
import { session } from './session';

const AT_ONCE = 4;

/** Names of things that are known by id only: each is asked for once, a few at a time, when it is first shown. */
class Names extends EventTarget {
  private readonly known = new Map<string, string>();
  private readonly queue: string[] = [];
  private running = 0;

  constructor(
    private readonly path: string,
    private readonly permission: string,
  ) {
    super();
    session.addEventListener('session', () => session.state === 'out' && this.known.clear());
  }

  /** @returns its name, or what stands for it until the event `names` or for ever */
  of(id: string, instead = id): string {
    const name = this.known.get(id);
    if (name === undefined && session.may(this.permission)) {
      this.known.set(id, '');
      this.queue.push(id);
      void this.work();
    }
    return name || instead;
  }

  put(id: string, name: string): void {
    this.known.set(id, name);
  }

  private async work(): Promise<void> {
    if (this.running >= AT_ONCE) return;
    this.running++;
    for (let id = this.queue.shift(); id !== undefined; id = this.queue.shift()) {
      try {
        this.known.set(id, (await get<{ name: string }>(`${this.path}/${id}`)).name);
        this.dispatchEvent(new Event('names'));
      } catch {
        continue; // gone, or not for this person
      }
    }
    this.running--;
  }
}

export const assetNames = new Names('/assets', 'core.asset.read');
export const contactNames = new Names('/contacts', 'core.contact.read');
export const groupNames = new Names('/groups', 'core.group.read');
export const calendarNames = new Names('/calendars', 'core.calendar.read');
