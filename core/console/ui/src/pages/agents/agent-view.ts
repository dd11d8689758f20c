// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, post, type Problem } from '../../app/api';
import { directory } from '../../app/directory';
import { moment, t } from '../../app/i18n';
import { session } from '../../app/session';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { agentTag, type Agent } from './agent';

/** One agent: where it came from, and whether it may come in. `changed` tells what it became. */
@customElement('cu-agent-view')
export class AgentView extends Part {
  static override styles = [
    base,
    css`
      dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 6px 16px; margin: 12px 0 14px; }
      dt { color: var(--fg3); }
      dd { overflow-wrap: anywhere; }
      .foot { display: flex; justify-content: flex-end; gap: 8px; flex-wrap: wrap; }
      .notice { margin-top: 12px; }
    `,
  ];

  @property({ attribute: false }) agent!: Agent;
  @state() private sure = false;
  @state() private busy = false;
  @state() private problem: Problem | null = null;

  private async say(path: string, body: Record<string, unknown> = {}): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      const now = await post<Agent>(`/tenants/${this.agent.tenant}${path}`, body);
      this.sure = false;
      this.dispatchEvent(new CustomEvent<Agent>('changed', { detail: now }));
    } catch (e) {
      this.problem = asProblem(e);
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    const a = this.agent;
    const rows: [string, unknown][] = [
      [t('assets.tenant'), directory.tenant(a.tenant)],
      [t('assets.site'), directory.site(a.site)],
      [t('agents.address'), a.address ? html`<span class="mono">${a.address}</span>` : null],
      [t('agents.enrolled'), moment(a.enrolledAt)],
      [t('agents.copyOf'), a.copyOf ? html`<span class="mono">${a.copyOf}</span>` : null],
      [t('agents.token'), a.token ? html`<span class="mono">${a.token}</span>` : null],
      [t('agents.version'), a.version],
      [t('agents.certificate'), moment(a.certificateEnds)],
      [t('assets.seen'), a.seenAt ? moment(a.seenAt) : null],
      [t('alerts.asset'), a.asset ? html`<a href="/assets/${a.asset}">${t('alerts.openAsset')}</a>` : null],
    ];
    return html`${agentTag(a.state)}
      ${a.copyOf ? html`<div class="notice warn">${icon('info')}<p>${t('agents.copyTodo')}</p></div>` : nothing}
      <dl>${rows.map(([k, v]) => (v ? html`<dt>${k}</dt><dd>${v}</dd>` : nothing))}</dl>
      <div role="status">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <div class="foot">${this.buttons(a)}</div>`;
  }

  private buttons(a: Agent): TemplateResult | typeof nothing {
    if (a.state === 'PENDING' && session.may('core.agent.approve')) {
      return html`<button class="btn" data-testid="agent-reject" ?disabled=${this.busy} @click=${() => void this.say('/commands/msp.agent-reject', { agent: a.id })}>${icon('ban', 14)}${t('agents.reject')}</button>
        <button class="btn primary" data-testid="agent-approve" ?disabled=${this.busy} @click=${() => void this.say(`/agents/${a.id}/approve`)}>${icon('check', 14)}${t('agents.approve')}</button>`;
    }
    if ((a.state !== 'ONLINE' && a.state !== 'OFFLINE') || !session.may('core.agent.revoke')) return nothing;
    const act = () => (this.sure ? void this.say(`/agents/${a.id}/revoke`) : (this.sure = true));
    return html`<button class="btn" data-testid="agent-revoke" ?disabled=${this.busy} @click=${act}>${icon('ban', 14)}${t(this.sure ? 'agents.revokeSure' : 'agents.revoke')}</button>`;
  }
}
