// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { call, get } from '../../app/api';
import { count, number, t } from '../../app/i18n';
import { session } from '../../app/session';
import type { Page } from '../../app/types';
import { Asking } from '../../parts/asking';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { settingCard } from './card-sheet';

const KINDS = ['ACTIONS', 'ALERTS', 'COMPLIANCE', 'JOB_RUNS', 'IMPORTS', 'MERGES'] as const;

interface Rule {
  kind: (typeof KINDS)[number];
  days: number | null;
  leastDays: number;
}

interface Counted {
  kind: Rule['kind'];
  rows: number;
}

const USUAL = [7, 30, 90, 180, 365, 730, 1825, 3650];

/** How long what happened is kept; what a rule deletes tonight stands beside it. */
@customElement('cu-retention-card')
export class RetentionCard extends Asking {
  static override styles = [
    ...settingCard,
    css`
      .rule { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 12px; align-items: center; padding: 8px 0; border-top: 1px solid var(--line); }
      .rule:first-of-type { border-top: 0; }
      .rule select { width: auto; min-width: 130px; }
      .rule small { grid-column: 1 / -1; color: var(--warn); }
    `,
  ];

  @state() private rules: Rule[] = [];
  @state() private goes = new Map<string, number>();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.work(() => this.read());
  }

  private async read(): Promise<void> {
    const [rules, goes] = await Promise.all([get<Page<Rule>>('/retention'), get<Page<Counted>>('/retention/preview')]);
    this.rules = rules.items.filter((rule) => KINDS.includes(rule.kind));
    this.goes = new Map(goes.items.map((each) => [each.kind, each.rows]));
  }

  private set(rule: Rule, event: Event): void {
    const value = (event.target as HTMLSelectElement).value;
    void this.work(async () => {
      await call('PUT', `/retention/${rule.kind}`, { days: value ? Number(value) : null });
      await this.read();
    });
  }

  protected override render(): TemplateResult {
    return html`<section class="card" data-testid="retention-card"><h2>${icon('clock', 15)}${t('retention.title')}</h2><div class="inside">
      <p class="quiet">${t('retention.what')}</p>
      <div>${this.rules.map((rule) => this.rule(rule))}</div>
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div></div></section>`;
  }

  private rule(rule: Rule): TemplateResult {
    const id = `keep-${rule.kind}`;
    const days = [...new Set([rule.leastDays, ...USUAL, rule.days ?? rule.leastDays])].filter((n) => n >= rule.leastDays).sort((a, b) => a - b);
    const rows = this.goes.get(rule.kind) ?? 0;
    return html`<div class="rule"><label for=${id}>${t(`retention.${rule.kind}`)}</label>
      <select class="input" id=${id} data-testid=${id} ?disabled=${this.busy || !session.may('core.retention.write')} @change=${(e: Event) => this.set(rule, e)}>
        <option value="" ?selected=${rule.days === null}>${t('retention.ever')}</option>
        ${days.map((n) => html`<option value=${n} ?selected=${n === rule.days}>${count('retention.days', n)}</option>`)}</select>
      ${rows ? html`<small class="num" data-testid="goes-${rule.kind}">${count('retention.goes', rows, number(rows))}</small>` : nothing}</div>`;
  }
}
