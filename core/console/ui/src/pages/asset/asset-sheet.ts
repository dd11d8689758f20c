// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';

export const cardSheet = css`
  .card { overflow: hidden; }
  .card > h2, .card > .top { display: flex; align-items: center; gap: 10px; padding: 12px 16px 8px; min-height: 42px; }
  .facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 7px 20px; padding: 2px 16px 14px; }
  .facts dt { color: var(--fg3); }
  .facts dd { text-align: right; overflow-wrap: anywhere; }
`;

export const assetSheet = css`
  ${cardSheet}
  :host { min-height: 0; }
  .page { height: 100%; overflow: auto; padding: 16px 24px 32px; }
  .crumbs { display: flex; align-items: center; gap: 6px; color: var(--fg3); min-height: 20px; margin-bottom: 6px; }
  .crumbs a { color: var(--fg2); text-decoration: none; }
  .crumbs a:hover { color: var(--fg); text-decoration: underline; text-underline-offset: 3px; }
  .title { display: flex; align-items: center; gap: 10px; margin-bottom: 16px; min-height: 30px; }
  .title h1 { font: 500 17px/1.4 var(--mono); letter-spacing: -0.01em; }
  .columns { display: grid; grid-template-columns: minmax(0, 1.9fr) minmax(300px, 1fr); gap: 16px; align-items: start; margin-top: 16px; }
  .main, .aside { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; min-width: 0; }
  .middle { display: grid; place-content: center; justify-items: center; gap: 10px; padding: 48px 24px; text-align: center; height: 100%; }
  .middle p { color: var(--fg2); max-width: 46ch; }
  @media (max-width: 1080px) { .columns { grid-template-columns: minmax(0, 1fr); } }
  @media (max-width: 820px) { .page { padding: 14px 16px 32px; } }
`;
