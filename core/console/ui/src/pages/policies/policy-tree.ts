// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { get } from '../../app/api';
import { directory } from '../../app/directory';
import { number, t } from '../../app/i18n';
import { assetNames, groupNames } from '../../app/names';
import { session } from '../../app/session';
import type { Page } from '../../app/types';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import '../../parts/pick';
import type { Picked } from '../../parts/pick';
import { base } from '../../style/base';
import { ICONS, keyOf, linkOf, placeName, PROVIDER, type Place, type Policy } from './policy';

interface Group {
  id: string;
  tenant: string | null;
  name: string;
  position: number;
}

/** Where policies can be set, from what holds for all to the single machine; a number says how much is set there. */
@customElement('cu-policy-tree')
export class PolicyTree extends Part {
  static override styles = [
    base,
    css`
      :host { display: flex; flex-direction: column; gap: 8px; padding: 12px 10px; min-height: 0; }
      ul ul { padding-left: 18px; }
      .line { display: flex; align-items: center; gap: 2px; border-radius: var(--r1); }
      .line:hover { background: var(--hover); }
      .line[data-here] { background: var(--sel); }
      .fold { flex: none; width: 22px; height: 28px; display: grid; place-items: center; border: 0; background: none; color: var(--fg3); cursor: pointer; border-radius: 4px; padding: 0; }
      .fold .ico { transition: transform 0.12s; }
      .fold[aria-expanded='true'] .ico { transform: rotate(90deg); }
      .gap { flex: none; width: 22px; }
      a { flex: 1; display: flex; align-items: center; gap: 8px; min-height: 30px; padding: 0 8px 0 2px; min-width: 0; text-decoration: none; color: var(--fg2); }
      a[aria-current] { color: var(--fg); font-weight: 500; }
      a .ico { color: var(--fg3); }
      a .set { margin-left: auto; flex: none; min-width: 18px; padding: 0 5px; border-radius: 999px; background: var(--acc-bg); color: var(--acc); font-size: 11px; font-weight: 600; text-align: center; font-variant-numeric: tabular-nums; }
      .what { padding: 6px 8px 2px 24px; color: var(--fg3); font-size: 11.5px; }
      cu-pick { display: block; padding: 4px 8px 6px 24px; }
      @media (max-width: 820px) { a { min-height: 40px; } .fold { height: 40px; width: 30px; } }
    `,
  ];

  @property() type = '';
  @property({ attribute: false }) here: Place = PROVIDER;
  /** all that is set of this type */
  @property({ attribute: false }) set: Policy[] = [];
  @state() private text = '';
  @state() private open = new Set<string>();
  @state() private groups: Group[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.requestUpdate());
    this.listen(assetNames, 'names', () => this.requestUpdate());
    this.listen(groupNames, 'names', () => this.requestUpdate());
    void this.readGroups();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const { tenant } = this.here;
    if (changed.has('here') && tenant && !this.open.has(tenant)) this.open = new Set(this.open).add(tenant);
  }

  private async readGroups(): Promise<void> {
    if (!session.may('core.group.read')) return;
    try {
      this.groups = (await get<Page<Group>>('/groups?limit=500')).items;
      for (const group of this.groups) groupNames.put(group.id, group.name);
    } catch {
      return; // the tree is there without them; those with something set have their names one by one
    }
  }

  private fold(tenant: string): void {
    const open = new Set(this.open);
    if (!open.delete(tenant)) open.add(tenant);
    this.open = open;
  }

  /** Up and down go from line to line, left and right fold. */
  private key(event: KeyboardEvent): void {
    const lines = [...this.renderRoot.querySelectorAll<HTMLAnchorElement>('.line a')];
    const at = lines.indexOf(event.target as HTMLAnchorElement);
    if (at < 0) return;
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key];
    const tenant = lines[at]?.dataset.tenant;
    if (next !== undefined) lines[Math.max(0, Math.min(lines.length - 1, next))]?.focus();
    else if (tenant && (event.key === 'ArrowRight') !== this.open.has(tenant) && ['ArrowRight', 'ArrowLeft'].includes(event.key)) this.fold(tenant);
    else return;
    event.preventDefault();
  }

  private many(place: Place): number {
    const key = keyOf(place);
    const policy = this.set.find((p) => keyOf({ tenant: p.tenant, ...p.target }) === key);
    return policy ? Object.keys(policy.values).length : 0;
  }

  protected override render(): TemplateResult {
    const words = this.text.trim().toLowerCase();
    const tenants = directory.tenants.filter((x) => x.name.toLowerCase().includes(words));
    const provided = this.groups.filter((g) => g.tenant === null);
    return html`<input class="input" type="search" data-testid="tree-find" maxlength="200" autocomplete="off" aria-label=${t('tenants.find')} placeholder=${t('policies.find')} @input=${(e: Event) => (this.text = (e.target as HTMLInputElement).value)}>
      <ul aria-label=${t('policies.places')} @keydown=${this.key}>
        <li>${this.line(PROVIDER)}${provided.length ? html`<ul>${provided.map((g) => html`<li>${this.line({ tenant: null, level: 'GROUP', id: g.id })}</li>`)}</ul>` : nothing}</li>
        ${tenants.map((x) => html`<li>${this.line({ tenant: x.id, level: 'TENANT', id: null }, this.open.has(x.id))}${this.open.has(x.id) ? this.within(x.id) : nothing}</li>`)}
      </ul>`;
  }

  private within(tenant: string): TemplateResult {
    const place = (level: Place['level'], id: string | null): Place => ({ tenant, level, id });
    const sites = directory.sites.filter((s) => s.tenant === tenant).map((s) => place('SITE', s.id));
    const groups = this.groups.filter((g) => g.tenant === null || g.tenant === tenant).map((g) => place('GROUP', g.id));
    // of machines those that have something of their own, and the one that is shown
    const assets = new Set(this.set.filter((p) => p.tenant === tenant && p.target.level === 'ASSET').map((p) => p.target.id));
    if (this.here.tenant === tenant && this.here.level === 'ASSET') assets.add(this.here.id);
    const part = (title: string, places: Place[]) => (places.length ? html`<li class="what">${title}</li>${places.map((p) => html`<li>${this.line(p)}</li>`)}` : nothing);
    return html`<ul>${part(t('tenant.sites'), sites)}${part(t('policies.groups'), groups)}${part(t('tenant.assets'), [...assets].map((id) => place('ASSET', id)))}
      ${session.may('core.asset.read') ? html`<li><cu-pick .label=${t('policies.pickAsset')} .path=${`/tenants/${tenant}/assets`} @picked=${(e: CustomEvent<Picked | null>) => this.picked(tenant, e.detail)}></cu-pick></li>` : nothing}</ul>`;
  }

  private picked(tenant: string, asset: Picked | null): void {
    if (!asset) return;
    assetNames.put(asset.id, asset.name);
    this.go({ tenant, level: 'ASSET', id: asset.id });
  }

  private go(detail: Place): void {
    this.dispatchEvent(new CustomEvent<Place>('place', { detail }));
  }

  private clicked(event: MouseEvent, place: Place): void {
    // another tab or window is the browser's own business
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.go(place);
  }

  private line(place: Place, isOpen?: boolean): TemplateResult {
    const isHere = keyOf(place) === keyOf(this.here);
    const many = this.many(place);
    const name = placeName(place);
    const { tenant } = place;
    return html`<div class="line" ?data-here=${isHere}>
      ${isOpen === undefined || !tenant ? html`<span class="gap"></span>` : html`<button class="fold" tabindex="-1" aria-expanded=${isOpen} aria-label=${name} @click=${() => this.fold(tenant)}>${icon('chevron-right', 13)}</button>`}
      <a href=${linkOf(this.type, place)} data-testid="place" data-level=${place.level} data-tenant=${isOpen === undefined ? nothing : tenant} aria-current=${isHere ? 'page' : nothing} @click=${(e: MouseEvent) => this.clicked(e, place)}>${icon(ICONS[place.level], 14)}<span class="cut">${name}</span>
        ${many ? html`<span class="set" data-testid="set-here" title=${t('policies.setHere', { n: number(many) })}>${number(many)}<span class="unseen"> ${t('policies.setHere', { n: number(many) })}</span></span>` : nothing}</a></div>`;
  }
}
