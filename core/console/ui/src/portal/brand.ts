// SPDX-License-Identifier: Apache-2.0
import { get } from '../app/api';
import { paint } from '../app/paint';
import { onTheme } from '../app/theme';

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
    onTheme(() => paint(this.colour));
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
    paint(colour);
    this.dispatchEvent(new Event('brand'));
  }
}

export const brand = new Brand();
