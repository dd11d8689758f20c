// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';

export const calendarSheet = css`
  :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; min-width: 0; align-content: start; }
  .head { display: flex; align-items: center; gap: 6px; flex-wrap: wrap; }
  .head .title { flex: 1; min-width: 150px; font-size: 15px; font-weight: 600; letter-spacing: -0.01em; padding-left: 4px; }
  .title::first-letter { text-transform: uppercase; }
  .zone { display: inline-flex; align-items: center; gap: 5px; color: var(--fg3); font-size: 12px; padding-right: 6px; }
  .choices { display: flex; gap: 2px; padding: 2px; border: 1px solid var(--line2); border-radius: var(--r2); }
  .choices button { height: 24px; padding: 0 9px; border: 0; border-radius: 5px; background: none; color: var(--fg2); font-weight: 500; cursor: pointer; }
  .choices button:hover { background: var(--hover); }
  .choices button[aria-pressed='true'] { background: var(--sel); color: var(--fg); }

  table { table-layout: fixed; border-collapse: separate; border-spacing: 0; border: 1px solid var(--line2); border-radius: var(--r3); overflow: hidden; background: var(--bg2); }
  th { padding: 7px 8px; text-align: right; font-size: 11.5px; border-bottom: 1px solid var(--line2); overflow: hidden; text-overflow: clip; }
  td { height: 92px; padding: 5px; vertical-align: top; border: 0; border-bottom: 1px solid var(--line); border-left: 1px solid var(--line); cursor: pointer; white-space: nowrap; }
  td { position: relative; }
  td:first-child { border-left: 0; }
  tbody tr:last-child td { border-bottom: 0; }
  .week td { height: 220px; }
  td:hover { background: var(--hover); }
  td.closed { background: color-mix(in srgb, var(--bg3) 45%, transparent); }
  td[aria-selected='true'] { background: var(--sel); box-shadow: inset 0 0 0 1px var(--acc); }
  td:focus-visible { outline-offset: -2px; }
  td > div { display: grid; gap: 2px; grid-template-columns: minmax(0, 1fr); }
  .n { justify-self: end; min-width: 22px; height: 22px; line-height: 22px; padding: 0 5px; border-radius: 999px; text-align: center; font-variant-numeric: tabular-nums; font-weight: 500; }
  .away .n { color: var(--fg3); font-weight: 400; }
  td[aria-current] .n { background: var(--acc); color: var(--acc-fg); }
  .entry { display: flex; align-items: center; gap: 4px; min-width: 0; padding: 1px 5px; border-radius: 4px; font-size: 11px; line-height: 16px; color: var(--fg2); background: var(--bg3); }
  .week .entry { flex-wrap: wrap; padding: 3px 6px; }
  .week .entry .time { width: 100%; white-space: normal; }
  .entry:is(.ok, .info, .warn, .bad) { background: color-mix(in srgb, currentColor 12%, transparent); }
  .ok { color: var(--ok); } .info { color: var(--info); } .warn { color: var(--warn); } .bad { color: var(--bad); }
  .over { font-size: 11px; color: var(--fg3); padding-left: 5px; }
  .time { font-variant-numeric: tabular-nums; white-space: nowrap; }

  .agenda { display: grid; gap: 8px; padding: 12px 16px 14px; border: 1px solid var(--line); border-radius: var(--r3); background: var(--bg2); }
  h2::first-letter { text-transform: uppercase; }
  .agenda ul { display: grid; gap: 8px; }
  .agenda li { display: flex; align-items: center; gap: 10px; min-width: 0; }
  .agenda .what { flex: 1; min-width: 0; overflow-wrap: anywhere; }
  .agenda .time { color: var(--fg2); }
  .mark { display: grid; place-items: center; width: 24px; height: 24px; flex: none; border-radius: 50%; background: var(--bg3); color: var(--fg2); }
  .mark:is(.ok, .info, .warn, .bad) { background: color-mix(in srgb, currentColor 12%, var(--bg2)); }
  .mark.ok { color: var(--ok); } .mark.info { color: var(--info); } .mark.warn { color: var(--warn); } .mark.bad { color: var(--bad); }
  @media (max-width: 820px) {
    .choices button { height: 34px; padding: 0 12px; }
    .zone { order: 1; width: 100%; }
    th { padding: 7px 2px; text-align: center; }
    td, .week td { height: 52px; padding: 3px 2px; }
    .n { justify-self: center; }
    /* a finger's width tells that there is something; the list below tells what */
    td > div { justify-items: center; }
    .entry, .week .entry { width: 16px; height: 4px; padding: 0; border-radius: 2px; background: currentColor; }
    .entry:is(.ok, .info, .warn, .bad) { background: currentColor; }
    .entry > *, .over { display: none; }
    .entry:nth-of-type(n + 4) { display: none; }
  }
`;
