// SPDX-License-Identifier: Apache-2.0
import { css } from '@custode/sdk';

export const sheet = css`
  :host { container-type: inline-size; }
  .top, .walk { display: flex; align-items: center; gap: 8px; }
  .top { flex-wrap: wrap; justify-content: space-between; margin-bottom: 14px; }
  .choices { display: flex; gap: 2px; padding: 2px; border: 1px solid var(--line2); border-radius: var(--r2); }
  .choices button { height: 24px; padding: 0 9px; border: 0; border-radius: 5px; background: none; color: var(--fg2); font-weight: 500; cursor: pointer; white-space: nowrap; }
  .choices button:hover { background: var(--hover); }
  .choices button[aria-pressed='true'] { background: var(--sel); color: var(--fg); }
  .walk { gap: 2px; color: var(--fg2); font-size: 12px; }
  .walk .btn.square { width: 26px; height: 26px; }
  .walk p { padding: 0 4px; font-variant-numeric: tabular-nums; }
  .notice { margin-bottom: 12px; }
  .title { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 24px; margin-bottom: 8px; }
  h3 { font-size: 14px; font-weight: 600; overflow-wrap: anywhere; }
  span + .mono { margin-left: 7px; color: var(--fg2); }
  .figures { display: grid; grid-template-columns: repeat(4, minmax(0, max-content)); gap: 2px 24px; }
  .figures div { display: grid; }
  .figures dt { font-size: 11.5px; color: var(--fg3); }
  .figures dd { font-size: 15px; font-weight: 600; font-variant-numeric: tabular-nums; letter-spacing: -0.01em; }
  .curve { position: relative; margin: 0 -8px; }
  .curve .none { position: absolute; inset: 0 0 26px 44px; display: grid; place-content: center; pointer-events: none; color: var(--fg2); }
  .how { margin: 4px 0 12px; font-size: 11.5px; color: var(--fg3); }
  [aria-busy='true'] :is(.curve, .figures) { opacity: 0.55; }
  table { margin: 0 -16px; width: calc(100% + 32px); border-top: 1px solid var(--line); }
  th, td { height: 32px; padding: 0 16px 0 0; }
  thead th { height: 28px; }
  th:first-child { padding-left: 16px; }
  tbody tr { cursor: pointer; }
  tbody tr:hover { background: var(--hover); }
  tbody tr[data-chosen] { background: var(--sel); }
  tbody th { width: 100%; max-width: 0; font-weight: 400; color: var(--fg); }
  tbody button { display: flex; align-items: center; gap: 9px; width: 100%; min-height: 31px; padding: 0; border: 0; background: none; text-align: left; font-size: 13px; cursor: pointer; }
  tbody button .ico { color: var(--fg3); }
  .range { display: none; color: var(--fg3); font-size: 11.5px; }
  tbody tr:last-child th { border-bottom: 0; }
  .share { flex: none; width: 52px; height: 4px; margin-left: auto; border-radius: 2px; background: linear-gradient(var(--acc) 0 0) 0 / var(--its) 100% no-repeat var(--bg3); }
  .empty { display: grid; justify-items: center; gap: 6px; padding: 26px 12px; text-align: center; }
  .empty p { color: var(--fg2); max-width: 44ch; }
  .empty .ico { color: var(--fg3); }
  .bones { display: grid; gap: 14px; }
  @container (max-width: 560px) {
    .more { display: none; }
    .cut { white-space: normal; overflow-wrap: anywhere; }
    .share { width: 32px; }
    .range { display: block; padding: 0 0 5px 25px; margin-top: -4px; }
    .figures { grid-template-columns: repeat(4, 1fr); gap: 2px 8px; width: 100%; }
    .figures dd { font-size: 14px; }
    .choices { flex: 1 1 100%; }
    .choices button { flex: 1; padding: 0 4px; }
    .walk { flex: 1; justify-content: space-between; }
  }
  @media (max-width: 820px) {
    .choices button { height: 34px; }
    .walk .btn.square { width: 38px; height: 38px; }
    tbody button { min-height: 40px; }
  }
`;
