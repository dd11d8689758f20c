// SPDX-License-Identifier: Apache-2.0
import { session } from './session';

const KEY = 'custode.scope';

/** What customers have of their own, and the platform lists for each alone. */
const OWN = /^\/(assets|alerts|actions|agents|rollouts|alert-summaries)(?=[?/]|$)/;

/**
 * The one customer that the lists are about, or all of them. It is this window's: who looks at two
 * customers has two windows. Links say nothing of it, so whoever follows one sees all that he may.
 */
class Scope extends EventTarget {
  constructor() {
    super();
    session.addEventListener('session', () => session.state === 'out' && this.choose(null));
  }

  /** null: all */
  get tenant(): string | null {
    return sessionStorage.getItem(KEY);
  }

  choose(tenant: string | null): void {
    if (tenant === this.tenant) return;
    if (tenant === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, tenant);
    this.dispatchEvent(new Event('scope'));
  }

  /** Where a list is asked for; one that says whose it is stays. */
  of(path: string): string {
    return this.tenant !== null && OWN.test(path) ? `/tenants/${this.tenant}${path}` : path;
  }
}

export const scope = new Scope();
