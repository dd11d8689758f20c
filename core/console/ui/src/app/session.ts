// SPDX-License-Identifier: Apache-2.0
import { call, get, onSignedOut, post, Problem, useCsrf } from './api';
import { live } from './live';
import type { Principal } from './types';

/** Both null if nobody is signed in. */
interface SessionAnswer {
  user: Principal | null;
  csrf: string | null;
}

/** Who is signed in here; `unknown` until the platform said so. */
class Session extends EventTarget {
  state: 'unknown' | 'in' | 'out' | 'unreachable' = 'unknown';
  user: Principal | null = null;

  constructor() {
    super();
    onSignedOut(() => this.become('out', null));
    live.addEventListener('signed-out', () => this.become('out', null));
  }

  async restore(): Promise<void> {
    try {
      this.enter(await get<SessionAnswer>('/session'));
    } catch (e) {
      this.become(e instanceof Problem && e.status === 401 ? 'out' : 'unreachable', null);
    }
  }

  /** @param code of the second factor, null until it is asked for */
  async signIn(user: string, password: string, code: string | null): Promise<void> {
    this.enter(await post<SessionAnswer>('/session', { user, password, code }));
  }

  /** By a passkey alone, or as the second factor beside a password. */
  async signInBy(passkey: unknown, user: string | null, password: string | null): Promise<void> {
    this.enter(await post<SessionAnswer>('/passkeys/session', { passkey, user, password }));
  }

  /** Sets a password with a one-time code; signs nobody in. */
  async setPassword(user: string, code: string, password: string): Promise<void> {
    await post('/session/password', { user, code, password });
  }

  async signOut(): Promise<void> {
    let leave: string | null = null;
    try {
      leave = (await call<{ leave: string | null }>('DELETE', '/session')).leave;
    } catch (e) {
      // 401: it had ended already, which is what was wanted
      if (!(e instanceof Problem && e.status === 401)) throw e;
    }
    this.become('out', null);
    // who signed in by a provider signs out there too
    if (leave) location.assign(leave);
  }

  may(permission: string): boolean {
    const held = this.user?.permissions ?? [];
    return held.includes(permission) || held.includes('*');
  }

  private enter(answer: SessionAnswer): void {
    useCsrf(answer.csrf ?? '');
    this.become(answer.user ? 'in' : 'out', answer.user);
  }

  private become(state: Session['state'], user: Principal | null): void {
    this.state = state;
    this.user = user;
    if (state === 'in') live.open();
    else live.close();
    this.dispatchEvent(new Event('session'));
  }
}

export const session = new Session();
