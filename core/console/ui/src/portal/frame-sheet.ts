// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';

/** The frame around the portal's pages. */
export const frameSheet = css`
  :host { display: grid; grid-template-rows: auto minmax(0, 1fr); height: 100dvh; overflow: hidden; background: var(--bg); font-size: 14px; }
  :host([bare]) { display: block; overflow: auto; }
  :host([bare]) main > * { min-height: 100dvh; }
  main { min-width: 0; overflow: auto; }
  .page { display: grid; align-content: start; max-width: 1080px; min-height: 100%; margin: 0 auto; padding: 28px 24px 64px; }
  .skip { position: absolute; left: -999px; z-index: 9; }
  .skip:focus { left: 12px; top: 12px; }
  .lost { display: flex; align-items: center; justify-content: center; gap: 8px; padding: 6px 16px; border-bottom: 1px solid var(--line); color: var(--warn); font-size: 12px; }
  .middle { display: grid; place-content: center; justify-items: center; gap: 12px; padding: 48px 24px; text-align: center; }
  .middle p { color: var(--fg2); max-width: 46ch; }
  @media (max-width: 820px) { .page { padding: 20px 16px 48px; } }
`;
