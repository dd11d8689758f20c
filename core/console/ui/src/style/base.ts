// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';

/** What every part shares: one sheet, adopted by each shadow root. */
export const base = css`
  :host { display: block; color: var(--fg); font: inherit; }
  *, *::before, *::after { box-sizing: border-box; }
  button, input, select, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
  h1, h2, h3, p, dl, dd, ul, ol { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  h1 { font-size: 18px; font-weight: 600; letter-spacing: -0.014em; line-height: 1.3; }
  h2 { font-size: 13px; font-weight: 600; letter-spacing: -0.005em; }
  a { color: inherit; }
  .ico { flex: none; display: block; }
  .mono { font-family: var(--mono); font-size: 12px; font-variant-ligatures: none; }
  .num { font-variant-numeric: tabular-nums; }
  .quiet { color: var(--fg2); }
  .faint { color: var(--fg3); }
  .cut { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
  .unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .card { background: var(--bg2); border: 1px solid var(--line); border-radius: var(--r3); }
  :is(button, a, input, select, textarea, [tabindex], summary):focus-visible { outline: 2px solid var(--acc); outline-offset: 1px; }

  :is(h1, h2, main)[tabindex]:focus-visible { outline: none; }

  .btn { display: inline-flex; align-items: center; justify-content: center; gap: 7px; height: 30px; padding: 0 11px; border-radius: var(--r1); border: 1px solid var(--line2); background: var(--bg2); cursor: pointer; font-weight: 500; white-space: nowrap; text-decoration: none; transition: background 0.12s; }
  .btn:hover { background: var(--bg3); }
  .btn.primary { background: var(--acc); border-color: transparent; color: var(--acc-fg); }
  .btn.primary:hover { background: color-mix(in srgb, var(--acc) 88%, var(--fg)); }
  .btn.ghost { border-color: transparent; background: transparent; color: var(--fg2); }
  .btn.ghost:hover { background: var(--hover); color: var(--fg); }
  .btn.square { width: 30px; padding: 0; }
  .btn[disabled] { opacity: 0.55; cursor: default; }

  .field { display: grid; gap: 5px; }
  .field > label, .field > .label { font-weight: 500; color: var(--fg2); font-size: 12px; overflow-wrap: anywhere; }
  .field .hint { color: var(--fg3); font-size: 12px; }
  .field .wrong { color: var(--bad); font-size: 12px; }
  .input { width: 100%; height: 32px; padding: 0 10px; border: 1px solid var(--control); border-radius: var(--r1); background: var(--bg1); }
  textarea.input { height: auto; padding: 8px 10px; resize: vertical; line-height: 1.5; }
  .input::placeholder { color: var(--fg3); opacity: 1; }
  .input[aria-invalid='true'] { border-color: var(--bad); }
  select.input { appearance: none; padding-right: 26px; background-image: linear-gradient(45deg, transparent 50%, var(--fg3) 50%), linear-gradient(-45deg, transparent 50%, var(--fg3) 50%); background-size: 4px 4px; background-position: right 14px center, right 10px center; background-repeat: no-repeat; cursor: pointer; text-overflow: ellipsis; }
  select.input option { background: var(--bg2); color: var(--fg); }

  .tag { display: inline-flex; align-items: center; gap: 5px; height: 20px; padding: 0 7px; border-radius: 999px; border: 1px solid var(--line2); font-size: 11.5px; font-weight: 500; color: var(--fg2); white-space: nowrap; }
  .tag.ok { color: var(--ok); border-color: color-mix(in srgb, var(--ok) 35%, transparent); }
  .tag.info { color: var(--info); border-color: color-mix(in srgb, var(--info) 35%, transparent); }
  .tag.warn { color: var(--warn); border-color: color-mix(in srgb, var(--warn) 35%, transparent); }
  .tag.bad { color: var(--bad); border-color: color-mix(in srgb, var(--bad) 35%, transparent); }

  .notice { display: flex; gap: 9px; padding: 10px 12px; border-radius: var(--r2); border: 1px solid var(--line2); background: var(--bg2); line-height: 1.45; }
  .notice.bad { border-color: color-mix(in srgb, var(--bad) 40%, transparent); background: color-mix(in srgb, var(--bad) 8%, var(--bg2)); }
  .notice.bad > .ico { color: var(--bad); }
  .notice.warn > .ico { color: var(--warn); }
  .notice > .ico { margin-top: 1px; }
  .notice p + p { color: var(--fg2); margin-top: 2px; }

  .bone { display: inline-block; border-radius: 4px; background: var(--bg3); height: 10px; animation: breathe 1.6s ease-in-out infinite; }
  @keyframes breathe { 50% { opacity: 0.45; } }
  @media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition: none !important; } }

  kbd { font: 500 11px var(--mono); color: var(--fg3); border: 1px solid var(--line2); border-radius: 4px; padding: 0 4px; }
  table { border-collapse: collapse; width: 100%; }
  th { font-weight: 500; color: var(--fg3); text-align: left; font-size: 12px; }
  th, td { padding: 7px 16px; border-bottom: 1px solid var(--line); white-space: nowrap; }
  tbody tr:last-child td { border-bottom: 0; }
  th.end, td.end { text-align: right; font-variant-numeric: tabular-nums; }

  @media (max-width: 820px) {
    .btn { height: 38px; }
    .btn.square { width: 38px; }
    .input { height: 40px; font-size: 16px; }
  }
`;
