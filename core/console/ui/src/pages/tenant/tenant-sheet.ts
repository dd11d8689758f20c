// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';
import { meterSheet } from '../../parts/meter';
import { base } from '../../style/base';
import { cardSheet } from '../asset/asset-sheet';

/** What the parts of a tenant's page have in common. */
export const tenantParts = [
  base,
  cardSheet,
  meterSheet,
  css`
    .card > .top h2 { flex: 1; }
    .none { padding: 2px 16px 16px; color: var(--fg2); max-width: 60ch; }
    .none .btn { margin-top: 10px; }
    .pad { padding: 0 16px 14px; }
    .rows > * { border-top: 1px solid var(--line); }
    wa-dialog { --width: min(620px, calc(100vw - 24px)); }
    wa-dialog::part(dialog) { background: var(--bg2); box-shadow: var(--shadow); border-radius: var(--r3); }
    wa-dialog::part(title) { font-size: 15px; font-weight: 600; }
  `,
];
