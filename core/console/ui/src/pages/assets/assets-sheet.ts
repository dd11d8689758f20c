// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';

export const pageSheet = css`
  :host { position: relative; display: flex; flex-direction: column; min-height: 0; }
  .head { display: flex; align-items: center; gap: 10px; padding: 14px 16px 10px 24px; flex: none; }
  .head h1 { white-space: nowrap; }
  .count { color: var(--fg3); flex: 1; white-space: nowrap; }
  .bar { display: flex; align-items: center; gap: 8px; padding: 0 16px 12px 24px; flex: none; border-bottom: 1px solid var(--line2); flex-wrap: wrap; }
  .bar .fill { flex: 1; }
  .bar .input { height: 30px; }
  .bar select { width: auto; max-width: 180px; background-color: var(--bg2); }
  .find { position: relative; width: 260px; }
  .find .ico { position: absolute; left: 9px; top: 8px; color: var(--fg3); pointer-events: none; }
  .find .input { padding: 0 28px 0 30px; background: var(--bg2); }
  .find input::-webkit-search-cancel-button { display: none; }
  .find kbd { position: absolute; right: 8px; top: 6px; }
  .find:focus-within kbd { display: none; }
  .choices { display: flex; gap: 2px; padding: 2px; border: 1px solid var(--line2); border-radius: var(--r2); }
  .choices button { display: inline-flex; align-items: center; gap: 7px; height: 24px; padding: 0 9px; border: 0; border-radius: 5px; background: none; color: var(--fg2); font-weight: 500; cursor: pointer; white-space: nowrap; }
  .choices button:hover { background: var(--hover); }
  .choices button[aria-pressed='true'] { background: var(--sel); color: var(--fg); }
  .empty { flex: 1; overflow: auto; display: grid; align-content: start; justify-items: center; gap: 8px; padding: 9vh 24px 48px; text-align: center; }
  .empty h2 { font-size: 16px; }
  .empty > p { color: var(--fg2); max-width: 52ch; margin-bottom: 8px; }
  .empty cu-enrol { width: min(620px, 100%); text-align: left; }
  .pad { padding: 16px 24px; }
  wa-dialog { --width: min(620px, calc(100vw - 24px)); }
  wa-dialog::part(dialog) { background: var(--bg2); box-shadow: var(--shadow); border-radius: var(--r3); }
  wa-dialog::part(title) { font-size: 15px; font-weight: 600; }
  @media (max-width: 820px) {
    .head { padding: 14px 16px 10px; }
    .bar { padding: 0 16px 12px; }
    .bar .input { height: 40px; }
    .find { width: 100%; }
    .find .ico { top: 13px; }
    .find kbd, .density, .csv, .bar .fill { display: none; }
    .head .btn { width: 38px; padding: 0; }
    .head .btn span { display: none; }
    .choices { width: 100%; }
    .choices button { flex: 1; height: 34px; justify-content: center; }
    .bar select { flex: 1; max-width: none; min-width: 0; }
  }
`;
