// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../app/i18n';
import { toasts, type Toast, type Tone } from '../app/toast';
import { Part } from './element';
import { icon, type IconName } from './icon';
import { base } from '../style/base';

const ICONS: Record<Tone, IconName> = { ok: 'circle-check', info: 'info', warn: 'triangle-alert', bad: 'circle-alert' };
const LASTS = 6000;

/** Short words in the corner; read out, and gone after a while unless they tell of a failure. */
@customElement('cu-toasts')
export class Toasts extends Part {
  static override styles = [
    base,
    css`
      :host { position: fixed; right: 16px; bottom: calc(16px + var(--bar, 0px)); z-index: 30; width: min(360px, calc(100vw - 32px)); display: grid; gap: 8px; pointer-events: none; }
      .notice { pointer-events: auto; box-shadow: var(--shadow); align-items: start; animation: rise 0.18s var(--ease); }
      .notice.ok > .ico { color: var(--ok); }
      .notice.info > .ico { color: var(--info); }
      .notice span { flex: 1; overflow-wrap: anywhere; }
      .btn { height: 24px; width: 24px; margin: -3px -5px -3px 0; }
      @keyframes rise { from { opacity: 0; transform: translateY(8px); } }
    `,
  ];

  @state() private shown: Toast[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(toasts, 'toast', (e) => this.add((e as CustomEvent<Toast>).detail));
  }

  private add(next: Toast): void {
    this.shown = [...this.shown.slice(-3), next];
    if (next.tone !== 'bad') setTimeout(() => this.drop(next), LASTS);
  }

  private drop(gone: Toast): void {
    this.shown = this.shown.filter((x) => x !== gone);
  }

  protected override render(): TemplateResult {
    return html`<div role="status" aria-live="polite" class="list">${this.shown.map((x) => html`<div class="notice ${x.tone}" data-testid="toast">
      ${icon(ICONS[x.tone])}<span>${x.text}</span>
      <button class="btn ghost square" aria-label=${t('close')} @click=${() => this.drop(x)}>${icon('x', 14)}</button></div>`)}</div>`;
  }
}
