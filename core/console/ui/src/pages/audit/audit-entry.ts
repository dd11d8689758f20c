// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { directory } from '../../app/directory';
import { moment, number, t } from '../../app/i18n';
import '../../parts/code';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { base } from '../../style/base';
import { ASKED, outcomeTag, pageOf, type AuditEntry, type AuditFilter } from './entry';

/** One entry, whole. Each word of it asks for the others with it: `find`. */
@customElement('cu-audit-entry')
export class AuditEntryView extends Part {
  static override styles = [
    base,
    css`
      :host { display: grid; gap: 14px; }
      dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 6px 16px; align-items: center; }
      dt { color: var(--fg2); }
      dd { display: flex; gap: 8px; align-items: center; overflow-wrap: anywhere; }
    `,
  ];

  @property({ attribute: false }) entry!: AuditEntry;

  private find(by: Partial<AuditFilter>): void {
    this.dispatchEvent(new CustomEvent('find', { detail: by }));
  }

  protected override render(): TemplateResult {
    const e = this.entry;
    const page = pageOf(e);
    return html`<dl><dt>${t('audit.at')}</dt><dd>${moment(e.at)}</dd>
        ${ASKED.map((name) => html`<dt>${t(`audit.${name}`)}</dt><dd><span class="mono" data-testid="entry-${name}">${e[name]}</span>
          <button class="btn ghost square" data-testid="find-${name}" aria-label=${t('audit.others', { what: e[name] })} title=${t('audit.others', { what: e[name] })} @click=${() => this.find({ [name]: e[name] })}>${icon('search', 13)}</button></dd>`)}
        <dt>${t('audit.outcome')}</dt><dd>${outcomeTag(e.outcome)}</dd>
        <dt>${t('audit.door')}</dt><dd>${e.door}</dd>
        ${e.tenant ? html`<dt>${t('assets.tenant')}</dt><dd>${directory.tenant(e.tenant) || e.tenant}</dd>` : nothing}
        <dt>${t('audit.sequence')}</dt><dd class="num">${number(e.sequence)}</dd></dl>
      ${this.json(e.detail, 'audit.detail')}${this.json(e.personal, 'audit.personal')}
      ${page ? html`<p><a class="btn" href=${page}>${t('audit.toTarget')}</a></p>` : nothing}`;
  }

  private json(value: unknown, title: 'audit.detail' | 'audit.personal'): unknown {
    if (!value || Object.keys(value).length === 0) return nothing;
    return html`<cu-code label=${t(title)} .text=${JSON.stringify(value, null, 2)} language="json" mark="entry-json"></cu-code>`;
  }
}
