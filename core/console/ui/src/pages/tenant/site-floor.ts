// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { number, t } from '../../app/i18n';
import { live } from '../../app/live';
import { Rows } from '../../app/rows';
import { ASSET_KINDS, type Asset, type AssetKind } from '../../app/types';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { dot, dotSheet, kindIcon } from '../../parts/words';
import { base } from '../../style/base';
import { cardSheet } from '../asset/asset-sheet';

/** What stands at a site, by kind: a floor without a map. */
@customElement('cu-site-floor')
export class SiteFloor extends Part {
  static override styles = [
    base,
    cardSheet,
    dotSheet,
    css`
      .kind { margin-bottom: 18px; }
      h3 { display: flex; align-items: center; gap: 8px; font-size: 12px; font-weight: 500; color: var(--fg2); margin-bottom: 8px; }
      h3 .ico { color: var(--fg3); }
      ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(230px, 100%), 1fr)); gap: 8px; }
      li a { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 1px 9px; align-items: center; padding: 9px 12px; border: 1px solid var(--line); border-radius: var(--r2); background: var(--bg2); text-decoration: none; }
      li a:hover { border-color: var(--line2); background: var(--bg3); }
      li .mono { color: var(--fg); font-weight: 500; }
      li small { grid-column: 2; color: var(--fg2); font-size: 12px; min-height: 17px; }
      .none { color: var(--fg2); }
    `,
  ];

  @property() tenant = '';
  /** null: what stands at no site */
  @property({ attribute: false }) site: string | null = '';
  private readonly list = new Rows<Asset>(
    () => ({ path: `/tenants/${this.tenant}/assets`, values: { site: this.site } }),
    () => this.requestUpdate(),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(live, 'resync', () => void this.list.read());
    this.until(live.on(({ name, data }) => data.tenant === this.tenant && name.startsWith('Asset') && this.list.touch()));
    this.until(() => this.list.stop());
  }

  override firstUpdated(): void {
    void this.list.anew();
  }

  private here(): Asset[] {
    // there is no question for "at no site": of the page that came, those that are
    return this.list.rows.filter((a) => a.state !== 'RETIRED' && (this.site !== null || a.site === null));
  }

  protected override render(): TemplateResult {
    const { waiting, problem, next } = this.list;
    if (problem) return problemNotice(problem, () => void this.list.read());
    if (waiting) return html`<div>${[40, 62, 51].map((w) => html`<p><i class="bone" .style=${`width:${w}%`}></i></p>`)}</div>`;
    const all = this.here();
    if (all.length === 0 && !next) return html`<p class="none" data-testid="floor-empty">${t('site.empty')}</p>`;
    return html`${ASSET_KINDS.map((kind) => this.kind(kind, all.filter((a) => a.kind === kind)))}
      ${next ? html`<button class="btn" data-testid="floor-more" @click=${() => void this.list.more()}>${t('site.more')}</button>` : nothing}`;
  }

  private kind(kind: AssetKind, all: Asset[]): TemplateResult | typeof nothing {
    if (all.length === 0) return nothing;
    return html`<section class="kind"><h3>${icon(kindIcon(kind), 14)}${t(`kind.${kind}`)}<span class="num faint">${number(all.length)}</span></h3>
      <ul>${all.map((a) => html`<li><a href="/assets/${a.id}" data-testid="floor-asset">${dot(a.online)}<span class="mono cut">${a.name}</span><small class="cut">${a.os ?? ''}</small></a></li>`)}</ul></section>`;
  }
}
