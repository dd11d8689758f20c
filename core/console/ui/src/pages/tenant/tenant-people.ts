// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query as element, state } from 'lit/decorators.js';
import { directory } from '../../app/directory';
import { count, number, t } from '../../app/i18n';
import { live } from '../../app/live';
import { query as address, setQuery } from '../../app/router';
import { Rows } from '../../app/rows';
import { session } from '../../app/session';
import { Part } from '../../parts/element';
import { findBox } from '../../parts/find';
import '../../parts/grid';
import type { Column, Grid } from '../../parts/grid';
import { icon } from '../../parts/icon';
import { listKeys } from '../../parts/list-keys';
import { letter } from '../../parts/meter';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { pageSheet } from '../assets/assets-sheet';
import './contact-form';
import type { Contact } from './contact-form';

/** Who works at a customer's. */
@customElement('cu-tenant-people')
export class TenantPeople extends Part {
  static override styles = [base, pageSheet];

  @property() tenant = '';
  @state() private text = address().get('text')?.slice(0, 200) ?? '';
  /** null: no dialog; new: somebody new */
  @state() private open: Contact | 'new' | null = null;
  @element('cu-grid') private grid!: Grid<Contact> | null;
  private readonly list = new Rows<Contact>(
    () => ({ path: `/tenants/${this.tenant}/contacts`, values: { text: this.text } }),
    () => this.requestUpdate(),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.requestUpdate());
    this.listen(live, 'resync', () => void this.list.read());
    this.listen(window, 'keydown', (e) => listKeys(e as KeyboardEvent, this.one('#text'), this.grid));
    this.until(live.on(({ name, data }) => name === 'ContactChanged' && data.tenant === this.tenant && this.list.touch()));
    this.until(() => this.list.stop());
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('tenant')) void this.list.anew();
  }

  private show(text: string): void {
    this.text = text;
    setQuery({ tab: 'people', text });
    this.grid?.rewind();
    void this.list.anew();
  }

  private done(): void {
    this.open = null;
    void this.list.read();
  }

  protected override render(): TemplateResult {
    const { rows, waiting, problem, next } = this.list;
    const none = !waiting && rows.length === 0 && !problem;
    const may = session.may('core.contact.write');
    const add = (look: string) => html`<button class="btn ${look}" data-testid="contact-add" @click=${() => (this.open = 'new')}>${icon('plus', 14)}<span>${t('contact.add')}</span></button>`;
    return html`${none && !this.text ? nothing : html`<div class="bar" role="search" .style=${'padding-top:12px'}>
        ${findBox(this.text, t('contact.find'), (text) => this.show(text))}
        <span class="count num" role="status" data-testid="contact-count">${waiting ? '' : count('contact.count', rows.length, number(rows.length) + (next ? '+' : ''))}</span>
        ${may ? add('') : nothing}</div>`}
      ${problem ? html`<div class="pad">${problemNotice(problem, () => void this.list.read())}</div>` : nothing}
      ${none ? html`<div class="empty" data-testid="no-contacts"><h2>${t(this.text ? 'contact.noMatch' : 'contact.none')}</h2><p>${t(this.text ? 'assets.noMatchTodo' : 'contact.noneTodo')}</p>${may && !this.text ? add('primary') : nothing}</div>`
        : html`<cu-grid .rows=${rows} .columns=${this.columns()} .card=${(c: Contact) => this.card(c)} .keyOf=${(c: Contact) => c.id} label=${t('tenant.people')} ?more=${next !== null} ?waiting=${waiting}
            data-testid="contacts" @more=${() => void this.list.more()} @open=${(e: CustomEvent<Contact>) => (this.open = e.detail)}></cu-grid>`}
      <wa-dialog label=${this.open === 'new' || !this.open ? t('contact.add') : this.open.name} ?open=${this.open !== null} data-testid="contact-dialog"
        @wa-after-hide=${(e: Event) => e.target === e.currentTarget && (this.open = null)}>
        ${this.open ? html`<cu-contact-form .tenant=${this.tenant} .contact=${this.open === 'new' ? null : this.open} @done=${() => this.done()}></cu-contact-form>` : nothing}</wa-dialog>`;
  }

  private columns(): Column<Contact>[] {
    return [
      { key: 'name', title: t('contact.name'), width: 'minmax(200px, 1.2fr)', sorted: true, cell: (c) => html`<span class="named">${letter(c.name)}<span class="cut">${c.name}</span></span>` },
      { key: 'email', title: t('contact.email'), width: 'minmax(200px, 1.2fr)', cell: (c) => (c.email ? html`<a tabindex="-1" href="mailto:${c.email}">${c.email}</a>` : '–') },
      { key: 'phone', title: t('contact.phone'), width: 'minmax(150px, 0.8fr)', cell: (c) => (c.phone ? html`<a tabindex="-1" href="tel:${c.phone.replace(/[^+\d]/g, '')}">${c.phone}</a>` : '–') },
      { key: 'site', title: t('assets.site'), width: 'minmax(120px, 0.8fr)', cell: (c) => directory.site(c.site) || '–' },
    ];
  }

  private card(c: Contact): TemplateResult {
    return html`<div class="slip">${letter(c.name)}<b class="cut">${c.name}</b><span></span><span class="more cut">${[c.email, c.phone, directory.site(c.site)].filter(Boolean).join(' · ') || '–'}</span></div>`;
  }
}
