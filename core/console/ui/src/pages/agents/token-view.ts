// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, get, post, queryOf, type Problem } from '../../app/api';
import { ago, moment, number, t } from '../../app/i18n';
import { live } from '../../app/live';
import { session } from '../../app/session';
import type { Page } from '../../app/types';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { agentTag, tokenState, tokenTag, type Agent, type Token } from './agent';

/** One token: what it allows, and who enrolled with it. `changed` tells what it became. */
@customElement('cu-token-view')
export class TokenView extends Part {
  static override styles = [
    base,
    css`
      dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 6px 16px; margin: 12px 0 14px; }
      dt { color: var(--fg3); }
      dd { overflow-wrap: anywhere; }
      ul { margin-top: 6px; max-height: 260px; overflow: auto; }
      li { display: flex; gap: 10px; align-items: center; padding: 6px 0; border-bottom: 1px solid var(--line); }
      li time { margin-left: auto; color: var(--fg3); font-size: 12px; }
      .foot { display: flex; justify-content: flex-end; gap: 8px; margin-top: 12px; }
    `,
  ];

  @property({ attribute: false }) token!: Token;
  @state() private agents: Agent[] | null = null;
  @state() private more = false;
  @state() private busy = false;
  @state() private problem: Problem | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(live.on(({ name }) => name.startsWith('Agent') && void this.read()));
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('token') && changed.get('token')?.id !== this.token.id) void this.read();
  }

  private async read(): Promise<void> {
    if (!session.may('core.agent.read')) return;
    try {
      const page = await get<Page<Agent>>(`/tenants/${this.token.tenant}/agents${queryOf({ token: this.token.id, limit: 100 })}`);
      this.agents = page.items;
      this.more = page.next !== null;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  private async revoke(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      const now = await post<Token>(`/tenants/${this.token.tenant}/enrolment-tokens/${this.token.id}/revoke`);
      this.dispatchEvent(new CustomEvent<Token>('changed', { detail: now }));
    } catch (e) {
      this.problem = asProblem(e);
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    const x = this.token;
    return html`${tokenTag(x)}
      <dl><dt>${t('tokens.usesLeft')}</dt><dd class="num">${t('tokens.left', { left: number(Math.max(0, x.uses - x.used)), uses: number(x.uses) })}</dd>
        <dt>${t('tokens.until')}</dt><dd>${moment(x.expiresAt)}</dd>
        <dt>${t('tokens.networks')}</dt><dd class=${x.networks.length ? 'mono' : ''}>${x.networks.length ? x.networks.join(', ') : t('tokens.anywhere')}</dd>
        <dt>${t('tokens.approval')}</dt><dd>${x.approval ? t('yes') : t('no')}</dd>
        <dt>${t('tokens.by')}</dt><dd>${x.issuedBy}, ${moment(x.createdAt)}</dd></dl>
      ${this.agents === null ? nothing : html`<h2>${t('tokens.who')}</h2>${this.agents.length === 0
        ? html`<p class="quiet">${t('tokens.nobody')}</p>`
        : html`<ul tabindex="0" aria-label=${t('tokens.who')}>${this.agents.map((a) => html`<li data-testid="enrolled"><span class="mono cut">${a.hostname || a.id}</span>${agentTag(a.state)}<time datetime=${a.enrolledAt} title=${moment(a.enrolledAt)}>${ago(a.enrolledAt)}</time></li>`)}</ul>
          ${this.more ? html`<p class="quiet">${t('tokens.whoMore')}</p>` : nothing}`}`}
      <div role="status">${this.problem ? problemNotice(this.problem) : nothing}</div>
      ${tokenState(x) === 'OPEN' && session.may('core.enrolment.issue')
        ? html`<div class="foot"><button class="btn" data-testid="token-revoke" ?disabled=${this.busy} @click=${() => void this.revoke()}>${icon('ban', 14)}${t('tokens.revoke')}</button></div>` : nothing}`;
  }
}
