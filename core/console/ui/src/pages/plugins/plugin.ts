// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';
import { call, post } from '../../app/api';
import { t } from '../../app/i18n';
import { icon, type IconName } from '../../parts/icon';

export type PluginState = 'ACTIVE' | 'FAILED' | 'HELD';

export interface Installed {
  id: string;
  name: string;
  version: string;
  publisher: string;
  sha256: string;
  state: PluginState;
  detail: string;
  installedAt: string;
}

export interface Kept {
  version: string;
  publisher: string;
  sha256: string;
  installedAt: string;
  replacedAt: string;
}

export type OfferState = 'AVAILABLE' | 'INSTALLED' | 'UPDATE' | 'EARLIER' | 'INCOMPATIBLE';

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

export function carryOut(change: Change, acceptRewrite: boolean, approve: string[]): Promise<unknown> {
  switch (change.verb) {
    case 'install':
      return post('/plugins', { source: change.source, acceptRewrite, approve });
    case 'rollback':
      return post('/plugins/rollback', { plugin: change.plugin, version: change.version, approve });
    case 'uninstall':
      return call('DELETE', `/plugins/${change.plugin}`);
  }
}

/** Ids of other plugins that it touches, each once. */
export function touched(plan: Plan): string[] {
  return [...new Set(plan.api.flatMap((step) => [...step.restarts, ...step.leaves]))].sort();
}

/** As far as people compare them; the title says all of it. */
export function fingerprint(sha256: string): TemplateResult {
  return html`<span class="mono" title=${sha256}>${sha256.slice(0, 16)}…</span>`;
}

const STATES: Record<PluginState, [string, IconName]> = { ACTIVE: ['ok', 'circle-check'], FAILED: ['bad', 'circle-x'], HELD: ['warn', 'pause'] };

export function stateTag(state: PluginState): TemplateResult {
  const [tone, shape] = STATES[state];
  return html`<span class="tag ${tone}" data-testid="plugin-state" data-state=${state}>${icon(shape, 12)}${t(`pluginState.${state}`)}</span>`;
}

const OFFERS: Record<OfferState, [string, IconName]> = {
  AVAILABLE: ['', 'package'],
  INSTALLED: ['ok', 'circle-check'],
  UPDATE: ['info', 'arrow-up'],
  EARLIER: ['', 'clock'],
  INCOMPATIBLE: ['warn', 'triangle-alert'],
};

export function offerTag(state: OfferState): TemplateResult {
  const [tone, shape] = OFFERS[state];
  return html`<span class="tag ${tone}" data-testid="offer-state" data-state=${state}>${icon(shape, 12)}${t(`offerState.${state}`)}</span>`;
}

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
