// SPDX-License-Identifier: Apache-2.0
import { html, type TemplateResult } from 'lit';
import { t } from '../../app/i18n';
import { icon, type IconName } from '../../parts/icon';

export const OUTCOMES = ['done', 'refused', 'failed'] as const;

/** Somebody did something, or was refused. */
export interface AuditEntry {
  id: string;
  at: string;
  actor: string;
  door: string;
  tenant: string | null;
  verb: string;
  target: string;
  outcome: (typeof OUTCOMES)[number];
  detail: unknown;
  sequence: number;
  personal: unknown;
}

/** What became of the chain that binds each entry to the one before it. */
export interface ChainReport {
  intact: boolean;
  entries: number;
  noted: string;
  meaning: string;
}

/** Which entries, all together; empty means any. */
export interface AuditFilter {
  actor: string;
  verb: string;
  target: string;
}

export const ASKED = ['actor', 'verb', 'target'] as const;

export function filterOf(values: URLSearchParams): AuditFilter {
  const of = (name: string) => (values.get(name) ?? '').slice(0, 200);
  return { actor: of('actor'), verb: of('verb'), target: of('target') };
}

const TAGS: Record<AuditEntry['outcome'], [string, IconName]> = { done: ['', 'check'], refused: ['warn', 'ban'], failed: ['bad', 'circle-x'] };

export function outcomeTag(outcome: AuditEntry['outcome']): TemplateResult {
  const [tone, shape] = TAGS[outcome];
  return html`<span class="tag ${tone}" data-testid="outcome" data-outcome=${outcome}>${icon(shape, 12)}${t(`audit.${outcome}`)}</span>`;
}

/** @returns the page of what an entry is about, or null */
export function pageOf({ target }: AuditEntry): string | null {
  const [, kind, id] = /^(asset|rollout)\/([0-9a-f-]{36})$/.exec(target) ?? [];
  return kind && id ? `/${kind}s/${id}` : null;
}
