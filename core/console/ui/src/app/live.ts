// SPDX-License-Identifier: Apache-2.0
import { readStream, type Frame } from './sse';

/** What arrived: the event's name and its record. */
export interface LiveEvent {
  name: string;
  data: Record<string, unknown>;
}

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30_000;
const HIDDEN_FOR = 30_000;
const SILENCE = 75_000;

/**
 * The platform's events, over one connection per tab: the page says which asset's metrics it wants.
 * A lost connection comes back by itself, waiting longer each time; whoever listens is then told to
 * `resync`, because what happened in between is not replayed. A hidden tab gives its connection up,
 * since browsers allow only six to a host.
 */
class Live extends EventTarget {
  connected = false;
  private stream: AbortController | null = null;
  private wanted = false;
  private asset: string | null = null;
  private failures = 0;
  private missed = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private hiding: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    document.addEventListener('visibilitychange', () => this.visibility());
    addEventListener('online', () => this.retryNow());
  }

  open(): void {
    this.wanted = true;
    this.connect();
  }

  close(): void {
    this.wanted = false;
    this.missed = false;
    this.drop();
  }

  /** Until it is opened again, when whoever listens is to read anew. */
  pause(): void {
    this.wanted = false;
    this.missed = true;
    this.drop();
  }

  /** Metrics of that asset come along from now on, and what was before is told by `resync`; null: of none. */
  watch(asset: string | null): void {
    if (this.asset === asset) return;
    this.asset = asset;
    const before = this.stream;
    if (!before) return;
    this.missed ||= asset !== null;
    if (document.hidden) {
      this.drop();
      return;
    }
    this.stream = null;
    this.connect(before);
  }

  /** @returns how to stop listening */
  on(listener: (event: LiveEvent) => void): () => void {
    const handler = (e: Event) => listener((e as CustomEvent<LiveEvent>).detail);
    this.addEventListener('event', handler);
    return () => this.removeEventListener('event', handler);
  }

  /** @param before is read until the new one is here, so that nothing is lost between them */
  private connect(before: AbortController | null = null): void {
    clearTimeout(this.retry);
    if (!this.wanted || this.stream || document.hidden) return;
    const stream = new AbortController();
    this.stream = stream;
    void this.read(stream, before).catch(() => {
      before?.abort();
      // dropped by ourselves, or lost: only the latter is to be repaired
      if (this.stream === stream) this.failed();
    });
  }

  private async read(stream: AbortController, before: AbortController | null): Promise<void> {
    const answer = await fetch(`/api/v1/events${this.asset ? `?asset=${this.asset}` : ''}`, {
      headers: { accept: 'text/event-stream' },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: stream.signal,
    });
    if (answer.status === 401) this.dispatchEvent(new Event('signed-out'));
    if (answer.status === 403) this.wanted = false; // not for this person: asking again changes nothing
    if (!answer.ok || !answer.body) throw new Error(`events: ${answer.status}`);
    before?.abort();
    this.opened();
    await readStream(answer.body, (frame) => this.arrived(frame));
    throw new Error('events: ended');
  }

  private opened(): void {
    this.failures = 0;
    this.become(true);
    if (this.missed) this.dispatchEvent(new Event('resync'));
    this.missed = false;
  }

  private failed(): void {
    this.drop();
    this.missed = true;
    this.failures++;
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (this.failures - 1));
    this.retry = setTimeout(() => this.connect(), wait * (0.7 + Math.random() * 0.6));
  }

  private arrived(frame: Frame): void {
    this.expectMore();
    if (!frame.data) return;
    const detail: LiveEvent = { name: frame.name, data: JSON.parse(frame.data) as Record<string, unknown> };
    this.dispatchEvent(new CustomEvent('event', { detail }));
  }

  /** A stream that pinged and then falls silent is dead, though nobody said so (a laptop woke up). */
  private expectMore(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      if (this.stream) this.failed();
    }, SILENCE);
  }

  private drop(): void {
    clearTimeout(this.retry);
    clearTimeout(this.silence);
    const stream = this.stream;
    this.stream = null;
    stream?.abort();
    this.become(false);
  }

  private retryNow(): void {
    this.failures = 0;
    this.connect();
  }

  private visibility(): void {
    clearTimeout(this.hiding);
    if (!document.hidden) {
      this.connect();
      return;
    }
    this.hiding = setTimeout(() => {
      this.missed = this.missed || this.stream !== null;
      this.drop();
    }, HIDDEN_FOR);
  }

  private become(connected: boolean): void {
    if (this.connected === connected) return;
    this.connected = connected;
    this.dispatchEvent(new Event('state'));
  }
}

export const live = new Live();
