// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { number, t, type Key } from '../app/i18n';
import { base } from '../style/base';
import { MOST, needsNone, type Condition } from './conditions';
import { Part } from './element';
import type { Flyout } from './flyout';
import './flyout';
import { icon } from './icon';

export interface FilterField {
  field: string;
  title: string;
  operators: readonly string[];
  /** what may be chosen; null: it is written */
  choices: { value: string; label: string }[] | null;
  /** of numbers that people say in another unit than the platform */
  unit?: 'GiB' | 'days';
}

const GIB = 2 ** 30;

function shown(field: FilterField, value: string | null): string {
  if (value === null) return '';
  if (field.unit === 'GiB') return `${number(Number(value) / GIB, 1)} GiB`;
  if (field.unit === 'days') return t('filter.days', { n: number(Number(/^P(\d+)D$/.exec(value)?.[1] ?? 0)) });
  return field.choices?.find((c) => c.value === value)?.label ?? value;
}

function sent(field: FilterField, written: string): string {
  if (field.unit === 'GiB') return String(Math.round(Number(written) * GIB));
  return field.unit === 'days' ? `P${Math.round(Number(written))}D` : written.trim();
}

/** Conditions put together: which field, how compared, with what. Each that holds is a word that can be taken away. */
@customElement('cu-grid-filter')
export class GridFilter extends Part {
  static override styles = [
    base,
    css`
      :host { display: contents; }
      form { display: grid; gap: 8px; width: 260px; }
      .foot { display: flex; justify-content: flex-end; }
      .chip { display: inline-flex; align-items: center; gap: 5px; height: 30px; max-width: 340px; padding: 0 2px 0 10px; border: 1px solid color-mix(in srgb, var(--acc) 40%, transparent); border-radius: var(--r1); background: color-mix(in srgb, var(--acc) 10%, transparent); }
      .chip span { color: var(--fg2); }
      .chip .btn { width: 24px; height: 24px; }
      @media (max-width: 820px) { form { width: auto; } .chip { height: 36px; } .chip .btn { width: 32px; height: 32px; } }
    `,
  ];

  @property({ attribute: false }) fields: FilterField[] = [];
  @property({ attribute: false }) conditions: Condition[] = [];
  @state() private field = '';
  @state() private operator = '';

  private change(detail: Condition[]): void {
    this.dispatchEvent(new CustomEvent<Condition[]>('conditions', { detail }));
  }

  private get chosen(): FilterField | undefined {
    return this.fields.find((f) => f.field === this.field) ?? this.fields[0];
  }

  private add(event: SubmitEvent): void {
    event.preventDefault();
    const { chosen } = this;
    if (!chosen) return;
    const operator = this.comparing(chosen);
    const written = this.one<HTMLInputElement>('[name=value]')?.value ?? '';
    if (!needsNone(operator) && !written.trim()) return;
    this.one<Flyout>('cu-flyout')?.close();
    this.change([...this.conditions, { field: chosen.field, operator, value: needsNone(operator) ? null : sent(chosen, written) }]);
  }

  private comparing(field: FilterField): string {
    return field.operators.includes(this.operator) ? this.operator : (field.operators[0] as string);
  }

  protected override render(): TemplateResult {
    return html`<cu-flyout label=${t('filter.add')} .shape=${'funnel'} data-testid="filter-add" @opened=${() => requestAnimationFrame(() => this.one('select')?.focus())}>${this.form()}</cu-flyout>
      ${this.conditions.map((condition, i) => this.chip(condition, i))}`;
  }

  private chip(condition: Condition, at: number): TemplateResult | typeof nothing {
    const field = this.fields.find((f) => f.field === condition.field);
    if (!field) return nothing;
    const words = `${field.title} ${this.operatorWord(condition.operator)} ${shown(field, condition.value)}`.trim();
    return html`<div class="chip" data-testid="condition" title=${words}><b class="cut"><span>${field.title} ${this.operatorWord(condition.operator)}</span> ${shown(field, condition.value)}</b>
      <button class="btn ghost square" data-testid="condition-remove" aria-label=${t('filter.remove', { words })} @click=${() => this.change(this.conditions.filter((_, i) => i !== at))}>${icon('x', 12)}</button></div>`;
  }

  private operatorWord(operator: string): string {
    return t(`filter.${operator}` as Key);
  }

  private form(): TemplateResult | typeof nothing {
    const { chosen } = this;
    if (!chosen) return nothing;
    if (this.conditions.length >= MOST) return html`<p class="quiet">${t('filter.most', { n: MOST })}</p>`;
    const operator = this.comparing(chosen);
    return html`<form @submit=${this.add} data-testid="filter-form">
      <select class="input" data-testid="filter-field" aria-label=${t('filter.field')} @change=${(e: Event) => (this.field = (e.target as HTMLSelectElement).value)}>
        ${this.fields.map((f) => html`<option value=${f.field} ?selected=${f === chosen}>${f.title}</option>`)}</select>
      <select class="input" data-testid="filter-operator" aria-label=${t('filter.operator')} @change=${(e: Event) => (this.operator = (e.target as HTMLSelectElement).value)}>
        ${chosen.operators.map((o) => html`<option value=${o} ?selected=${o === operator}>${this.operatorWord(o)}</option>`)}</select>
      ${needsNone(operator) ? nothing : this.value(chosen)}
      <div class="foot"><button class="btn primary" data-testid="filter-apply">${t('filter.apply')}</button></div>
    </form>`;
  }

  private value(field: FilterField): TemplateResult {
    if (field.choices) {
      return html`<select class="input" name="value" data-testid="filter-value" aria-label=${t('filter.value')}>
        ${field.choices.map((c) => html`<option value=${c.value}>${c.label}</option>`)}</select>`;
    }
    const counted = field.operators.includes('AT_LEAST') || field.unit !== undefined;
    const hint = field.unit === 'days' ? t('filter.inDays') : field.unit === 'GiB' ? 'GiB' : t('filter.value');
    return html`<input class="input" name="value" data-testid="filter-value" required maxlength="200" autocomplete="off" spellcheck="false" type=${counted ? 'number' : 'text'}
      min=${counted ? '0' : nothing} step=${field.unit === 'GiB' ? '0.5' : counted ? '1' : nothing} aria-label=${hint} placeholder=${hint}>`;
  }
}
