// SPDX-License-Identifier: Apache-2.0
import { html, type TemplateResult } from 'lit';
import { t } from '../../app/i18n';
import { icon, type IconName } from '../../parts/icon';

export const ROLLOUT_STATES = ['RUNNING', 'PAUSED', 'HALTED', 'DONE', 'ABORTED'] as const;
export type RolloutState = (typeof ROLLOUT_STATES)[number];

export const ASSET_STATES = ['WAITING', 'STARTED', 'SUCCEEDED', 'FAILED', 'SKIPPED'] as const;
export type RolloutAssetState = (typeof ASSET_STATES)[number];

export interface Ring {
  group: string | null;
  afterDays: number;
}

export interface Rollout {
  id: string;
  tenant: string;
  name: string;
  step: string;
  target: unknown;
  rings: Ring[];
  calendar: string | null;
  maxFailedPercent: number;
  minObserved: number;
  state: RolloutState;
  ringsOpen: number;
  reason: string | null;
  startedAt: string;
  endedAt: string | null;
  revision: number;
}

export interface RingProgress {
  rollout: string;
  ring: number;
  waiting: number;
  started: number;
  succeeded: number;
  failed: number;
  skipped: number;
}

export interface RolloutAsset {
  asset: string;
  ring: number;
  state: RolloutAssetState;
  reason: string | null;
  startedAt: string | null;
  endedAt: string | null;
}

export interface Step {
  id: string;
  description: string;
}

const STATES: Record<RolloutState, [string, IconName]> = {
  RUNNING: ['info', 'play'],
  PAUSED: ['warn', 'pause'],
  HALTED: ['bad', 'circle-alert'],
  DONE: ['ok', 'circle-check'],
  ABORTED: ['', 'ban'],
};

export function rolloutTag(state: RolloutState): TemplateResult {
  const [tone, shape] = STATES[state];
  return html`<span class="tag ${tone}" data-testid="rollout-state" data-state=${state}>${icon(shape, 12)}${t(`rolloutState.${state}`)}</span>`;
}

const OUTCOMES: Record<RolloutAssetState, [string, IconName]> = {
  WAITING: ['', 'clock'],
  STARTED: ['info', 'play'],
  SUCCEEDED: ['ok', 'circle-check'],
  FAILED: ['bad', 'circle-x'],
  SKIPPED: ['', 'ban'],
};

export function outcomeTag(state: RolloutAssetState): TemplateResult {
  const [tone, shape] = OUTCOMES[state];
  return html`<span class="tag ${tone}" data-testid="outcome" data-state=${state}>${icon(shape, 12)}${t(`rolloutAsset.${state}`)}</span>`;
}

export function isOver(rollout: Rollout): boolean {
  return rollout.state === 'DONE' || rollout.state === 'ABORTED';
}
