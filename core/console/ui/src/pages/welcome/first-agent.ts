// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { get } from '../../app/api';
import { t } from '../../app/i18n';
import { live } from '../../app/live';
import type { Page } from '../../app/types';
import { Asking } from '../../parts/asking';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { settingCard } from '../settings/card-sheet';
import type { Agent } from '../agents/agent';
import '../assets/enrol';

/** How often it is asked all the same: an event may be missed while the page slept. */
const ASK = 10_000;

/** The line for the first machine, and a wait until it is there. `done` tells that it is. */
@customElement('cu-first-agent')
export class FirstAgent extends Asking {
  static override styles = [
    ...settingCard,
    css`
      .wait { display: flex; gap: 10px; align-items: center; padding: 12px; border: 1px dashed var(--line2); border-radius: var(--r2); color: var(--fg2); }
      .pulse { width: 9px; height: 9px; border-radius: 50%; background: var(--acc); animation: breathe 1.6s ease-in-out infinite; flex: none; }
      .here { border-style: solid; border-color: color-mix(in srgb, var(--ok) 40%, transparent); color: var(--fg); }
      .here .ico { color: var(--ok); }
      .here .fill { flex: 1; }
    `,
  ];

  @state() private agent: Agent | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(live.on(({ name }) => name.startsWith('Agent') && void this.look()));
    this.listen(live, 'resync', () => void this.look());
    this.every(ASK, () => this.agent?.state !== 'ONLINE' && void this.look());
    void this.look();
  }

  private look(): Promise<void> {
    return this.work(async () => {
      const { items } = await get<Page<Agent>>('/agents?limit=20');
      const here = items.find((a) => a.state === 'ONLINE') ?? items.find((a) => a.state === 'PENDING') ?? items.find((a) => a.state !== 'REVOKED') ?? null;
      const isNew = here?.state === 'ONLINE' && this.agent?.state !== 'ONLINE';
      this.agent = here;
      if (isNew) this.dispatchEvent(new Event('done'));
    });
  }

  protected override render(): TemplateResult {
    return html`<section class="card"><h2>${icon('plug', 15)}${t('welcome.agent')}</h2><div class="inside">
      <p class="quiet">${t('welcome.agentWhat')}</p><cu-enrol></cu-enrol>
      <div role="status">${this.waits()}</div>
      ${this.problem ? problemNotice(this.problem) : nothing}</div></section>`;
  }

  private waits(): TemplateResult {
    const a = this.agent;
    if (a?.state === 'ONLINE') {
      return html`<div class="wait here" data-testid="agent-here">${icon('circle-check', 18)}<b class="mono cut">${a.hostname ?? a.id}</b><span>${t('welcome.agentHere')}</span><span class="fill"></span>${a.asset ? html`<a class="btn" href="/assets/${a.asset}">${t('alerts.openAsset')}</a>` : nothing}</div>`;
    }
    if (a?.state === 'PENDING') {
      return html`<div class="wait" data-testid="agent-pending">${icon('clock', 18)}<b class="mono cut">${a.hostname ?? a.id}</b><span>${t('welcome.agentPending')}</span><a class="btn" href="/agents?agent=${a.id}">${t('agents.title')}</a></div>`;
    }
    return html`<div class="wait" data-testid="agent-waits"><i class="pulse"></i>${t('welcome.agentWaits')}</div>`;
  }
}
