// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';
import { t } from '../app/i18n';
import type { ActionState, Asset, AssetKind } from '../app/types';
import { icon, type IconName } from './icon';

const KIND_ICONS: Record<AssetKind, IconName> = {
  WORKSTATION: 'monitor',
  SERVER: 'server',
  MOBILE: 'smartphone',
  NETWORK_DEVICE: 'router',
  PRINTER: 'printer',
  VIRTUAL_MACHINE: 'box',
  OTHER: 'circle-question-mark',
};

export function kindIcon(kind: AssetKind): IconName {
  return KIND_ICONS[kind] ?? 'circle-question-mark';
}

export function onlineWord(online: boolean): string {
  return online ? t('online') : t('offline');
}

/** The sheet of {@link dot}. */
export const dotSheet = css`
  .dot { flex: none; width: 8px; height: 8px; border-radius: 50%; border: 2px solid var(--off); display: inline-block; }
  .dot.on { border-color: var(--ok); background: var(--ok); }
`;

/** Full and green when online, hollow and grey when not: the shape says it too, and a word for readers. */
export function dot(online: boolean): TemplateResult {
  return html`<i class="dot ${online ? 'on' : ''}" role="img" aria-label=${onlineWord(online)}></i>`;
}

export function onlineTag(asset: Asset): TemplateResult {
  return html`<span class="tag ${asset.online ? 'ok' : ''}" data-testid="online">${icon(asset.online ? 'circle-check' : 'circle-slash', 12)}${onlineWord(asset.online)}</span>`;
}

const STATES: Record<ActionState, [string, IconName]> = {
  QUEUED: ['', 'clock'],
  SENT: ['info', 'clock'],
  RUNNING: ['info', 'play'],
  SUCCEEDED: ['ok', 'circle-check'],
  FAILED: ['bad', 'circle-x'],
  UNKNOWN: ['warn', 'circle-question-mark'],
  EXPIRED: ['warn', 'clock'],
  CANCELLED: ['', 'ban'],
};

/** Its tone and shape. */
export function actionLook(state: ActionState): [string, IconName] {
  return STATES[state];
}

export function actionTag(state: ActionState): TemplateResult {
  const [tone, shape] = STATES[state];
  return html`<span class="tag ${tone}" data-testid="action-state" data-state=${state}>${icon(shape, 12)}${t(`action.${state}`)}</span>`;
}

export function isFinal(state: ActionState): boolean {
  return state !== 'QUEUED' && state !== 'SENT' && state !== 'RUNNING';
}
