// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { call, get } from '../../app/api';
import { t } from '../../app/i18n';
import { diffSheet, type Difference } from '../../parts/diff';
import { Editing } from '../../parts/editing';
import { formText, textField } from '../../parts/field';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { formSheet } from '../notices/notice';
import '../settings/look-choice';
import { lookDifferences, type LookChoice } from '../settings/look-choice';

/** `Branding` as JSON. */
interface Branding {
  name: string;
  accent: string | null;
  logo: string | null;
  revision: number;
}

/** How a customer's people see the portal: name, colour and logo. `done` when it is saved. */
@customElement('cu-branding-form')
export class BrandingForm extends Editing<Branding> {
  static override styles = [base, formSheet, diffSheet];

  @property() tenant = '';
  /** the customer's own name, which is shown if no other is set */
  @property() usual = '';
  @state() private shown: Branding | null = null;
  @state() private name = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.work(async () => {
      this.known = await this.again();
      this.show(this.known);
    });
  }

  private get path(): string {
    return `/tenants/${this.tenant}/branding`;
  }

  protected override again(): Promise<Branding> {
    return get<Branding>(this.path);
  }

  protected override show(now: Branding): void {
    this.shown = now;
    this.name = now.name;
  }

  private told(): Omit<Branding, 'revision' | 'name'> & { name: string | null } {
    const name = formText(this.one<HTMLFormElement>('form') as HTMLFormElement)('name');
    const { accent, logo } = this.one<LookChoice>('cu-look-choice') as LookChoice;
    // the customer's own follows when he is renamed
    return { name: name === this.usual ? null : name, accent, logo };
  }

  protected override differences(theirs: Branding): Difference[] {
    const mine = this.told();
    return lookDifferences(t('branding.name'), theirs, { ...mine, name: mine.name ?? this.usual });
  }

  protected override async save(): Promise<void> {
    this.known = await call<Branding>('PUT', this.path, { ...this.told(), revision: this.known?.revision ?? 0 });
    this.dispatchEvent(new Event('done'));
  }

  protected override render(): TemplateResult {
    const now = this.shown;
    if (!now) return this.opening();
    const wrong = this.problem?.fields ?? {};
    return html`<form data-testid="branding-form" @submit=${this.submit}><p class="faint">${t('branding.what')}</p>
      <div @input=${(e: Event) => (this.name = (e.target as HTMLInputElement).value)}>${textField('name', t('branding.name'), now.name, { wrong: wrong.name, optional: true })}</div>
      ${keyed(now, html`<cu-look-choice own=${t('branding.own')} .name=${this.name || this.usual} .accent=${now.accent} .logo=${now.logo} .wrong=${wrong}></cu-look-choice>`)}
      ${this.conflict()}
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <div class="foot"><span class="fill"></span><button class="btn primary" data-testid="branding-save" ?disabled=${this.busy || this.theirs !== null}>${icon('check', 14)}${t('fields.save')}</button></div></form>`;
  }
}
