// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../app/i18n';
import { pageWorker } from '../app/worker';
import { Part } from './element';
import { icon } from './icon';
import { base } from '../style/base';

/** Above the pages: that there is no connection and what that means, that there is a newer version. */
@customElement('cu-connection')
export class Connection extends Part {
  static override styles = [
    base,
    css`
      :host { display: block; }
      .strip { display: flex; align-items: center; gap: 10px; padding: 8px 16px; border-bottom: 1px solid var(--line2); background: var(--bg2); font-size: 13px; line-height: 1.4; }
      .strip > .ico { flex: none; color: var(--warn); }
      .strip.newer > .ico { color: var(--acc); }
      .strip b { font-weight: 600; }
      .strip span { flex: 1; min-width: 0; color: var(--fg2); }
      .strip b { color: var(--fg); }
      .strip .btn { flex: none; }
      @media (max-width: 820px) { .strip { padding: 10px 12px; } }
    `,
  ];

  @state() private offline = !navigator.onLine;
  @state() private newer = pageWorker.waiting !== null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(window, 'online', () => (this.offline = false));
    this.listen(window, 'offline', () => (this.offline = true));
    this.listen(pageWorker, 'update', () => (this.newer = true));
  }

  protected override render(): TemplateResult {
    return html`<div role="status">${this.offline
      ? html`<div class="strip" data-testid="offline">${icon('wifi-off', 16)}<span><b>${t('offline.title')}</b> ${t('offline.safe')}</span></div>`
      : nothing}${this.newer && !this.offline
      ? html`<div class="strip newer" data-testid="newer">${icon('download', 16)}<span><b>${t('newer.title')}</b> ${t('newer.safe')}</span>
          <button class="btn ghost" @click=${() => (this.newer = false)}>${t('newer.later')}</button>
          <button class="btn primary" data-testid="newer-take" @click=${() => pageWorker.takeUpdate()}>${t('newer.take')}</button></div>`
      : nothing}</div>`;
  }
}
