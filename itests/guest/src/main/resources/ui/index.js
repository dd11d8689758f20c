// SPDX-License-Identifier: Apache-2.0
import { CustodeElement, base, html } from '@custode/sdk';

export class NotesPage extends CustodeElement {
  static styles = [base];

  render() {
    return html`<p data-testid="guest-page">${this.ctx.plugin.version}</p>`;
  }
}

export class NotePanel extends CustodeElement {
  static styles = [base];

  render() {
    return html`<p data-testid="guest-panel">${this.ctx.plugin.version}</p>`;
  }
}
