// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../../app/i18n';
import { nameOf, plain, type Document, type Schema } from '../../app/openapi';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { base } from '../../style/base';

/** The fields of a record; those that are records themselves open when one asks: a record may hold itself. */
@customElement('cu-schema')
export class SchemaView extends Part {
  static override styles = [
    base,
    css`
      ul { display: grid; grid-template-columns: minmax(0, 1fr); }
      li { padding: 6px 0; border-top: 1px solid var(--line); min-width: 0; }
      li:first-child { border-top: 0; }
      .field { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 10px; }
      .name { font-weight: 500; color: var(--fg); overflow-wrap: anywhere; }
      .name em { font-style: normal; color: var(--bad); }
      .type { color: var(--info); }
      .doc { width: 100%; color: var(--fg2); overflow-wrap: anywhere; }
      button { display: inline-flex; align-items: center; gap: 3px; padding: 0; border: 0; background: none; cursor: pointer; color: var(--info); border-radius: 3px; }
      button .ico { transition: transform 0.15s; color: var(--fg3); }
      button[aria-expanded='true'] .ico { transform: rotate(90deg); }
      cu-schema { margin: 4px 0 0 6px; padding-left: 12px; border-left: 2px solid var(--line2); }
    `,
  ];

  @property({ attribute: false }) document!: Document;
  @property({ attribute: false }) schema!: Schema;
  @state() private open = new Set<string>();

  protected override willUpdate(changed: PropertyValues<this>): void {
    // what a list is of is what one came for
    if (changed.has('schema')) this.open = new Set(nameOf(this.schema) ? [] : ['items']);
  }

  private toggle(name: string): void {
    const open = new Set(this.open);
    if (!open.delete(name)) open.add(name);
    this.open = open;
  }

  protected override render(): TemplateResult {
    const whole = plain(this.document, this.schema);
    const inner = recordIn(this.document, whole);
    if (!whole.properties && inner) return html`<span class="type mono">${typeWord(this.schema)}</span><cu-schema .document=${this.document} .schema=${inner}></cu-schema>`;
    if (!whole.properties) return html`<span class="type mono">${typeWord(whole)}</span>`;
    return html`<ul>${Object.entries(whole.properties).map(([name, schema]) => this.field(name, schema, whole.required?.includes(name) ?? false))}</ul>`;
  }

  private field(name: string, schema: Schema, required: boolean): TemplateResult {
    const inner = recordIn(this.document, plain(this.document, schema));
    const open = this.open.has(name);
    const type = typeWord(schema);
    const doc = [schema.description, valuesOf(plain(this.document, schema))].filter(Boolean).join(' · ');
    return html`<li data-testid="schema-field"><div class="field"><span class="name mono">${name}${required ? html`<em title=${t('api.required')} aria-label=${t('api.required')} role="img">*</em>` : nothing}</span>
        ${inner ? html`<button class="mono" aria-expanded=${open} @click=${() => this.toggle(name)}>${type}${icon('chevron-right', 11)}</button>` : html`<span class="type mono">${type}</span>`}
        ${doc ? html`<span class="doc">${doc}</span>` : nothing}</div>
      ${inner && open ? html`<cu-schema .document=${this.document} .schema=${inner}></cu-schema>` : nothing}</li>`;
  }
}

/** The record in a schema: itself, of a list's items, or of a map's values. */
function recordIn(document: Document, schema: Schema): Schema | null {
  if (schema.properties) return schema;
  const inner = schema.items ?? (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : null);
  return inner ? recordIn(document, plain(document, inner)) : null;
}

/** `Asset[]`, `string (uuid)`, in the words of programs. */
export function typeWord(schema: Schema): string {
  const or = schema.nullable ? ' | null' : '';
  const name = nameOf(schema);
  if (name) return name + or;
  if (schema.allOf?.[0]) return typeWord(schema.allOf[0]) + or;
  if (schema.items) return `${typeWord(schema.items)}[]${or}`;
  if (typeof schema.additionalProperties === 'object') return `{ [key]: ${typeWord(schema.additionalProperties)} }${or}`;
  return (schema.type ? schema.type + (schema.format ? ` (${schema.format})` : '') : 'any') + or;
}

/** What is allowed of it. */
export function valuesOf(schema: Schema): string {
  const { minimum, maximum, maxLength, pattern } = schema;
  return [
    schema.enum ? schema.enum.map(String).join(' | ') : '',
    minimum !== undefined || maximum !== undefined ? `${minimum ?? ''} … ${maximum ?? ''}` : '',
    maxLength !== undefined ? t('api.longest', { n: maxLength }) : '',
    pattern ?? '',
    schema.default !== undefined ? t('api.default', { value: String(schema.default) }) : '',
  ].filter(Boolean).join(' · ');
}
