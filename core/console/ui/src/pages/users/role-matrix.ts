// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { asProblem, type Problem } from '../../app/api';
import { language, t } from '../../app/i18n';
import { run } from '../../app/run';
import type { Page } from '../../app/types';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import type { Role, RolePermission } from './user';

/** Which role may what: one role, or all beside each other. */
@customElement('cu-role-matrix')
export class RoleMatrix extends Part {
  static override styles = [
    base,
    css`
      :host { display: grid; gap: 14px; }
      .table { max-height: min(60vh, 640px); overflow: auto; border: 1px solid var(--line); border-radius: var(--r2); }
      th, td { padding: 6px 12px; }
      thead th { position: sticky; top: 0; background: var(--bg2); z-index: 1; }
      tbody th { white-space: normal; min-width: 200px; color: var(--fg); font-weight: 400; }
      tbody th .mono { display: block; color: var(--fg3); overflow-wrap: anywhere; }
      td { text-align: center; }
      td .ico { margin: auto; color: var(--ok); }
    `,
  ];

  @state() private roles: Role[] = [];
  @state() private lines: RolePermission[] = [];
  @state() private only = '';
  @state() private problem: Problem | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void Promise.all([run<Page<Role>>('role-list'), run<Page<RolePermission>>('role-show')]).then(
      ([roles, lines]) => {
        this.roles = roles.items;
        this.lines = lines.items;
      },
      (e) => (this.problem = asProblem(e)),
    );
  }

  protected override render(): TemplateResult {
    const roles = this.roles.filter((role) => !this.only || role.name === this.only);
    const lines = this.lines.filter((line) => !this.only || line.roles.includes(this.only));
    return html`<div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <label class="field"><span>${t('users.role')}</span><select class="input" data-testid="only-role" @change=${(e: Event) => (this.only = (e.target as HTMLSelectElement).value)}>
        <option value="">${t('users.allRoles')}</option>${this.roles.map((role) => html`<option value=${role.name}>${role.name}</option>`)}</select></label>
      <div class="table" tabindex="0" role="region" aria-label=${t('users.roles')}><table data-testid="role-matrix">
        <thead><tr><th scope="col">${t('users.permission')}</th>${roles.map((role) => html`<th scope="col">${role.name}</th>`)}</tr></thead>
        <tbody>${lines.map((line) => html`<tr><th scope="row">${language() === 'it' ? line.italian : line.english}${line.dormant ? html` <span class="tag">${t('users.dormant')}</span>` : nothing}<span class="mono">${line.permission}</span></th>
          ${roles.map((role) => html`<td>${line.roles.includes(role.name) ? html`${icon('check', 14)}<span class="unseen">${t('users.yes')}</span>` : html`<span class="unseen">${t('users.no')}</span>`}</td>`)}</tr>`)}</tbody></table></div>`;
  }
}
