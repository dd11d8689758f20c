// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../app/i18n';
import { session } from '../app/session';
import { base } from '../style/base';
import { Part } from './element';
import './sign-in';

/** The door before a page whose session ended by itself: whoever signs in again finds it as he left it. */
@customElement('cu-lapsed')
export class Lapsed extends Part {
  static override styles = [
    base,
    css`
      :host { display: contents; }
      dialog { border: 0; padding: 0; margin: 0; width: 100vw; height: 100dvh; max-width: none; max-height: none; background: var(--bg); color: var(--fg); overflow: auto; }
    `,
  ];

  /** what one comes into */
  @property() name = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(session, 'session', () => this.requestUpdate());
  }

  override updated(): void {
    const dialog = this.one<HTMLDialogElement>('dialog');
    // above every dialog that was open; again if the browser closed it all the same
    if (session.state === 'lapsed' && dialog && !dialog.open) dialog.showModal();
  }

  protected override render(): TemplateResult {
    if (session.state !== 'lapsed') return html`${nothing}`;
    return html`<dialog aria-label=${t('signIn.title')} closedby="none" data-testid="lapsed" @cancel=${(e: Event) => e.preventDefault()} @close=${() => this.requestUpdate()}>
      <cu-sign-in name=${this.name} lead=${t('signIn.lapsed')}></cu-sign-in></dialog>`;
  }
}
