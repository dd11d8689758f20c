// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../app/i18n';

/** What is said about a control beside its label. */
export interface Said {
  /** why what is in it was refused */
  wrong?: string | undefined;
  hint?: string | undefined;
  /** may be left empty */
  optional?: boolean;
}

/** What a control says of itself: whether it was refused, and where that is told. */
export interface About {
  id: string;
  invalid: 'true' | typeof nothing;
  by: string | typeof nothing;
}

/** A label, its control, and beside it what is said of it. */
export function field(id: string, label: unknown, said: Said, control: (about: About) => TemplateResult): TemplateResult {
  const { wrong, hint, optional } = said;
  const by = [wrong && `${id}-wrong`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return html`<div class="field"><label for=${id}>${label}${optional ? html` <em class="faint">${t('optional')}</em>` : nothing}</label>
    ${control({ id, invalid: wrong ? 'true' : nothing, by: by || nothing })}
    ${hint ? html`<span class="hint" id="${id}-hint">${hint}</span>` : nothing}
    ${wrong ? html`<span class="wrong" id="${id}-wrong" data-testid="wrong">${wrong}</span>` : nothing}</div>`;
}

/** A line of text with its label. */
export function textField(name: string, label: string, value: string, said: Said & { type?: string; max?: number } = {}): TemplateResult {
  return field(name, label, said, ({ id, invalid, by }) => html`<input class="input" id=${id} name=${name} type=${said.type ?? 'text'} maxlength=${said.max ?? 200} autocomplete="off"
    ?required=${!said.optional} aria-invalid=${invalid} aria-describedby=${by} .value=${value}>`);
}

/** What is in a form, by name; what is empty is null. */
export function formText(form: HTMLFormElement): (name: string) => string | null {
  const data = new FormData(form);
  return (name) => String(data.get(name) ?? '').trim() || null;
}
