// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { directory } from '../../app/directory';
import { t } from '../../app/i18n';

export const choiceSheet = css`
  fieldset { margin: 0; padding: 10px 12px; border: 1px solid var(--line2); border-radius: var(--r2); display: grid; gap: 8px; }
  legend { font-weight: 500; color: var(--fg2); font-size: 12px; padding: 0 4px; }
  .tenants { display: grid; gap: 4px; max-height: 180px; overflow: auto; padding-left: 24px; }
  .check { display: flex; gap: 8px; align-items: center; }
`;

export interface Sight {
  contactOf: string | null;
  visible: string[];
}

/** Which tenants somebody sees: all, some, or one as its contact. */
export function tenantChoice(now: Sight, of: 'all' | 'some' | 'contact', change: (of: 'all' | 'some' | 'contact') => void): TemplateResult {
  const radio = (value: typeof of, label: string) => html`<label class="check"><input type="radio" name="sees" value=${value} .checked=${of === value}
    @change=${() => change(value)}>${label}</label>`;
  return html`<fieldset><legend>${t('users.sees')}</legend>
    ${radio('all', t('users.seesAll'))}
    ${radio('some', t('users.seesSome'))}
    ${of === 'some' ? html`<div class="tenants" tabindex="0" role="group" aria-label=${t('users.seesSome')}>${directory.tenants.map((x) => html`<label class="check"><input type="checkbox" name="visible" value=${x.id} .checked=${now.visible.includes(x.id)}>${x.name}</label>`)}</div>` : nothing}
    ${radio('contact', t('users.contactOf'))}
    ${of === 'contact' ? html`<select class="input" name="contactOf" required aria-label=${t('users.contactOf')}>${directory.tenants.map((x) => html`<option value=${x.id} ?selected=${x.id === now.contactOf}>${x.name}</option>`)}</select>` : nothing}</fieldset>`;
}

/** What was chosen, as commands take it. */
export function chosen(data: FormData): Sight {
  const sees = data.get('sees');
  return {
    contactOf: sees === 'contact' ? String(data.get('contactOf')) : null,
    visible: sees === 'some' ? data.getAll('visible').map(String) : [],
  };
}
