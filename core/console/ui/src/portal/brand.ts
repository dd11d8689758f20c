// SPDX-License-Identifier: Apache-2.0
import { get } from '../app/api';
import { isDark, onTheme } from '../app/theme';
import { accent } from './colour';
import { GROUND } from './ground';

/** How the portal looks to the customer who is signed in. */
interface Branding {
  name: string;
  /** `#rrggbb` */
  accent: string | null;
  /** a PNG, in Base64 */
  logo: string | null;
}

/** The customer's name, logo and colour. */
class Brand extends EventTarget {
  name = '';
  /** for an image's `src` */
  logo: string | null = null;
  private colour: string | null = null;
  private turn = 0;

  constructor() {
    super();
    onTheme(() => this.paint());
  }

  async read(): Promise<void> {
    const turn = ++this.turn;
    const own = await get<Branding>('/branding');
    // he may have left meanwhile, or it may have changed
    if (turn === this.turn) this.take(own.name, own.logo ? `data:image/png;base64,${own.logo}` : null, own.accent);
  }

  /** Who is signed out sees nobody's. */
  forget(): void {
    this.turn++;
    this.take('', null, null);
  }

  private take(name: string, logo: string | null, colour: string | null): void {
    this.name = name;
    this.logo = logo;
    this.colour = colour;
    this.paint();
    this.dispatchEvent(new Event('brand'));
  }

  private paint(): void {
    const { style } = document.documentElement;
    const tokens = ['--acc', '--acc-fg', '--acc-bg', '--sel'] as const;
    for (const token of tokens) style.removeProperty(token);
    if (this.colour === null) return;
    const { ink, on } = accent(this.colour, isDark() ? GROUND.dark : GROUND.light);
    const values = [ink, on, `${ink}1f`, `${ink}1f`];
    tokens.forEach((token, i) => style.setProperty(token, values[i] ?? ''));
  }
}

export const brand = new Brand();
