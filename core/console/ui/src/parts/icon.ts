// SPDX-License-Identifier: Apache-2.0
import { html, type TemplateResult } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import { SHAPES, type IconName } from './icon-data';

export type { IconName };

export function isIcon(name: string): name is IconName {
  return Object.hasOwn(SHAPES, name);
}

/** An icon beside words that say the same: hidden from screen readers. */
export function icon(name: IconName, size = 16): TemplateResult {
  return html`<svg class="ico" aria-hidden="true" width=${size} height=${size} viewBox="0 0 24 24" fill="none"
    stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${unsafeSVG(SHAPES[name])}</svg>`;
}
