// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { duration } from '../../app/duration';
import { day, t } from '../../app/i18n';
import { live } from '../../app/live';
import { calendarNames } from '../../app/names';
import { Rows } from '../../app/rows';
import { session } from '../../app/session';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { PRIORITIES, statusOf, statusTag, type Agreement, type Sla } from './agreement';
import './agreement-form';
import { tenantParts } from './tenant-sheet';

const ORDER = { ACTIVE: 0, UPCOMING: 1, ENDED: 2 };

/** What was agreed with a customer: what holds first, then what will, then what did. */
@customElement('cu-tenant-agreements')
export class TenantAgreements extends Part {
  static override styles = [
    ...tenantParts,
    css`
      .page { padding: 16px 24px 32px; display: grid; gap: 12px; align-content: start; max-width: 980px; }
      .verbs { display: flex; }
      .deal { padding: 14px 16px; display: grid; gap: 10px; }
      .deal.over h2 { color: var(--fg2); }
      .first { display: flex; align-items: center; gap: 10px; flex-wrap: wrap; }
      .first h2 { font-size: 14px; min-width: 0; overflow-wrap: anywhere; }
      .first .btn { margin-left: auto; }
      .when { color: var(--fg2); }
      .sheet { overflow-x: auto; border: 1px solid var(--line); border-radius: var(--r2); }
      td, th { padding: 6px 12px; }
      .none { padding: 24px 0; }
      .none h2 { font-size: 15px; margin-bottom: 4px; }
      @media (max-width: 820px) { .page { padding: 14px 16px 32px; } .first .btn span { display: none; } .first .btn { width: 38px; padding: 0; } }
    `,
  ];

  @property() tenant = '';
  /** null: no dialog; new: another one */
  @state() private open: Agreement | 'new' | null = null;
  private readonly list = new Rows<Agreement>(
    () => ({ path: `/tenants/${this.tenant}/agreements` }),
    () => this.requestUpdate(),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(calendarNames, 'names', () => this.requestUpdate());
    this.listen(live, 'resync', () => void this.list.read());
    this.until(live.on(({ name, data }) => name === 'AgreementChanged' && data.tenant === this.tenant && this.list.touch()));
    this.until(() => this.list.stop());
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('tenant')) void this.list.anew();
  }

  private done(): void {
    this.open = null;
    void this.list.read();
  }

  protected override render(): TemplateResult {
    const { rows, waiting, problem, next } = this.list;
    const may = session.may('core.agreement.write');
    const sorted = [...rows].sort((a, b) => ORDER[statusOf(a)] - ORDER[statusOf(b)] || (a.startsOn < b.startsOn ? 1 : -1));
    const none = !waiting && rows.length === 0 && !problem;
    const add = (look: string) => html`<button class="btn ${look}" data-testid="agreement-add" @click=${() => (this.open = 'new')}>${icon('plus', 14)}${t('agreement.add')}</button>`;
    return html`<div class="page">
        ${problem ? problemNotice(problem, () => void this.list.read()) : nothing}
        ${may && !none ? html`<div class="verbs">${add('')}</div>` : nothing}
        ${waiting ? html`<i class="bone" .style=${'width:50%'}></i>` : none ? html`<div class="none" data-testid="no-agreements"><h2>${t('agreement.none')}</h2><p>${t('agreement.noneTodo')}</p>${may ? add('primary') : nothing}</div>` : sorted.map((a) => this.deal(a, may))}
        ${next ? html`<div><button class="btn" @click=${() => void this.list.more()}>${t('history.more')}</button></div>` : nothing}
      </div>
      <wa-dialog label=${t(this.open && this.open !== 'new' ? 'agreement.change' : 'agreement.add')} ?open=${this.open !== null} data-testid="agreement-dialog"
        @wa-after-hide=${(e: Event) => e.target === e.currentTarget && (this.open = null)}>
        ${this.open ? html`<cu-agreement-form .tenant=${this.tenant} .agreement=${this.open === 'new' ? null : this.open} @done=${() => this.done()}></cu-agreement-form>` : nothing}</wa-dialog>`;
  }

  private deal(a: Agreement, may: boolean): TemplateResult {
    const status = statusOf(a);
    return html`<section class="card deal ${status === 'ENDED' ? 'over' : ''}" data-testid="agreement" aria-label=${a.name}>
      <div class="first"><h2>${a.name}</h2>${statusTag(status)}<span class="tag">${t(`agreementKind.${a.kind}`)}</span>
        ${may ? html`<button class="btn ghost" data-testid="agreement-change" aria-label="${t('agreement.changeIt')}: ${a.name}" @click=${() => (this.open = a)}>${icon('pencil', 14)}<span>${t('agreement.changeIt')}</span></button>` : nothing}</div>
      <p class="when">${a.endsOn ? t('agreement.fromTo', { from: day(a.startsOn), to: day(a.endsOn) }) : t('agreement.from', { from: day(a.startsOn) })}</p>
      ${a.sla ? this.sla(a.sla) : html`<p class="faint">${t('agreement.noSla')}</p>`}</section>`;
  }

  private sla({ calendar, targets }: Sla): TemplateResult {
    const sorted = [...targets].sort((a, b) => PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority));
    return html`<div class="sheet" tabindex="0" role="region" aria-label=${t('agreement.sla')}><table>
        <thead><tr><th scope="col">${t('agreement.priority')}</th><th scope="col" class="end">${t('agreement.respond')}</th><th scope="col" class="end">${t('agreement.resolve')}</th></tr></thead>
        <tbody>${sorted.map((x) => html`<tr><td>${t(`priority.${x.priority}`)}</td><td class="end">${duration(x.respond)}</td><td class="end">${x.resolve ? duration(x.resolve) : '–'}</td></tr>`)}</tbody></table></div>
      <p class="quiet">${t('agreement.hours', { name: calendarNames.of(calendar) })}</p>`;
  }
}
