// SPDX-License-Identifier: Apache-2.0
import { html, type TemplateResult } from 'lit';
import { localDate, t } from '../../app/i18n';
import { icon } from '../../parts/icon';
import type { AgreementKind } from '../tenants/tenant';

export const PRIORITIES = ['CRITICAL', 'HIGH', 'NORMAL', 'LOW'] as const;
export type Priority = (typeof PRIORITIES)[number];

export interface Target {
  priority: Priority;
  /** working time, ISO 8601 */
  respond: string;
  resolve: string | null;
}

export interface Sla {
  calendar: string;
  targets: Target[];
}

export interface Agreement {
  id: string;
  tenant: string;
  name: string;
  kind: AgreementKind;
  startsOn: string;
  endsOn: string | null;
  sla: Sla | null;
  revision: number;
}

type Status = 'UPCOMING' | 'ACTIVE' | 'ENDED';

/** As the platform reckons it: days have no time. */
export function statusOf({ startsOn, endsOn }: Agreement, today = localDate()): Status {
  if (today < startsOn) return 'UPCOMING';
  return endsOn !== null && today > endsOn ? 'ENDED' : 'ACTIVE';
}

export function statusTag(status: Status): TemplateResult {
  const [tone, shape] = ({ UPCOMING: ['info', 'clock'], ACTIVE: ['ok', 'circle-check'], ENDED: ['', 'circle-slash'] } as const)[status];
  return html`<span class="tag ${tone}" data-testid="agreement-state" data-state=${status}>${icon(shape, 12)}${t(`agreementState.${status}`)}</span>`;
}
