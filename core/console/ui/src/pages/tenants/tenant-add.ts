// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { post } from '../../app/api';
import { t } from '../../app/i18n';
import type { Tenant } from '../../app/types';
import { Asking } from '../../parts/asking';
import { formText, textField } from '../../parts/field';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { formSheet } from '../notices/notice';

/** A new customer; `made` tells which. */
@customElement('cu-tenant-add')
export class TenantAdd extends Asking {
  static override styles = [base, formSheet];

  override firstUpdated(): void {
    this.one('#name')?.focus();
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const said = formText(event.target as HTMLFormElement);
    void this.work(async () => {
      this.dispatchEvent(new CustomEvent<Tenant>('made', { detail: await post<Tenant>('/tenants', { name: said('name') ?? '' }) }));
    });
  }

  protected override render(): TemplateResult {
    return html`<form data-testid="tenant-form" @submit=${this.submit}>
      ${textField('name', t('tenants.name'), '', { wrong: this.problem?.fields.name })}
      <p class="quiet">${t('tenants.addTodo')}</p>
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <div class="foot"><span class="fill"></span><button class="btn primary" data-testid="tenant-make" ?disabled=${this.busy}>${icon('plus', 14)}${t('tenants.add')}</button></div></form>`;
  }
}
