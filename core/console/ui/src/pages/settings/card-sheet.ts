// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';
import { copyButton } from '../../parts/copy';
import { base } from '../../style/base';
import { cardSheet } from '../asset/asset-sheet';

/** What the cards of the settings have in common. */
export const settingCard = [
  base,
  cardSheet,
  css`
    .inside { display: grid; gap: 12px; padding: 2px 16px 16px; }
    .card > h2 > .ico { color: var(--fg3); }
    .card > h2 .fill { flex: 1; }
    .quiet { max-width: 70ch; }
    .facts { padding: 0; align-items: baseline; }
    .facts dd { text-align: left; }
    .go { display: flex; gap: 8px; flex-wrap: wrap; align-items: end; }
    .go .field { flex: 1 1 220px; }
    ol.todo { display: grid; gap: 10px; counter-reset: todo; }
    ol.todo > li { display: grid; grid-template-columns: 22px minmax(0, 1fr); gap: 4px 10px; counter-increment: todo; }
    ol.todo > li::before { content: counter(todo); width: 20px; height: 20px; border-radius: 50%; background: var(--bg3); display: grid; place-items: center; font-size: 11px; font-weight: 600; }
    ol.todo > li > div { display: grid; gap: 6px; min-width: 0; }
    .line { position: relative; border: 1px solid var(--line2); border-radius: var(--r2); background: var(--bg); }
    .line pre { margin: 0; padding: 10px 44px 10px 12px; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.6; }
    .line wa-copy-button { position: absolute; right: 4px; top: 4px; }
    .line wa-copy-button::part(button) { color: var(--fg2); }
    .notice.ok > .ico { color: var(--ok); }
  `,
];

/** Lines to be put somewhere else, with a button that takes them along. */
export function lines(text: string, testid: string): TemplateResult {
  return html`<div class="line"><pre class="mono" data-testid=${testid}>${text}</pre>
    ${copyButton(text)}</div>`;
}
