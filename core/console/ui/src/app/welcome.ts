// SPDX-License-Identifier: Apache-2.0
import { directory } from './directory';
import { provider } from './provider';
import { navigate, route } from './router';
import { session } from './session';
import { settings } from './settings';

export const STEPS = ['provider', 'mail', 'certificate', 'agent'] as const;
export type Step = (typeof STEPS)[number];

/** How far this person is in setting up; kept by the platform, so it goes on in another browser. */
interface Progress {
  at: Step;
  done: Step[];
  /** null: he is at it */
  over: 'finished' | 'later' | null;
}

const NAME = 'console.welcome';
const START: Progress = { at: 'provider', done: [], over: null };

const atFirst = (): boolean => {
  const here = route();
  return here.page === 'room' && here.at === '/overview';
};

/** The first steps of a fresh installation, for who may take them. */
class Welcome {
  get progress(): Progress {
    return { ...START, ...(settings.get(NAME) as Partial<Progress> | null) };
  }

  get may(): boolean {
    return session.may('core.provider.write');
  }

  get isUnfinished(): boolean {
    return this.may && this.progress.over !== 'finished';
  }

  read(): Promise<void> {
    return settings.read();
  }

  /** Whoever signs in to a fresh installation, and wants nowhere in particular, is shown its first steps. */
  async greet(): Promise<void> {
    await provider.read().catch(() => undefined);
    if (atFirst() && (await this.isDue()) && atFirst()) navigate('/welcome', 'replace');
  }

  /** Whether it shows by itself: he is at it, or nobody has begun anything here yet. */
  private async isDue(): Promise<boolean> {
    if (!this.may) return false;
    await Promise.all([settings.read(), directory.read().catch(() => undefined)]);
    if (settings.get(NAME) !== null) return this.progress.over === null;
    // the machine that the platform runs on may be in a tenant of its own already
    return provider.now?.revision === 0 && directory.tenants.length <= 1;
  }

  go(at: Step): void {
    this.keep({ ...this.progress, at, over: null });
  }

  did(step: Step): void {
    const { done, ...rest } = this.progress;
    this.keep({ ...rest, done: [...new Set([...done, step])] });
  }

  end(over: 'finished' | 'later'): void {
    this.keep({ ...this.progress, over });
  }

  private keep(progress: Progress): void {
    settings.set(NAME, progress);
  }
}

export const welcome = new Welcome();
