// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, get, type Problem } from '../app/api';
import { bytes, moment, number, t } from '../app/i18n';
import { live } from '../app/live';
import type { Asset } from '../app/types';
import { Part } from '../parts/element';
import { icon } from '../parts/icon';
import { problemNotice } from '../parts/notice';
import { kindIcon, onlineTag } from '../parts/words';
import { base } from '../style/base';
import { brand } from './brand';
import { seen } from './machine-words';
import { to } from './routes';

/** One machine: what it is and how it is. */
@customElement('cu-portal-machine')
export class PortalMachine extends Part {
  static override styles = [
    base,
    css`
      :host { display: grid; gap: 18px; align-content: start; }
      .back { justify-self: start; margin-left: -11px; }
      .head { display: flex; align-items: center; gap: 12px; min-width: 0; }
      .shape { flex: none; display: grid; place-items: center; width: 40px; height: 40px; border-radius: var(--r2); background: var(--acc-bg); color: var(--acc); }
      h1 { font-size: 20px; overflow-wrap: anywhere; }
      dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr)); }
      dl { overflow: hidden; }
      /* a shadow: that of the last row is cut off, however many there are in it */
      dl > div { padding: 14px 18px; box-shadow: 0 1px var(--line); }
      dt { color: var(--fg3); font-size: 12px; margin-bottom: 2px; }
      dd { overflow-wrap: anywhere; }
    `,
  ];

  @property() machine = '';
  @state() private asset: Asset | null = null;
  @state() private problem: Problem | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(live, 'resync', () => void this.read());
    this.until(live.on(({ data }) => data.asset === this.machine && !('points' in data) && void this.read()));
    this.every(15_000, () => this.requestUpdate());
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('machine')) return;
    this.asset = null;
    void this.read();
  }

  private async read(): Promise<void> {
    const asked = this.machine;
    try {
      const found = await get<Asset>(`/assets/${asked}`);
      if (asked !== this.machine) return;
      this.asset = found;
      this.problem = null;
    } catch (e) {
      if (asked === this.machine) this.problem = asProblem(e);
    }
  }

  protected override render(): TemplateResult {
    document.title = `${this.asset?.name ?? t('portal.machines')} · ${brand.name || t('portal.title')}`;
    return html`<a class="btn ghost back" href=${to('/machines')}>${icon('chevron-left', 15)}${t('portal.machines')}</a>
      ${this.problem?.status === 404 ? this.missing() : this.problem ? problemNotice(this.problem, () => void this.read()) : this.asset ? this.about(this.asset) : html`<i class="bone" .style=${'width:60%'}></i>`}`;
  }

  private missing(): TemplateResult {
    return html`<div data-testid="missing"><h1 tabindex="-1">${t('portal.gone')}</h1><p class="quiet">${t('portal.goneTodo')}</p></div>`;
  }

  private about(a: Asset): TemplateResult {
    const line = (name: string, value: unknown) => (value === null ? nothing : html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
    return html`<div class="head"><i class="shape">${icon(kindIcon(a.kind), 20)}</i><h1 tabindex="-1" data-testid="machine-name">${a.name}</h1>${a.agent === null ? nothing : onlineTag(a)}</div>
      <dl class="card">
        ${line(t('assets.kind'), t(`kind.${a.kind}`))}
        ${line(t('assets.os'), a.os)}
        ${line(t('asset.serial'), a.serial)}
        ${line(t('assets.cpus'), a.cpus > 0 ? number(a.cpus) : null)}
        ${line(t('assets.memory'), a.memoryBytes > 0 ? bytes(a.memoryBytes) : null)}
        ${line(t('assets.seen'), a.agent === null ? null : seen(a))}
        ${line(t('asset.since'), moment(a.createdAt))}
      </dl>`;
  }
}
