// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';

export const gridSheet = css`
  :host { display: flex; flex: 1; min-height: 0; }
  .view { flex: 1; overflow: auto; overscroll-behavior: contain; contain: strict; }
  .grid { position: relative; min-width: 100%; width: max-content; }
  :host([narrow]) .grid { width: 100%; }
  .group { display: contents; }
  .row, .head { display: grid; grid-template-columns: var(--cols); align-items: center; padding: 0 8px 0 16px; }
  .head { position: sticky; top: 0; z-index: 2; height: 34px; background: var(--bg1); border-bottom: 1px solid var(--line2); color: var(--fg3); font-size: 12px; font-weight: 500; }
  .row { position: absolute; inset-inline: 0; border-bottom: 1px solid var(--line); cursor: default; scroll-margin: 34px 0 0; }
  .row:hover { background: var(--hover); }
  .row[aria-selected='true'] { background: var(--sel); }
  .row.current { box-shadow: inset 2px 0 var(--acc); }
  .row:focus-visible { outline-offset: -2px; }
  .cell, .title { padding: 0 8px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
  .cell { color: var(--fg2); }
  .cell:first-child, .pick + .cell { color: var(--fg); }
  .title { position: relative; display: flex; align-items: center; gap: 4px; height: 100%; overflow: visible; }
  .title[aria-sort], .title[aria-sort] button { color: var(--fg); }
  .end { text-align: right; justify-content: flex-end; font-variant-numeric: tabular-nums; }

  .title button { display: flex; align-items: center; gap: 4px; min-width: 0; height: 24px; margin: 0 -6px; padding: 0 6px; border: 0; border-radius: var(--r1); background: none; color: var(--fg3); font-weight: 500; cursor: pointer; }
  .title button:hover { background: var(--hover); color: var(--fg); }
  .title.end button { flex-direction: row-reverse; }
  .grip { position: absolute; top: 0; bottom: 0; right: -5px; width: 10px; z-index: 1; cursor: col-resize; touch-action: none; }
  .grip::after { content: ''; position: absolute; left: 4px; top: 9px; bottom: 9px; width: 1px; background: var(--line2); }
  .grip:hover::after, .grip.held::after { background: var(--acc); width: 2px; top: 4px; bottom: 4px; }

  .pick { display: grid; place-items: center; height: 100%; padding: 0; overflow: visible; cursor: pointer; }
  .pick input { width: 15px; height: 15px; margin: 0; accent-color: var(--acc); cursor: pointer; opacity: 0.55; }
  .row:is(:hover, :focus-visible, .current) .pick input, .pick input:is(:checked, :indeterminate, :focus-visible, :hover) { opacity: 1; }
  .row .pick input { pointer-events: none; }

  :host([narrow]) .head { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  :host([narrow]) .row { display: grid; grid-template-columns: minmax(0, 1fr); padding: 0; }
  :host([narrow]) .row:has(.pick) { grid-template-columns: 46px minmax(0, 1fr); }
  :host([narrow]) .pick input { width: 20px; height: 20px; }
  :host([narrow]) .card-cell { height: 100%; display: grid; align-items: center; padding: 0 16px; }
  :host([narrow]) .pick + .card-cell { padding-left: 0; }
  .named { display: flex; align-items: center; gap: 9px; min-width: 0; }
  .named > .ico { color: var(--fg3); }
  .named a, .slip a { color: var(--fg); text-decoration: none; font-weight: 500; }
  .named a:hover { text-decoration: underline; text-underline-offset: 3px; }
  .slip { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 2px 10px; align-items: center; }
  .slip b { font-size: 13px; }
  .slip .more { grid-column: 2 / 4; color: var(--fg2); font-size: 12px; }
  .ghost .bone { width: 60%; }
  .ghost .end .bone { width: 40px; }
`;
