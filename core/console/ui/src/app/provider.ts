// SPDX-License-Identifier: Apache-2.0
import { get } from './api';
import { adoptLanguage, type Language } from './i18n';
import { live } from './live';
import { paint } from './paint';
import { session } from './session';
import { onTheme } from './theme';

/** The MSP that this installation is of, as it says itself. */
export interface ProviderProfile {
  name: string | null;
  /** `#rrggbb` */
  accent: string | null;
  /** a PNG, in Base64 */
  logo: string | null;
  language: Language;
  zone: string;
  revision: number;
}

/** Its name, logo and colour, on every page of who works for it; `provider` tells that they are others. */
class Provider extends EventTarget {
  now: ProviderProfile | null = null;
  private turn = 0;

  constructor() {
    super();
    onTheme(() => paint(this.now?.accent ?? null));
    session.addEventListener('session', () => session.state === 'out' && this.take(null));
    live.on(({ name }) => name === 'ProviderChanged' && void this.read().catch(() => undefined));
  }

  async read(): Promise<ProviderProfile | null> {
    if (!session.may('core.provider.read')) return null;
    const asked = ++this.turn;
    const next = await get<ProviderProfile>('/provider');
    // what was asked for before it was changed, or before he signed out, is old
    if (asked === this.turn) this.take(next);
    return this.now;
  }

  take(next: ProviderProfile | null): void {
    this.turn++;
    this.now = next;
    paint(next?.accent ?? null);
    if (next?.revision) void adoptLanguage(next.language).catch(() => undefined); // it goes on in the one that is here
    this.dispatchEvent(new Event('provider'));
  }
}

export const provider = new Provider();

/** For an image's `src`. */
export function pictureOf(logo: string): string {
  return `data:image/png;base64,${logo}`;
}
