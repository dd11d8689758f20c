// SPDX-License-Identifier: Apache-2.0
import { html, type TemplateResult } from 'lit';
import { now } from '../../app/clock';
import { t } from '../../app/i18n';
import { icon, type IconName } from '../../parts/icon';

export type AgentState = 'ONLINE' | 'OFFLINE' | 'PENDING' | 'REVOKED';

export interface Agent {
  id: string;
  tenant: string;
  site: string | null;
  asset: string | null;
  state: AgentState;
  version: string | null;
  enrolledAt: string;
  certificateEnds: string;
  seenAt: string | null;
  hostname: string | null;
  address: string | null;
  token: string | null;
  copyOf: string | null;
}

export interface Token {
  id: string;
  tenant: string;
  site: string | null;
  issuedBy: string;
  createdAt: string;
  expiresAt: string;
  usedAt: string | null;
  revokedAt: string | null;
  uses: number;
  used: number;
  networks: string[];
  approval: boolean;
}

const STATES: Record<AgentState, [string, IconName]> = {
  ONLINE: ['ok', 'circle-check'],
  OFFLINE: ['', 'circle-slash'],
  PENDING: ['warn', 'clock'],
  REVOKED: ['bad', 'ban'],
};

export function agentTag(state: AgentState): TemplateResult {
  const [tone, shape] = STATES[state];
  return html`<span class="tag ${tone}" data-testid="agent-state" data-state=${state}>${icon(shape, 12)}${t(`agentState.${state}`)}</span>`;
}

export type TokenState = 'OPEN' | 'USED' | 'REVOKED' | 'EXPIRED';

export function tokenState(token: Token, at = now()): TokenState {
  if (token.revokedAt) return 'REVOKED';
  if (token.used >= token.uses) return 'USED';
  return Date.parse(token.expiresAt) <= at ? 'EXPIRED' : 'OPEN';
}

const TOKENS: Record<TokenState, [string, IconName]> = {
  OPEN: ['ok', 'key-round'],
  USED: ['', 'check'],
  REVOKED: ['bad', 'ban'],
  EXPIRED: ['', 'clock'],
};

export function tokenTag(token: Token): TemplateResult {
  const state = tokenState(token);
  const [tone, shape] = TOKENS[state];
  return html`<span class="tag ${tone}" data-testid="token-state" data-state=${state}>${icon(shape, 12)}${t(`tokenState.${state}`)}</span>`;
}
