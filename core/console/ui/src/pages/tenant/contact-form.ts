// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { call, get, post } from '../../app/api';
import { directory } from '../../app/directory';
import { t } from '../../app/i18n';
import { session } from '../../app/session';
import { diffSheet, type Difference } from '../../parts/diff';
import { Editing } from '../../parts/editing';
import { field, formText, textField } from '../../parts/field';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { formSheet } from '../notices/notice';

export interface Contact {
  id: string;
  tenant: string;
  site: string | null;
  name: string;
  email: string | null;
  phone: string | null;
  createdAt: string;
  revision: number;
}

/** What a form says of somebody. */
type Told = Pick<Contact, 'name' | 'email' | 'phone' | 'site'>;

/** Somebody at a customer's: new, or to be changed or removed. `done` tells that the list is another. */
@customElement('cu-contact-form')
export class ContactForm extends Editing<Contact> {
  static override styles = [base, formSheet, diffSheet, css`.two { align-items: start; }`];

  @property() tenant = '';
  /** null: a new one */
  @property({ attribute: false }) contact: Contact | null = null;
  @state() private sure = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.known = this.contact;
  }

  private get path(): string {
    return `/tenants/${this.tenant}/contacts`;
  }

  private told(): Told {
    const said = formText(this.one<HTMLFormElement>('form') as HTMLFormElement);
    return { name: said('name') ?? '', email: said('email'), phone: said('phone'), site: said('site') };
  }

  protected override again({ id }: Contact): Promise<Contact> {
    return get<Contact>(`${this.path}/${id}`);
  }

  protected override differences(theirs: Contact): Difference[] {
    const mine = this.told();
    const words: [keyof Told, string][] = [['name', t('contact.name')], ['email', t('contact.email')], ['phone', t('contact.phone')], ['site', t('assets.site')]];
    const word = (of: Told, key: keyof Told) => (key === 'site' ? directory.site(of.site) : of[key]) || t('history.empty');
    return words.filter(([key]) => theirs[key] !== mine[key]).map(([key, name]) => ({ name, before: word(theirs, key), after: word(mine, key) }));
  }

  protected override show(theirs: Contact): void {
    this.contact = theirs;
  }

  protected override async save(): Promise<void> {
    if (this.known) await call('PUT', `${this.path}/${this.known.id}`, { ...this.told(), revision: this.known.revision });
    else await post(this.path, this.told());
    this.dispatchEvent(new Event('done'));
  }

  private takeAway({ id }: Contact): void {
    if (!this.sure) {
      this.sure = true;
      return;
    }
    void this.work(async () => {
      await call('DELETE', `${this.path}/${id}`);
      this.dispatchEvent(new Event('done'));
    });
  }

  protected override render(): TemplateResult {
    const c = this.contact;
    const wrong = this.problem?.fields ?? {};
    const sites = directory.sites.filter((x) => x.tenant === this.tenant);
    const may = session.may('core.contact.write');
    return html`<form data-testid="contact-form" @submit=${this.submit}>
      ${textField('name', t('contact.name'), c?.name ?? '', { wrong: wrong.name })}
      <div class="two">${textField('email', t('contact.email'), c?.email ?? '', { wrong: wrong.email, type: 'email', max: 254, optional: true })}
        ${textField('phone', t('contact.phone'), c?.phone ?? '', { wrong: wrong.phone, type: 'tel', max: 60, optional: true })}</div>
      ${sites.length === 0 ? nothing : field('site', t('assets.site'), { wrong: wrong.site, optional: true }, ({ id, invalid, by }) => html`<select class="input" id=${id} name="site" aria-invalid=${invalid} aria-describedby=${by}>
        <option value="" ?selected=${!c?.site}>–</option>${sites.map((x) => html`<option value=${x.id} ?selected=${x.id === c?.site}>${x.name}</option>`)}</select>`)}
      ${this.conflict()}
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      ${may ? html`<div class="foot">${c ? html`<button type="button" class="btn" data-testid="contact-remove" ?disabled=${this.busy} @click=${() => this.takeAway(c)}>${t(this.sure ? 'contact.removeSure' : 'contact.remove')}</button>` : nothing}
        <span class="fill"></span><button class="btn primary" data-testid="contact-save" ?disabled=${this.busy || this.theirs !== null}>${icon('check', 14)}${t('fields.save')}</button></div>` : nothing}</form>`;
  }
}
