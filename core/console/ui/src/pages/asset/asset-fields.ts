// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, call, get, type Problem } from '../../app/api';
import { t } from '../../app/i18n';
import { session } from '../../app/session';
import type { Asset, CustomField, FieldValue, Page } from '../../app/types';
import { Part } from '../../parts/element';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { cardSheet } from './asset-sheet';

/** The fields that the MSP added, with their values; hidden where there are none. */
@customElement('cu-asset-fields')
export class AssetFields extends Part {
  static override styles = [
    base,
    cardSheet,
    css`
      form { display: grid; gap: 12px; padding: 2px 16px 14px; }
      .foot { display: flex; align-items: center; gap: 10px; }
    `,
  ];

  @property({ attribute: false }) asset: Asset | null = null;
  @state() private fields: CustomField[] = [];
  @state() private values: Record<string, string> = {};
  @state() private edited: Record<string, string> = {};
  @state() private saved = false;
  @state() private problem: Problem | null = null;

  override updated(changed: PropertyValues<this>): void {
    if (this.asset && changed.has('asset') && changed.get('asset')?.id !== this.asset.id) void this.read();
  }

  private async read(): Promise<void> {
    const id = this.asset?.id;
    if (!id) return;
    try {
      const [fields, values] = await Promise.all([
        get<Page<CustomField>>('/custom-fields/ASSET'),
        get<Page<FieldValue>>(`/custom-fields/ASSET/values/${id}`),
      ]);
      if (id !== this.asset?.id) return;
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
    if (!this.asset || values.length === 0) return;
    try {
      const next = await call<Page<FieldValue>>('PUT', `/tenants/${this.asset.tenant}/custom-fields/ASSET/values/${this.asset.id}`, { values });
      this.take(next.items);
      this.saved = true;
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.fields.length === 0 && !this.problem) return nothing;
    const may = session.may('core.field.write') && session.may('core.asset.write');
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
