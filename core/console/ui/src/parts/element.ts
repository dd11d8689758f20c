// SPDX-License-Identifier: Apache-2.0
import { LitElement } from 'lit';
import { base } from '../style/base';
import { onLanguage } from '../app/i18n';

/** A part of the console: the shared sheet, drawn anew when the language changes, cleaned up when it goes. */
export class Part extends LitElement {
  static override styles = [base];

  private leaving: (() => void)[] = [];
  #later: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(onLanguage(() => this.requestUpdate()));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#later);
    this.#later = undefined;
    for (const end of this.leaving.splice(0)) end();
  }

  /** Runs when the part leaves the page. */
  protected until(end: () => void): void {
    this.leaving.push(end);
  }

  /** Listens until the part leaves the page. */
  protected listen(target: EventTarget, type: string, handler: (event: Event) => void): void {
    target.addEventListener(type, handler);
    this.until(() => target.removeEventListener(type, handler));
  }

  protected every(milliseconds: number, work: () => void): void {
    const timer = setInterval(work, milliseconds);
    this.until(() => clearInterval(timer));
  }

  /** Once for all that ask for it within that time. */
  protected soon(work: () => void, milliseconds = 400): void {
    this.#later ??= setTimeout(() => {
      this.#later = undefined;
      work();
    }, milliseconds);
  }

  protected one<E extends HTMLElement>(selector: string): E | null {
    return this.renderRoot.querySelector<E>(selector);
  }
}
