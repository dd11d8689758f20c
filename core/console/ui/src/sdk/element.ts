// SPDX-License-Identifier: Apache-2.0
import { LitElement, type PropertyValues } from 'lit';
import type { Context } from '../../public/ui/sdk/1.1/sdk';
import { onLanguage } from '../app/i18n';

/** What an element of a plugin begins with: drawn by Lit, anew when its `ctx` or the language changes. */
export class CustodeElement extends LitElement {
  static override properties = { ctx: { attribute: false } };

  /** set before the element comes into the page */
  ctx!: Context;
  private stop: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = onLanguage(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  // part of the contract, so for everybody
  override render(): unknown {
    return super.render();
  }

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
  }
}
