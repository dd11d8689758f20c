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
    session.addEventListener('session', () => session.state === 'out' && sessionStorage.removeItem(KEY));
  }

  /** null: all; what somebody else chose here before is nothing to who is signed in now */
  get tenant(): string | null {
    const [user, tenant] = sessionStorage.getItem(KEY)?.split(' ') ?? [];
    return tenant && user === session.user?.id ? tenant : null;
  }

  choose(tenant: string | null): void {
    if (tenant === this.tenant) return;
    if (tenant === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, `${session.user?.id ?? ''} ${tenant}`);
    this.dispatchEvent(new Event('scope'));
  }

  /** Where a list is asked for; one that says whose it is stays. */
  of(path: string): string {
    return this.tenant !== null && OWN.test(path) ? `/tenants/${this.tenant}${path}` : path;
  }
}

export const scope = new Scope();
