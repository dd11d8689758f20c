// SPDX-License-Identifier: Apache-2.0
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import file from '../icons/custode.svg?url';

/** The mark beside the name, so it says nothing of its own. */
@customElement('cu-mark')
export class Mark extends LitElement {
  static override styles = css`
    :host { display: block; }
    img { display: block; width: 100%; height: 100%; }
  `;

  protected override render(): TemplateResult {
    return html`<img src=${file} alt="">`;
  }
}
