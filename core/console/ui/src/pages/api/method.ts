// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';

/** The word of a method in its colour; the word says it too. */
export const methodSheet = css`
  .method { flex: none; width: 52px; padding: 1px 0; border-radius: 4px; text-align: center; font: 600 10.5px/16px var(--mono); letter-spacing: 0.02em; color: var(--fg2); background: var(--bg3); }
  .method.GET { color: var(--info); background: color-mix(in srgb, var(--info) 10%, var(--bg1)); }
  .method.POST { color: var(--ok); background: color-mix(in srgb, var(--ok) 10%, var(--bg1)); }
  .method:is(.PUT, .PATCH) { color: var(--warn); background: color-mix(in srgb, var(--warn) 10%, var(--bg1)); }
  .method.DELETE { color: var(--bad); background: color-mix(in srgb, var(--bad) 8%, var(--bg1)); }
`;
