// SPDX-License-Identifier: Apache-2.0
import { call, get, onSignedOut, post, Problem, useCsrf } from './api';
import { live } from './live';
import type { Principal } from './types';

/** Both null if nobody is signed in. */
interface SessionAnswer {
  user: Principal | null;
  csrf: string | null;
}

/** So long what somebody wrote is kept under the door; then nothing is left of what he saw. */
const LAPSE = 10 * 60_000;

/** Who is signed in here; `unknown` until the platform said so; `lapsed` if he was, and may come back to his page. */
class Session extends EventTarget {
  state: 'unknown' | 'in' | 'lapsed' | 'out' | 'unreachable' = 'unknown';
  user: Principal | null = null;
  private end: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    onSignedOut(() => this.lapse());
    live.addEventListener('signed-out', () => this.lapse());
  }

  /** Whether the pages of whoever is or was signed in stay where they are. */
  get inside(): boolean {
    return this.state === 'in' || this.state === 'lapsed';
  }

  /** It ended by itself: what he was writing stays for a while, behind the door. */
  private lapse(): void {
    if (this.state === 'lapsed') return;
    if (this.state !== 'in') return this.become('out', null);
    this.become('lapsed', this.user);
    this.end = setTimeout(() => this.become('out', null), LAPSE);
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

  /** Asks for a one-time code by mail; the answer is the same whoever is named. */
  async forgot(user: string): Promise<void> {
    await call('POST', '/password-help', { user });
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
    // another person begins with a page of his own
    if (this.state === 'lapsed' && answer.user && answer.user.id !== this.user?.id) return location.reload();
    this.become(answer.user ? 'in' : 'out', answer.user);
  }

  private become(state: Session['state'], user: Principal | null): void {
    clearTimeout(this.end);
    this.state = state;
    this.user = user;
    if (state === 'in') live.open();
    else if (state === 'lapsed') live.pause();
    else live.close();
    this.dispatchEvent(new Event('session'));
  }
}

export const session = new Session();
