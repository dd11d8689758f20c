// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { directory } from '../app/directory';
import { t } from '../app/i18n';
import type { CommandField, CommandInfo } from '../app/types';

/** What was typed cannot be sent at all. */
export class WrongInput extends Error {
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}

/** The control for one component of a command's input record. */
export function commandField(field: CommandField, wrong: string | undefined): TemplateResult {
  const id = `field-${field.name}`;
  const about = wrong ? `${id}-wrong` : field.list ? `${id}-hint` : nothing;
  const optional = field.required ? nothing : html` <em>${t('optional')}</em>`;
  if (field.type === 'boolean' && field.required) {
    return html`<label class="check"><input type="checkbox" name=${field.name} value="true">${field.doc || field.name}</label>`;
  }
  return html`<div class="field"><label for=${id}>${field.doc || field.name}${optional}</label>
    ${control(field, id, wrong, about)}
    ${field.list ? html`<span class="hint" id="${id}-hint">${t('command.list')}</span>` : nothing}
    ${wrong ? html`<span class="wrong" id="${id}-wrong">${wrong}</span>` : nothing}</div>`;
}

function control(field: CommandField, id: string, wrong: string | undefined, about: string | typeof nothing): TemplateResult {
  const choices = choicesOf(field);
  if (choices && !field.list) {
    return html`<select class="input" id=${id} name=${field.name} ?required=${field.required} aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${about}>
      <option value="">${t('command.none')}</option>
      ${choices.map(([value, label]) => html`<option value=${value}>${label}</option>`)}</select>`;
  }
  if (field.list || field.type === 'json') {
    return html`<textarea class="input mono" id=${id} name=${field.name} rows="3" ?required=${field.required} spellcheck="false" aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${about}></textarea>`;
  }
  return html`<input class="input ${field.type === 'string' ? '' : 'mono'}" id=${id} name=${field.name} type=${inputType(field)} ?required=${field.required}
    autocomplete="off" spellcheck="false" placeholder=${field.type === 'duration' ? 'PT1H' : nothing}
    aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${about}>`;
}

function inputType(field: CommandField): string {
  if (field.type === 'integer') return 'number';
  if (field.type === 'secret') return 'password';
  return field.type === 'instant' ? 'datetime-local' : 'text';
}

function choicesOf(field: CommandField): [string, string][] | null {
  if (field.values.length > 0) return field.values.map((v) => [v, v]);
  // what may be left out has three answers: yes, no, and not said
  if (field.type === 'boolean') return [['true', t('yes')], ['false', t('no')]];
  if (field.type === 'TenantId') return directory.tenants.map((x) => [x.id, x.name]);
  if (field.type === 'SiteId') return directory.sites.map((x) => [x.id, `${directory.tenant(x.tenant)} · ${x.name}`]);
  return null;
}

/** The input record, what was left empty left out. */
export function inputOf(command: CommandInfo, data: FormData): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of command.input) {
    const typed = String(data.get(field.name) ?? '');
    const value = field.type === 'secret' ? typed : typed.trim();
    if (field.type === 'boolean' && field.required) input[field.name] = value === 'true';
    else if (value !== '') input[field.name] = convert(field, value);
  }
  return input;
}

function convert(field: CommandField, text: string): unknown {
  if (field.list) {
    return text.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => convert({ ...field, list: false }, line));
  }
  switch (field.type) {
    case 'boolean':
      return text === 'true';
    case 'integer':
      if (!/^-?\d{1,15}$/.test(text)) throw new WrongInput(field.name, t('command.notNumber'));
      return Number(text);
    case 'instant':
      return new Date(text).toISOString();
    case 'json':
      return json(field, text);
    default:
      return text;
  }
}

function json(field: CommandField, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WrongInput(field.name, t('command.notJson'));
  }
}
