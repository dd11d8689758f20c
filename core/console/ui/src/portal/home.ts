// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { asProblem, get, queryOf, type Problem } from '../app/api';
import { number, t } from '../app/i18n';
import { live } from '../app/live';
import { run } from '../app/run';
import { session } from '../app/session';
import type { Asset, Page } from '../app/types';
import { Part } from '../parts/element';
import { icon } from '../parts/icon';
import { problemNotice } from '../parts/notice';
import { dot, dotSheet } from '../parts/words';
import { addressOf, iconOf, registry, titleOf } from '../plugins/registry';
import { base } from '../style/base';
import { brand } from './brand';
import { isAway, isThere } from './machine-words';
import { to } from './routes';

const MOST = 500;

/** The first page: how the machines are, and the rooms there are. */
@customElement('cu-portal-home')
export class PortalHome extends Part {
  static override styles = [
    base,
    dotSheet,
    css`
      :host { display: grid; gap: 28px; }
      h1 { font-size: 24px; letter-spacing: -0.022em; }
      .lead { color: var(--fg2); margin-top: 4px; font-size: 14px; }
      .figures { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); overflow: hidden; }
      .figure { display: grid; gap: 4px; padding: 18px 20px; text-decoration: none; }
      .figure + .figure { border-left: 1px solid var(--line); }
      .figure:hover { background: var(--hover); }
      .figure:focus-visible { outline-offset: -2px; border-radius: var(--r3); }
      .figure b { font-size: 30px; font-weight: 600; letter-spacing: -0.03em; line-height: 1.1; font-variant-numeric: tabular-nums; }
      .figure span { display: flex; align-items: center; gap: 7px; color: var(--fg2); }
      .rooms { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(240px, 100%), 1fr)); gap: 12px; }
      .room { display: flex; align-items: center; gap: 14px; padding: 16px; text-decoration: none; font-weight: 500; transition: border-color 0.12s; }
      .room:hover { border-color: var(--acc); }
      .room .shape { flex: none; display: grid; place-items: center; width: 38px; height: 38px; border-radius: var(--r2); background: var(--acc-bg); color: var(--acc); }
      .room span { flex: 1; }
      .room > .ico { color: var(--fg3); }
      .room small { display: block; color: var(--fg2); font-size: 12px; font-weight: 400; }
      .notice { align-items: center; }
      .notice > div { flex: 1; }
      h2 { font-size: 14px; margin-bottom: 12px; }
      @media (max-width: 820px) { .figure { padding: 14px 12px; } .figure b { font-size: 24px; } .notice { flex-wrap: wrap; } }
    `,
  ];

  @state() private machines: Page<Asset> | null = null;
  @state() private problem: Problem | null = null;
  @state() private hasFactor = true;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(brand, 'brand', () => this.requestUpdate());
    this.listen(registry, 'change', () => this.requestUpdate());
    this.listen(live, 'resync', () => void this.read());
    this.until(live.on(({ data }) => typeof data.asset === 'string' && !('points' in data) && this.soon(() => void this.read())));
    void this.read();
    void this.readFactor();
  }

  private async read(): Promise<void> {
    if (!session.may('core.asset.read')) return;
    try {
      this.machines = await get<Page<Asset>>(`/assets${queryOf({ limit: MOST })}`);
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  private async readFactor(): Promise<void> {
    if (!session.may('core.self.manage')) return;
    // an advice, no more: without an answer there is none
    this.hasFactor = await run<{ on: boolean }>('second-factor-show').then((factor) => factor.on, () => true);
  }

  protected override render(): TemplateResult {
    const name = brand.name || t('portal.title');
    document.title = name;
    return html`<div><h1 tabindex="-1" data-testid="portal-home">${name}</h1><p class="lead">${t('portal.welcome', { name: session.user?.name ?? '' })}</p></div>
      ${this.hasFactor ? nothing : this.advice()}
      ${session.may('core.asset.read') ? html`<section><h2>${t('portal.machines')}</h2>${this.problem ? problemNotice(this.problem, () => void this.read()) : this.figures()}</section>` : nothing}
      <section><h2>${t('portal.rooms')}</h2><div class="rooms">
        ${registry.at('portal.page').map((one) => html`<a class="card room" data-testid="room" href=${addressOf(one)}><i class="shape">${icon(iconOf(one.its), 18)}</i>
          <span class="cut">${titleOf(one.its)}${titleOf(one.its) === one.plugin.name ? nothing : html`<small class="cut">${one.plugin.name}</small>`}</span>${icon('chevron-right')}</a>`)}
        <a class="card room" href=${to('/account')}><i class="shape">${icon('key-round', 18)}</i><span class="cut">${t('account.title')}<small class="cut">${t('portal.accountWhat')}</small></span>${icon('chevron-right')}</a>
      </div></section>`;
  }

  private advice(): TemplateResult {
    return html`<div class="notice warn" data-testid="factor-advice">${icon('key-round')}<div><p>${t('portal.noFactor')}</p></div>
      <a class="btn" href=${to('/account')}>${t('portal.toFactor')}</a></div>`;
  }

  private figures(): TemplateResult {
    const all = (this.machines?.items ?? []).filter(isThere);
    const online = all.filter((asset) => asset.online).length;
    const more = this.machines?.next ? '+' : '';
    const shown = (n: number) => (this.machines ? `${number(n)}${more}` : html`<i class="bone" .style=${'width:40px;height:24px'}></i>`);
    return html`<div class="card figures" data-testid="figures">
      <a class="figure" href=${to('/machines')}><b>${shown(all.length)}</b><span>${t('portal.all')}</span></a>
      <a class="figure" href=${to('/machines?online=true')}><b>${shown(online)}</b><span>${dot(true)}${t('online')}</span></a>
      <a class="figure" href=${to('/machines?online=false')}><b>${shown(all.filter(isAway).length)}</b><span>${dot(false)}${t('offline')}</span></a></div>`;
  }
}
