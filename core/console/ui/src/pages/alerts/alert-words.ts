// SPDX-License-Identifier: Apache-2.0
import { html, type TemplateResult } from 'lit';
import { t } from '../../app/i18n';
import type { Alert, Severity } from '../../app/types';
import { icon, type IconName } from '../../parts/icon';

/** Its tone and shape. */
export const SEVERITY: Record<Severity, [string, IconName]> = {
  INFO: ['info', 'info'],
  WARNING: ['warn', 'triangle-alert'],
  CRITICAL: ['bad', 'circle-alert'],
};

/** Shape and word say it too, not the colour alone. */
export function severityTag(severity: Severity): TemplateResult {
  const [tone, shape] = SEVERITY[severity];
  return html`<span class="tag ${tone}" data-testid="severity">${icon(shape, 12)}${t(`severity.${severity}`)}</span>`;
}

export function stateTag(alert: Alert): TemplateResult {
  const shape: IconName = { OPEN: 'circle', ACKNOWLEDGED: 'user', RESOLVED: 'circle-check' }[alert.state] as IconName;
  const tone = alert.state === 'RESOLVED' ? 'ok' : '';
  return html`<span class="tag ${tone}" data-testid="alert-state" data-state=${alert.state}>${icon(shape, 12)}${t(`alertState.${alert.state}`)}</span>${alert.suppressed && alert.state !== 'RESOLVED'
    ? html` <span class="tag" title=${t('alerts.suppressed')}>${icon('ban', 12)}<span class="unseen">${t('alerts.suppressed')}</span></span>`
    : ''}`;
}
