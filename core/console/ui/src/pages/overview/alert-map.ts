// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { asProblem, get, queryOf, type Problem } from '../../app/api';
import { directory } from '../../app/directory';
import { t } from '../../app/i18n';
import { live } from '../../app/live';
import { scope } from '../../app/scope';
import type { Page, Severity } from '../../app/types';
import { Part } from '../../parts/element';
import '../../parts/heat-map';
import type { HeatSide } from '../../parts/heat-map';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { cardSheet } from '../asset/asset-sheet';

const SHOWN = 10;
const AGAIN = 60_000;

interface AlertSummary {
  tenant: string;
  critical: number;
  warning: number;
  info: number;
}

const COLUMNS: { key: keyof AlertSummary & ('critical' | 'warning' | 'info'); severity: Severity; tone: string }[] = [
  { key: 'critical', severity: 'CRITICAL', tone: 'bad' },
  { key: 'warning', severity: 'WARNING', tone: 'warn' },
  { key: 'info', severity: 'INFO', tone: 'info' },
];

/** Which customers have open alerts, and how bad: the worst off first. Nothing where there are none. */
@customElement('cu-alert-map')
export class AlertMap extends Part {
  static override styles = [base, cardSheet, css`
    h2 .ico { color: var(--fg3); }
    h2 a { text-decoration: none; }
    h2 a:hover { text-decoration: underline; text-underline-offset: 3px; }
    .inside { padding: 0 14px 14px; }
    .more { display: inline-block; padding: 8px 2px 0; color: var(--fg2); font-size: 12px; }
  `];

  @state() private all: AlertSummary[] = [];
  @state() private more = false;
  @state() private problem: Problem | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.requestUpdate());
    this.listen(live, 'resync', () => void this.read());
    this.until(live.on(({ name }) => void (name.startsWith('Alert') && this.soon(() => void this.read()))));
    this.every(AGAIN, () => void this.read());
    void this.read();
  }

  private async read(): Promise<void> {
    try {
      const page = await get<Page<AlertSummary>>(`${scope.of('/alert-summaries')}${queryOf({ limit: SHOWN })}`);
      this.all = page.items;
      this.more = page.next !== null;
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.problem === null && this.all.length === 0) return nothing;
    return html`<section class="card" aria-labelledby="name" data-testid="alert-map"><h2 id="name">${icon('building-2', 14)}<a href="/alerts">${t('day.alertMap')}</a></h2>
      <div class="inside">${this.problem ? problemNotice(this.problem, () => void this.read()) : this.map()}
        ${this.more ? html`<a class="more" href="/tenants">${t('day.alertMapMore')}</a>` : nothing}</div></section>`;
  }

  private map(): TemplateResult {
    const rows = this.all.map(({ tenant }): HeatSide => ({ key: tenant, label: directory.tenant(tenant) || '…', href: `/alerts?tenant=${tenant}` }));
    const columns = COLUMNS.map(({ key, severity, tone }): HeatSide => ({ key, label: t(`severity.${severity}`), tone }));
    const of = new Map(this.all.map((one) => [one.tenant, one]));
    return html`<cu-heat-map label=${t('day.alertMap')} .rows=${rows} .columns=${columns}
      .value=${(row: string, column: string) => Number(of.get(row)?.[column as 'critical'] ?? 0)}
      .link=${(row: string, column: string) => `/alerts${queryOf({ tenant: row, severity: column === 'info' ? '' : column.toUpperCase() })}`}></cu-heat-map>`;
  }
}
