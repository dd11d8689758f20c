// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { call, get } from '../../app/api';
import { t } from '../../app/i18n';
import { diffSheet, type Difference } from '../../parts/diff';
import { Editing } from '../../parts/editing';
import { textField } from '../../parts/field';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { formSheet } from '../notices/notice';

interface Named {
  name: string;
  revision: number;
}

/** Gives a customer or a site another name; `done` when it has it. */
@customElement('cu-rename')
export class Rename extends Editing<Named> {
  static override styles = [base, formSheet, diffSheet];

  /** of the thing */
  @property() path = '';
  @property({ attribute: false }) thing!: Named;

  override connectedCallback(): void {
    super.connectedCallback();
    this.known = this.thing;
  }

  override firstUpdated(): void {
    this.one<HTMLInputElement>('#name')?.select();
  }

  private get name(): string {
    return this.one<HTMLInputElement>('#name')?.value.trim() ?? '';
  }

  protected override again(): Promise<Named> {
    return get<Named>(this.path);
  }

  protected override differences(theirs: Named): Difference[] {
    return theirs.name === this.name ? [] : [{ name: t('tenants.name'), before: theirs.name, after: this.name }];
  }

  protected override show(theirs: Named): void {
    this.thing = theirs;
  }

  protected override async save(): Promise<void> {
    await call('PATCH', this.path, { name: this.name, revision: this.known?.revision });
    this.dispatchEvent(new Event('done'));
  }

  protected override render(): TemplateResult {
    return html`<form data-testid="rename-form" @submit=${this.submit}>
      ${textField('name', t('tenants.name'), this.thing.name, { wrong: this.problem?.fields.name })}
      ${this.conflict()}
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <div class="foot"><span class="fill"></span><button class="btn primary" data-testid="rename-save" ?disabled=${this.busy || this.theirs !== null}>${t('fields.save')}</button></div></form>`;
  }
}
