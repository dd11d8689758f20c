// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';
import { call, get, post, queryOf } from '../../app/api';
import { count, t } from '../../app/i18n';
import type { Page } from '../../app/types';
import { icon, type IconName } from '../../parts/icon';

export type PluginState = 'ACTIVE' | 'FAILED' | 'HELD' | 'QUARANTINED';

/** Why it was taken out of service. */
export interface Quarantine {
  cause: 'PUBLISHER_REVOKED' | 'JAR_REVOKED' | 'OVER_BUDGET';
  reason: string;
  since: string;
  by: string;
}

export interface Installed {
  id: string;
  name: string;
  version: string;
  publisher: string;
  sha256: string;
  state: PluginState;
  detail: string;
  installedAt: string;
  quarantine: Quarantine | null;
  /** nobody trusted who signed it: it came by the developer mode */
  stranger: boolean;
}

export interface Kept {
  version: string;
  publisher: string;
  sha256: string;
  installedAt: string;
  replacedAt: string;
}

/** How it is on one node, as that node said itself. */
export interface Health {
  plugin: string;
  node: string;
  version: string;
  state: PluginState;
  fault: string;
  since: string;
  seenAt: string;
  /** whether the node said something within the last minute */
  live: boolean;
}

export type Phase = 'PREPARING' | 'HOLDING' | 'TAKING_BACK' | 'OVER';
export type Outcome = 'RUNNING' | 'DONE' | 'FAILED' | 'DIED';

/** A change as the platform wrote it down, ended or under way. */
export interface Entry {
  id: string;
  plugin: string;
  verb: 'INSTALL' | 'UPDATE' | 'ROLLBACK' | 'UNINSTALL';
  from: string | null;
  to: string | null;
  node: string;
  /** id of a user */
  by: string;
  begunAt: string;
  outcome: Outcome;
  phase: Phase;
  why: string | null;
}

export type OfferState = 'AVAILABLE' | 'INSTALLED' | 'UPDATE' | 'EARLIER' | 'INCOMPATIBLE' | 'FOREIGN';

/** A version of a plugin that a catalog offers. */
export interface Offer {
  source: string;
  plugin: string;
  version: string;
  name: string;
  catalog: string;
  publisher: string;
  notes: { en: string; it: string };
  platform: string;
  size: number;
  sha256: string;
  url: string | null;
  state: OfferState;
}

export interface Catalog {
  name: string;
  entries: number;
}

export interface SchemaStep {
  id: string;
  changes: string[];
  rewritesData: boolean;
}

export interface ApiStep {
  name: string;
  from: string | null;
  to: string | null;
  restarts: string[];
  leaves: string[];
  keeps: string[];
}

export interface Plan {
  verb: 'install' | 'update' | 'rollback' | 'uninstall';
  id: string;
  version: string;
  publisher: string;
  start: string[];
  stop: string[];
  refresh: string[];
  schema: SchemaStep[];
  capabilities: { added: string[]; removed: string[] };
  api: ApiStep[];
  modules: { name: string; from: string | null; to: string | null }[];
  platform: { needs: string; here: string; met: boolean };
  refused: string[];
}

/** Something to do to a plugin, before anybody knows what that would mean. */
export type Change =
  | { verb: 'install'; source: string; notes: string }
  | { verb: 'rollback'; plugin: string; version: string }
  | { verb: 'uninstall'; plugin: string };

/** @param approve ids of other plugins that may be touched */
export function planOf(change: Change, approve: string[]): Promise<Plan> {
  switch (change.verb) {
    case 'install':
      return post<Plan>('/plugins/plan', { source: change.source, approve });
    case 'rollback':
      return post<Plan>('/plugins/rollback-plan', { plugin: change.plugin, version: change.version, approve });
    case 'uninstall':
      return post<Plan>('/plugins/uninstall-plan', { plugin: change.plugin });
  }
}

/** Whether it asks for what the version that is there did not. */
export function isWider(plan: Plan): boolean {
  return plan.verb === 'update' && plan.capabilities.added.length > 0;
}

/** What was agreed to after reading the plan. */
export interface Agreed {
  acceptRewrite: boolean;
  acceptCapabilities: boolean;
  /** ids of other plugins that may be touched */
  approve: string[];
}

export function carryOut(change: Change, agreed: Agreed): Promise<unknown> {
  switch (change.verb) {
    case 'install':
      return post('/plugins', { source: change.source, ...agreed });
    case 'rollback':
      return post('/plugins/rollback', { plugin: change.plugin, version: change.version, approve: agreed.approve });
    case 'uninstall':
      return call('DELETE', `/plugins/${change.plugin}`);
  }
}

/** Ids of other plugins that it touches, each once. */
export function touched(plan: Plan): string[] {
  return [...new Set(plan.api.flatMap((step) => [...step.restarts, ...step.leaves]))].sort();
}

/** The last changes of a plugin, the latest first. */
export function changesOf(plugin: string, limit: number): Promise<Page<Entry>> {
  return get<Page<Entry>>(`/plugin-changes${queryOf({ plugin, limit })}`);
}

/** The last change of each plugin that there ever was, the latest first. */
export async function lastOfEach(): Promise<Entry[]> {
  const last = new Map<string, Entry>();
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Page<Entry> = await get<Page<Entry>>(`/plugin-changes${queryOf({ limit: 500, cursor })}`);
    for (const entry of page.items) if (!last.has(entry.plugin)) last.set(entry.plugin, entry);
    cursor = page.next;
  }
  return [...last.values()];
}

/** Whether a node runs what is to run there. A node that is silent does not, as far as anybody knows. */
export function runs(health: Health, version: string): boolean {
  return health.live && health.state === 'ACTIVE' && health.version === version;
}

/** As far as people compare them; the title says all of it. */
export function fingerprint(sha256: string): TemplateResult {
  return html`<span class="mono" title=${sha256}>${sha256.slice(0, 16)}…</span>`;
}

const STATES: Record<PluginState, [string, IconName]> = { ACTIVE: ['ok', 'circle-check'], FAILED: ['bad', 'circle-x'], HELD: ['warn', 'pause'], QUARANTINED: ['bad', 'ban'] };

export function stateTag(state: PluginState): TemplateResult {
  const [tone, shape] = STATES[state];
  return html`<span class="tag ${tone}" data-testid="plugin-state" data-state=${state}>${icon(shape, 12)}${t(`pluginState.${state}`)}</span>`;
}

/** Marks what nobody vouches for, wherever it is listed. */
export function strangerTag(p: Installed): TemplateResult | null {
  return p.stranger ? html`<span class="tag warn" data-testid="stranger">${icon('triangle-alert', 12)}${t('plugins.stranger')}</span>` : null;
}

/** How it is on a node; `version` is to run there. */
export function nodeTag(health: Health, version: string): TemplateResult {
  if (health.live && (health.state !== 'ACTIVE' || health.version === version)) return stateTag(health.state);
  const [shape, word]: [IconName, string] = health.live ? ['triangle-alert', t('plugins.otherVersion')] : ['circle-slash', t('plugins.silent')];
  return html`<span class="tag warn">${icon(shape, 12)}${word}</span>`;
}

/** Says on how many nodes it does not run, if there are such. */
export function missingTag(nodes: Health[], version: string): TemplateResult | null {
  const missing = nodes.filter((health) => !runs(health, version)).length;
  return missing ? html`<span class="tag warn" data-testid="missing">${icon('triangle-alert', 12)}${count('plugins.missing', missing)}</span>` : null;
}

const OUTCOMES: Record<Outcome, [string, IconName]> = { RUNNING: ['info', 'play'], DONE: ['ok', 'circle-check'], FAILED: ['bad', 'circle-x'], DIED: ['bad', 'circle-alert'] };

export function outcomeTag(outcome: Outcome): TemplateResult {
  const [tone, shape] = OUTCOMES[outcome];
  return html`<span class="tag ${tone}" data-testid="outcome" data-outcome=${outcome}>${icon(shape, 12)}${t(`pluginOutcome.${outcome}`)}</span>`;
}

const OFFERS: Record<OfferState, [string, IconName]> = {
  AVAILABLE: ['', 'package'],
  INSTALLED: ['ok', 'circle-check'],
  UPDATE: ['info', 'arrow-up'],
  EARLIER: ['', 'clock'],
  INCOMPATIBLE: ['warn', 'triangle-alert'],
  FOREIGN: ['warn', 'triangle-alert'],
};

export function offerTag(state: OfferState): TemplateResult {
  const [tone, shape] = OFFERS[state];
  return html`<span class="tag ${tone}" data-testid="offer-state" data-state=${state}>${icon(shape, 12)}${t(`offerState.${state}`)}</span>`;
}

/** What is known of a plugin, one below the other. */
export const lineSheet = css`
  h2 { margin-bottom: 6px; }
  .lines li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 8px 0; border-top: 1px solid var(--line); }
  .lines .btn { margin-left: auto; }
  .lines p { flex-basis: 100%; color: var(--fg2); overflow-wrap: anywhere; }
`;

/** Names and values of what is known of a plugin. */
export const factSheet = css`
  dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 6px 18px; }
  dt { color: var(--fg3); font-size: 12px; line-height: 20px; }
  dd { overflow-wrap: anywhere; }
  .foot { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 8px; }
  .danger { color: var(--bad); }
  :host > div:empty { display: none; }
  @media (max-width: 480px) { dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: 8px; } }
`;
