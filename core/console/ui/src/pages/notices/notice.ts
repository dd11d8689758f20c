// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';
import type { Severity } from '../../app/types';

export interface NewNoticeRule {
  name: string;
  kinds: string[];
  severity: Severity | null;
  tenant: string | null;
  group: string | null;
  channel: string;
  target: string;
  secret: string | null;
  language: string;
  quietOutside: string | null;
}

export interface NoticeRule extends NewNoticeRule {
  id: string;
  failures: number;
  pausedUntil: string | null;
  enabled: boolean;
  revision: number;
}

export interface Preview {
  kind: string;
  subject: string;
  text: string;
}

export interface Template {
  kind: string;
  language: string;
  subject: string;
  text: string;
  builtIn: boolean;
}

export const NOTICE_STATES = ['WAITING', 'DELIVERED', 'PARKED'] as const;

export interface NoticeInfo {
  id: string;
  rule: string;
  kind: string;
  severity: Severity;
  tenant: string | null;
  subject: string;
  state: (typeof NOTICE_STATES)[number];
  attempts: number;
  notBefore: string;
  createdAt: string;
  endedAt: string | null;
  reason: string | null;
}

export const formSheet = css`
  form { display: grid; gap: 14px; }
  .two { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
  fieldset { border: 0; padding: 0; margin: 0; display: grid; gap: 6px; min-width: 0; }
  legend { font-weight: 500; color: var(--fg2); font-size: 12px; padding: 0 0 5px; }
  .check { display: flex; gap: 8px; align-items: center; }
  .foot { display: flex; gap: 8px; flex-wrap: wrap; }
  .foot .fill { flex: 1; }
  .example { border: 1px solid var(--line2); border-radius: var(--r2); background: var(--bg); padding: 10px 12px; margin-top: 8px; }
  .example b { display: block; overflow-wrap: anywhere; margin: 2px 0 6px; }
  pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; color: var(--fg2); }
  @media (max-width: 820px) { .two { grid-template-columns: 1fr; } }
`;

export const listSheet = css`
  :host { flex: 1; }
  .many { display: flex; align-items: center; gap: 12px; padding: 10px 16px 10px 24px; border-bottom: 1px solid var(--line); flex-wrap: wrap; }
  .many .count { flex: 1 0 auto; }
  .many select { width: auto; }
`;
