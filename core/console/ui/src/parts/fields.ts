// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, call, get, type Problem } from '../app/api';
import { t } from '../app/i18n';
import { session } from '../app/session';
import type { CustomField, FieldValue, Page } from '../app/types';
import { cardSheet } from '../pages/asset/asset-sheet';
import { base } from '../style/base';
import { Part } from './element';
import { problemNotice } from './notice';

/** The fields that the MSP added, with their values; hidden where there are none. */
@customElement('cu-fields')
export class Fields extends Part {
  static override styles = [
    base,
    cardSheet,
    css`
      :host([hidden]) { display: none; }
      form { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; padding: 2px 16px 14px; }
      .foot { display: flex; align-items: center; gap: 10px; }
    `,
  ];

  @property() kind: 'ASSET' | 'TENANT' = 'ASSET';
  /** whose values */
  @property() of = '';
  @property() tenant = '';
  /** what one has to be allowed besides to change the thing */
  @property() permission = 'core.asset.write';
  @state() private fields: CustomField[] = [];
  @state() private values: Record<string, string> = {};
  @state() private edited: Record<string, string> = {};
  @state() private saved = false;
  @state() private problem: Problem | null = null;

  override updated(changed: PropertyValues<this>): void {
    if (this.of && changed.has('of')) void this.read();
  }

  private async read(): Promise<void> {
    const id = this.of;
    try {
      const [fields, values] = await Promise.all([
        get<Page<CustomField>>(`/custom-fields/${this.kind}`),
        get<Page<FieldValue>>(`/custom-fields/${this.kind}/values/${id}`),
      ]);
      if (id !== this.of) return;
      this.fields = fields.items;
      this.take(values.items);
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  private take(values: FieldValue[]): void {
    this.values = Object.fromEntries(values.map((v) => [v.key, v.value ?? '']));
    this.edited = {};
  }

  private edit(key: string, value: string): void {
    this.edited = { ...this.edited, [key]: value };
    this.saved = false;
  }

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    const values = Object.entries(this.edited).map(([key, value]) => ({ key, value: value === '' ? null : value }));
    if (!this.of || values.length === 0) return;
    try {
      const next = await call<Page<FieldValue>>('PUT', `/tenants/${this.tenant}/custom-fields/${this.kind}/values/${this.of}`, { values });
      this.take(next.items);
      this.saved = true;
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const none = this.fields.length === 0 && !this.problem;
    // where it is one of several it takes no room either
    this.toggleAttribute('hidden', none);
    if (none) return nothing;
    const may = session.may('core.field.write') && session.may(this.permission);
    return html`<section class="card" aria-labelledby="fields" data-testid="fields"><h2 id="fields">${t('fields.title')}</h2>
      ${this.problem ? problemNotice(this.problem) : nothing}
      ${may
        ? html`<form @submit=${(e: Event) => void this.save(e)}>${this.fields.map((f) => this.field(f))}
            <div class="foot"><button class="btn" data-testid="fields-save" ?disabled=${Object.keys(this.edited).length === 0}>${t('fields.save')}</button>
              <span class="quiet" role="status">${this.saved ? t('fields.saved') : ''}</span></div></form>`
        : html`<dl class="facts">${this.fields.map((f) => html`<dt>${f.label}</dt><dd>${this.word(f)}</dd>`)}</dl>`}
    </section>`;
  }

  private word(f: CustomField): string {
    const value = this.values[f.key];
    if (!value) return '–';
    return f.type === 'YES_NO' ? t(value === 'true' ? 'fields.yes' : 'fields.no') : value;
  }

  private field(f: CustomField): TemplateResult {
    const value = this.edited[f.key] ?? this.values[f.key] ?? '';
    const id = `field-${f.key}`;
    const changed = (e: Event) => this.edit(f.key, (e.target as HTMLInputElement | HTMLSelectElement).value);
    const choices: [string, string][] =
      f.type === 'YES_NO' ? [['true', t('fields.yes')], ['false', t('fields.no')]] : f.choices.map((c) => [c, c]);
    return html`<div class="field"><label for=${id}>${f.label}${f.required ? html` <span class="faint">(${t('fields.required')})</span>` : nothing}</label>
      ${f.type === 'CHOICE' || f.type === 'YES_NO'
        ? html`<select class="input" id=${id} data-testid=${id} @change=${changed}>
            <option value="" ?selected=${value === ''}>${t('fields.none')}</option>
            ${choices.map(([v, word]) => html`<option value=${v} ?selected=${v === value}>${word}</option>`)}</select>`
        : html`<input class="input" id=${id} data-testid=${id} maxlength="300" type=${f.type === 'DATE' ? 'date' : 'text'} inputmode=${f.type === 'NUMBER' ? 'decimal' : 'text'} .value=${value} @input=${changed}>`}
    </div>`;
  }
}
