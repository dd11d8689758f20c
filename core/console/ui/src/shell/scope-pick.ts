// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { directory } from '../app/directory';
import { t } from '../app/i18n';
import { scope } from '../app/scope';
import { Part } from '../parts/element';
import { icon } from '../parts/icon';
import { base } from '../style/base';

/** All customers, or one of them, of whom the lists are. */
@customElement('cu-scope-pick')
export class ScopePick extends Part {
  static override styles = [
    base,
    css`
      :host { display: block; flex: none; }
      label { position: relative; display: block; }
      .ico { position: absolute; left: 8px; top: 9px; color: var(--fg3); pointer-events: none; }
      select.input { padding-left: 30px; background: var(--bg1); border-color: var(--line2); color: var(--fg2); font-weight: 500; text-overflow: ellipsis; }
      select.one { color: var(--fg); border-color: var(--acc); }
      @media (max-width: 820px) { select.input { height: 42px; } .ico { top: 14px; } }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(scope, 'scope', () => this.requestUpdate());
    this.listen(directory, 'directory', () => this.requestUpdate());
  }

  protected override render(): TemplateResult | typeof nothing {
    const now = scope.tenant;
    if (directory.tenants.length < 2 && now === null) return nothing;
    const known = directory.tenants.some(({ id }) => id === now);
    return html`<label>${icon('building-2', 14)}<span class="unseen">${t('scope.label')}</span>
      <select class="input ${now === null ? '' : 'one'}" data-testid="scope" @change=${(e: Event) => scope.choose((e.target as HTMLSelectElement).value || null)}>
        <option value="" ?selected=${now === null}>${t('scope.all')}</option>
        ${now === null || known ? nothing : html`<option value=${now} selected>${directory.tenant(now) || '…'}</option>`}
        ${directory.tenants.map(({ id, name }) => html`<option value=${id} ?selected=${id === now}>${name}</option>`)}
      </select></label>`;
  }
}
