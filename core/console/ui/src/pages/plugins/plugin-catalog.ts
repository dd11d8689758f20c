// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { bytes, language, t } from '../../app/i18n';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { base } from '../../style/base';
import { factSheet, fingerprint, offerTag, type Change, type Offer, type OfferState } from './plugin';

/** What cannot be installed here. */
const UNFIT = new Set<OfferState>(['INCOMPATIBLE', 'FOREIGN']);

/** What the catalogs offer: a card for each plugin, with the version that one would take. It tells which `change` is wanted. */
@customElement('cu-plugin-catalog')
export class PluginCatalog extends Part {
  static override styles = [
    base,
    factSheet,
    css`
      :host { overflow: auto; flex: 1; min-height: 0; }
      .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(360px, 100%), 1fr)); gap: 14px; padding: 16px 24px 32px; align-items: start; }
      article { display: grid; gap: 10px; padding: 14px 16px; }
      header { display: flex; align-items: center; gap: 9px; }
      header .tag { margin-left: auto; }
      header .ico { color: var(--fg3); }
      header .tag .ico { color: inherit; }
      .notes { color: var(--fg2); white-space: pre-line; overflow-wrap: anywhere; }
      .line { display: flex; flex-wrap: wrap; gap: 2px 14px; color: var(--fg3); font-size: 12px; }
      .row { display: flex; align-items: center; gap: 12px; }
      details > summary { cursor: pointer; color: var(--fg2); min-height: 24px; }
      details li { display: flex; align-items: center; gap: 10px; padding: 7px 0; border-top: 1px solid var(--line); }
      details li .btn { margin-left: auto; }
      .more { padding: 0 24px 24px; }
      @media (max-width: 820px) { .cards { padding: 14px 16px 32px; } }
    `,
  ];

  @property({ attribute: false }) offers: Offer[] = [];
  @property({ type: Boolean }) more = false;

  private want(offer: Offer): void {
    const change: Change = { verb: 'install', source: offer.source, notes: offer.notes[language()] };
    this.dispatchEvent(new CustomEvent<Change>('change', { detail: change }));
  }

  /** Of each plugin its versions, the newest first. */
  private grouped(): Offer[][] {
    const groups = new Map<string, Offer[]>();
    for (const offer of this.offers) groups.set(offer.plugin, [...(groups.get(offer.plugin) ?? []), offer]);
    return [...groups.values()];
  }

  protected override render(): TemplateResult {
    return html`<div class="cards">${this.grouped().map((versions) => this.card(versions))}</div>
      ${this.more ? html`<div class="more"><button class="btn" data-testid="catalog-more" @click=${() => this.dispatchEvent(new Event('more'))}>${t('plugins.more')}</button></div>` : nothing}`;
  }

  private card(versions: Offer[]): TemplateResult {
    const first = versions.find((v) => !UNFIT.has(v.state)) ?? versions[0];
    if (!first) return html``;
    const others = versions.filter((v) => v !== first);
    return html`<article class="card" data-testid="offer" data-plugin=${first.plugin} aria-label=${first.name}>
      <header>${icon('package')}<b class="cut">${first.name}</b><span class="num quiet">${first.version}</span>${offerTag(first.state)}</header>
      <p class="notes">${first.notes[language()]}</p>
      <div class="line"><span>${t('plugins.from', { catalog: first.catalog })}</span><span>${bytes(first.size)}</span><span>${t('plugins.needs', { range: first.platform })}</span>
        <span>${t('plugins.publisher')} ${fingerprint(first.publisher)}</span></div>
      ${this.button(first, true)}
      ${others.length ? html`<details><summary>${t('plugins.otherVersions')}</summary><ul>${others.map((v) => html`<li data-testid="other-version"><b class="num">${v.version}</b>${offerTag(v.state)}${this.button(v, false)}</li>`)}</ul></details>` : nothing}
    </article>`;
  }

  private button(offer: Offer, primary: boolean): unknown {
    if (offer.state === 'INSTALLED' || UNFIT.has(offer.state)) return nothing;
    const verb = offer.state === 'UPDATE' ? 'update' : 'install';
    const label = t('plugins.take', { what: t(`pluginDo.${verb}`), name: offer.name, version: offer.version });
    return html`<div class="row"><button class="btn ${primary && offer.state !== 'EARLIER' ? 'primary' : ''}" data-testid="offer-take" aria-label=${label} @click=${() => this.want(offer)}>${t(`pluginDo.${verb}`)}…</button></div>`;
  }
}
