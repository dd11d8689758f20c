// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { asTyped, typedDuration } from '../app/duration';
import { directory } from '../app/directory';
import { t } from '../app/i18n';
import { field, type About } from './field';
import { firstOf, isNullable, labelOf, shapeOf, typeOf, type Schema } from './schema';

/** Whoever has the form: keeps the values and says what is wrong with which. */
export interface FormHost {
  disabled: boolean;
  /** @param path `window.hours` */
  wrong(path: string): string | undefined;
  /** As it was typed, which says the same in other letters. */
  typed(path: string): string | undefined;
  /** @param wrong why it cannot be sent; then the value is what was typed */
  changed(path: string, value: unknown, wrong?: string, typed?: string): void;
}

export const schemaSheet = css`
  .nested { border: 0; border-left: 2px solid var(--line2); margin: 0; padding: 0 0 0 12px; display: grid; gap: 10px; min-width: 0; }
  .nested > legend { padding: 0; font-weight: 500; color: var(--fg2); font-size: 12px; float: left; margin-bottom: 8px; }
  .nested > legend + * { clear: both; }
  .check { display: flex; gap: 8px; align-items: center; }
  .checks { display: flex; flex-wrap: wrap; gap: 6px 14px; }
`;

/** A value's control with its label, made from its schema; of a record one for each of its fields. */
export function schemaField(host: FormHost, schema: Schema, path: string, value: unknown, label = labelOf(path.split('.').at(-1) ?? path)): TemplateResult {
  const shape = shapeOf(schema);
  const id = `at-${path.replace(/[^A-Za-z0-9-]/g, '-')}`;
  if (shape === 'fields') return nested(host, schema, path, value, label);
  const said = { wrong: host.wrong(path), hint: hintOf(schema, label), optional: isNullable(schema) };
  if (shape === 'choices') return group(host, schema, path, value, label, said.wrong);
  return field(id, label, said, (about) => control(host, schema, path, value, about));
}

function hintOf(schema: Schema, label: string): string | undefined {
  const { minimum, maximum } = schema;
  const limits = minimum !== undefined && maximum !== undefined ? t('schema.between', { from: minimum, to: maximum })
    : minimum !== undefined ? t('schema.atLeast', { n: minimum }) : maximum !== undefined ? t('schema.atMost', { n: maximum }) : '';
  const shape = shapeOf(schema);
  const how = shape === 'lines' ? t('command.list') : shape === 'duration' ? t('duration.hint') : shape === 'json' ? t('schema.json') : '';
  const told = schema.description === label ? '' : schema.description;
  const all = [told, limits, how, schema['x-custode-merged'] && t('schema.merged')].filter(Boolean);
  return all.map((one) => `${one}.`.replace(/([.!?])\.$/, '$1')).join(' ') || undefined;
}

function nested(host: FormHost, schema: Schema, path: string, value: unknown, label: string): TemplateResult {
  const record = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const set = (name: string, next: unknown) => host.changed(path, { ...record, [name]: next });
  const wrong = host.wrong(path);
  // what is wrong is told under the part's own path, and the whole is kept in step
  const inner: FormHost = {
    disabled: host.disabled,
    wrong: (at) => host.wrong(at),
    typed: (at) => host.typed(at),
    changed: (at, next, why, typed) => {
      host.changed(at, next, why, typed);
      const name = at.slice(path.length + 1);
      if (!name.includes('.')) set(name, next);
    },
  };
  return html`<fieldset class="nested"><legend>${label}</legend>
    ${isNullable(schema) ? html`<label class="check"><input type="checkbox" .checked=${value !== null} ?disabled=${host.disabled} @change=${(e: Event) => host.changed(path, checked(e) ? firstOf({ ...schema, type: 'object', default: undefined }) : null)}>${t('schema.set')}</label>` : nothing}
    ${wrong ? html`<span class="wrong">${wrong}</span>` : nothing}
    ${value === null ? nothing : Object.entries(schema.properties ?? {}).map(([name, its]) => schemaField(inner, its, `${path}.${name}`, record[name]))}</fieldset>`;
}

function group(host: FormHost, schema: Schema, path: string, value: unknown, label: string, wrong: string | undefined): TemplateResult {
  const chosen = Array.isArray(value) ? value : [];
  const turn = (one: string | null, on: boolean) => host.changed(path, (schema.items?.enum ?? []).filter((x) => (x === one ? on : chosen.includes(x))));
  return html`<fieldset class="nested"><legend>${label}</legend><div class="checks">${(schema.items?.enum ?? []).map((one) => html`<label class="check"><input type="checkbox" .checked=${chosen.includes(one)} ?disabled=${host.disabled}
    @change=${(e: Event) => turn(one, checked(e))}>${one}</label>`)}</div>${wrong ? html`<span class="wrong" data-testid="wrong">${wrong}</span>` : nothing}</fieldset>`;
}

const checked = (e: Event) => (e.target as HTMLInputElement).checked;

function control(host: FormHost, schema: Schema, path: string, value: unknown, about: About): TemplateResult {
  const told = (text: string) => {
    const [next, wrong] = parsed(schema, text);
    host.changed(path, next, wrong, text);
  };
  const input = (e: Event) => told((e.target as HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement).value);
  const choices = choicesOf(schema);
  if (choices) {
    const all = isNullable(schema) ? [['', t('schema.none')] as const, ...choices] : choices;
    const now = value === null || value === undefined ? '' : String(value);
    return html`<select class="input" id=${about.id} data-testid=${about.id} aria-invalid=${about.invalid} aria-describedby=${about.by} ?disabled=${host.disabled} @change=${input}>
      ${all.some(([x]) => x === now) ? nothing : html`<option value=${now} selected>${now}</option>`}
      ${all.map(([x, word]) => html`<option value=${x} ?selected=${x === now}>${word}</option>`)}</select>`;
  }
  const text = host.typed(path) ?? textOf(schema, value);
  const shape = shapeOf(schema);
  if (shape === 'lines' || shape === 'json') {
    return html`<textarea class="input ${shape === 'json' ? 'mono' : ''}" id=${about.id} data-testid=${about.id} rows=${Math.min(8, Math.max(2, text.split('\n').length))} spellcheck="false" aria-invalid=${about.invalid}
      aria-describedby=${about.by} ?disabled=${host.disabled} .value=${text} @input=${input}></textarea>`;
  }
  const type = shape === 'date' ? 'date' : shape === 'moment' ? 'datetime-local' : 'text';
  return html`<input class="input ${shape === 'number' || shape === 'duration' ? 'num' : ''}" id=${about.id} data-testid=${about.id} type=${type} inputmode=${shape === 'number' ? 'decimal' : nothing} autocomplete="off" spellcheck="false"
    maxlength=${schema.maxLength ?? 2000} aria-invalid=${about.invalid} aria-describedby=${about.by} ?disabled=${host.disabled} .value=${text} @input=${input}>`;
}

function choicesOf(schema: Schema): (readonly [string, string])[] | null {
  switch (shapeOf(schema)) {
    case 'choice':
      return (schema.enum ?? []).flatMap((x) => (x === null ? [] : [[x, x] as const]));
    case 'boolean':
      return [['true', t('yes')], ['false', t('no')]];
    case 'tenant':
      return directory.tenants.map((x) => [x.id, x.name]);
    case 'site':
      return directory.sites.map((x) => [x.id, `${directory.tenant(x.tenant)} · ${x.name}`]);
    default:
      return null;
  }
}

function textOf(schema: Schema, value: unknown): string {
  if (value === null || value === undefined) return '';
  switch (shapeOf(schema)) {
    case 'lines':
      return Array.isArray(value) ? value.join('\n') : String(value);
    case 'json':
      return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
    case 'duration':
      return asTyped(String(value));
    case 'moment':
      return localOf(String(value));
    default:
      return String(value);
  }
}

/** As `datetime-local` takes it: in this person's zone. */
function localOf(instant: string): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? instant : new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** @returns the value, and why it is none */
export function parsed(schema: Schema, text: string): [unknown, string | undefined] {
  const shape = shapeOf(schema);
  if (text.trim() === '' && isNullable(schema)) return [null, undefined];
  switch (shape) {
    case 'boolean':
      return [text === 'true', undefined];
    case 'number':
      return numberOf(schema, text);
    case 'duration': {
      const iso = typedDuration(text);
      return iso ? [iso, undefined] : [text, t('duration.wrong')];
    }
    case 'moment': {
      const at = new Date(text);
      return Number.isNaN(at.getTime()) ? [text, t('schema.required')] : [at.toISOString(), undefined];
    }
    case 'date':
      return text ? [text, undefined] : [text, t('schema.required')];
    case 'lines':
      return linesOf(schema, text);
    case 'json':
      return jsonOf(text);
    default:
      return [text, undefined];
  }
}

function numberOf(schema: Schema, text: string): [unknown, string | undefined] {
  const typed = text.trim().replace(',', '.');
  const pattern = typeOf(schema) === 'integer' ? /^-?\d{1,15}$/ : /^-?\d{1,15}(\.\d{1,10})?$/;
  if (!pattern.test(typed)) return [text, t(typeOf(schema) === 'integer' ? 'command.notNumber' : 'schema.notNumber')];
  const n = Number(typed);
  if (schema.minimum !== undefined && n < schema.minimum) return [n, t('schema.atLeast', { n: schema.minimum })];
  if (schema.maximum !== undefined && n > schema.maximum) return [n, t('schema.atMost', { n: schema.maximum })];
  return [n, undefined];
}

function linesOf(schema: Schema, text: string): [unknown, string | undefined] {
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => parsed(schema.items ?? {}, line));
  return [lines.map(([value]) => value), lines.find(([, wrong]) => wrong)?.[1]];
}

function jsonOf(text: string): [unknown, string | undefined] {
  try {
    return [JSON.parse(text), undefined];
  } catch {
    return [text, t('command.notJson')];
  }
}
