// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';
import { number, percent } from '../app/i18n';

/** The sheet of {@link meter} and {@link letter}; the grid has it, for cells. */
export const meterSheet = css`
  .letter { flex: none; display: grid; place-items: center; width: 22px; height: 22px; border-radius: 6px; background: var(--acc-bg); color: var(--acc); font-weight: 600; font-size: 11.5px; }
  .meter { display: inline-flex; align-items: center; gap: 9px; font-variant-numeric: tabular-nums; }
  .meter > span { width: 54px; height: 4px; border-radius: 9px; background: var(--bg3); overflow: hidden; }
  .meter i { display: block; height: 100%; border-radius: 9px; background: var(--ok); }
`;

/** How many of how many, as a bar and as figures. */
export function meter(some: number, all: number): TemplateResult {
  const share = all > 0 ? (some / all) * 100 : 0;
  return html`<span class="meter" title=${percent(share)}><span aria-hidden="true"><i .style=${`width:${share}%`}></i></span>${number(some)}/${number(all)}</span>`;
}

/** What a customer is told by at a glance. */
export function letter(name: string): TemplateResult {
  return html`<span class="letter" aria-hidden="true">${[...name.trim()][0]?.toUpperCase() ?? '?'}</span>`;
}
