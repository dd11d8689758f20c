// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import { now } from '../../app/clock';
import { count, day, number, t } from '../../app/i18n';
import type { Severity, Site, Tenant } from '../../app/types';
import { icon } from '../../parts/icon';
import { meter } from '../../parts/meter';
import { SEVERITY } from '../alerts/alert-words';

export const AGREEMENT_KINDS = ['MANAGED', 'BLOCK_HOURS', 'TIME_AND_MATERIALS', 'PROJECT', 'OTHER'] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

export interface InForce {
  id: string;
  name: string;
  kind: AgreementKind;
  endsOn: string | null;
}

/** What there is of a tenant; null: not for this person. */
export interface TenantSummary {
  tenant: Tenant;
  assets: number | null;
  online: number | null;
  alerts: number | null;
  worst: Severity | null;
  agreements: InForce[] | null;
}

export interface SiteSummary {
  site: Site;
  assets: number | null;
  online: number | null;
}

const SOON = 45 * 86_400_000;

/** How many of them are online, as a figure and a bar. */
export function onlineBar(online: number | null, assets: number | null): unknown {
  if (assets === null || online === null) return '–';
  if (assets === 0) return html`<span class="faint">${t('tenants.noAssets')}</span>`;
  return meter(online, assets);
}

/** How many alerts are open, in the tone of the worst. */
export function alertsTag(alerts: number | null, worst: Severity | null): unknown {
  if (alerts === null) return '–';
  if (alerts === 0 || worst === null) return html`<span class="faint num">0</span>`;
  const [tone, shape] = SEVERITY[worst];
  return html`<span class="tag ${tone} num" data-testid="tenant-alerts" title=${t(`severity.${worst}`)}>${icon(shape, 12)}${number(alerts)}<span class="unseen"> ${t(`severity.${worst}`)}</span></span>`;
}

/** Whether an agreement ends so soon that somebody should look after it. */
export function endsSoon(endsOn: string | null, at = now()): boolean {
  return endsOn !== null && Date.parse(endsOn) - at < SOON;
}

/** What covers the tenant now, in one line. */
export function coverage(agreements: InForce[] | null): unknown {
  if (agreements === null) return '–';
  const [first] = agreements;
  if (!first) return html`<span class="faint">${t('tenants.noAgreement')}</span>`;
  const last = agreements.map((a) => a.endsOn).filter((end) => end !== null).sort()[0] ?? null;
  return html`${first.name}${agreements.length > 1 ? ` +${number(agreements.length - 1)}` : nothing}
    ${endsSoon(last) ? html` <span class="tag warn" data-testid="ends-soon">${icon('clock', 12)}${t('tenants.endsOn', { day: day(last as string) })}</span>` : nothing}`;
}

/** `2 alerts`, for where there is room for words. */
export function alertsWord(alerts: number | null): string {
  return alerts ? count('alerts.count', alerts) : '';
}
