// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, call, get, type Problem } from '../../app/api';
import { day, localDate, t } from '../../app/i18n';
import { contactNames } from '../../app/names';
import { session } from '../../app/session';
import type { Asset, Loan } from '../../app/types';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import '../../parts/pick';
import type { Picked } from '../../parts/pick';
import { base } from '../../style/base';
import { cardSheet } from './asset-sheet';

/** Who has the asset on loan; lends it and takes it back. Says nothing where neither can be. */
@customElement('cu-asset-loan')
export class AssetLoan extends Part {
  static override styles = [
    base,
    cardSheet,
    css`
      form { display: grid; gap: 10px; padding: 2px 16px 14px; }
      .two { display: grid; grid-template-columns: minmax(0, 1fr) 160px; gap: 8px; align-items: end; }
      .foot { display: flex; gap: 8px; flex-wrap: wrap; }
      .foot select { width: auto; }
      .card { overflow: visible; }
      @media (max-width: 820px) { .two { grid-template-columns: minmax(0, 1fr); } }
    `,
  ];

  @property({ attribute: false }) asset: Asset | null = null;
  @state() private loan: Loan | null = null;
  @state() private contact: Picked | null = null;
  @state() private to: 'STOCK' | 'ACTIVE' = 'STOCK';
  @state() private busy = false;
  @state() private problem: Problem | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(contactNames, 'names', () => this.requestUpdate());
  }

  override updated(changed: PropertyValues<this>): void {
    if (this.asset && changed.has('asset') && changed.get('asset') !== this.asset) void this.read();
  }

  private async read(): Promise<void> {
    const asset = this.asset;
    if (asset?.state !== 'LOAN') {
      this.loan = null;
      return;
    }
    try {
      const loan = await get<Loan>(`/loans/${asset.id}`);
      if (asset.id === this.asset?.id) this.loan = loan;
      this.problem = null;
    } catch (e) {
      const problem = asProblem(e);
      // nobody wrote down who has it
      if (problem.status !== 404) this.problem = problem;
    }
  }

  private async work(what: (asset: Asset) => Promise<void>): Promise<void> {
    if (!this.asset || this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await what(this.asset);
    } catch (e) {
      this.problem = asProblem(e);
    } finally {
      this.busy = false;
    }
  }

  private lend(event: Event): Promise<void> {
    event.preventDefault();
    const until = String(new FormData(event.target as HTMLFormElement).get('until') ?? '') || null;
    const contact = this.contact;
    return this.work(async (asset) => {
      if (!contact) return;
      this.loan = await call<Loan>('PUT', `/tenants/${asset.tenant}/loans/${asset.id}`, { contact: contact.id, until });
      contactNames.put(contact.id, contact.name);
    });
  }

  private takeBack(): Promise<void> {
    return this.work(async (asset) => {
      await call<Asset>('DELETE', `/tenants/${asset.tenant}/loans/${asset.id}?to=${this.to}`);
      this.loan = null;
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    const asset = this.asset;
    const may = session.may('core.asset.write') && session.may('core.contact.read');
    if (!asset || (!this.loan && (!may || asset.state === 'RETIRED'))) return nothing;
    return html`<section class="card" aria-labelledby="loan" data-testid="loan"><h2 id="loan">${t('loan.title')}</h2>
      ${this.loan ? this.lent(this.loan) : this.form(asset)}
      <div role="status">${this.problem ? problemNotice(this.problem) : nothing}</div></section>`;
  }

  private lent(loan: Loan): TemplateResult {
    const isLate = loan.until !== null && loan.until < localDate();
    return html`<dl class="facts"><dt>${t('loan.to')}</dt><dd data-testid="loan-to">${loan.contact ? contactNames.of(loan.contact) : t('loan.gone')}</dd>
        <dt>${t('loan.from')}</dt><dd>${day(loan.from)}</dd>
        <dt>${t('loan.until')}</dt><dd>${loan.until ? day(loan.until) : '–'}${isLate ? html` <span class="tag warn">${icon('clock', 12)}${t('loan.late')}</span>` : nothing}</dd></dl>
      ${session.may('core.asset.write') ? html`<form @submit=${(e: Event) => (e.preventDefault(), void this.takeBack())}><div class="foot">
        <select class="input" aria-label=${t('loan.then')} data-testid="loan-then" @change=${(e: Event) => (this.to = (e.target as HTMLSelectElement).value as 'STOCK' | 'ACTIVE')}>
          <option value="STOCK">${t('state.STOCK')}</option><option value="ACTIVE">${t('state.ACTIVE')}</option></select>
        <button class="btn" data-testid="loan-back" ?disabled=${this.busy}>${t('loan.back')}</button></div></form>` : nothing}`;
  }

  private form(asset: Asset): TemplateResult {
    return html`<form data-testid="loan-form" @submit=${(e: Event) => void this.lend(e)}><div class="two">
        <cu-pick .label=${t('relations.contact')} .path=${`/tenants/${asset.tenant}/contacts`} @picked=${(e: CustomEvent<Picked | null>) => (this.contact = e.detail)}></cu-pick>
        <div class="field"><label for="until">${t('loan.until')}</label><input class="input" id="until" name="until" type="date" data-testid="loan-until"></div></div>
      <div class="foot"><button class="btn" data-testid="lend" ?disabled=${this.busy || !this.contact}>${t('loan.lend')}</button></div></form>`;
  }
}
