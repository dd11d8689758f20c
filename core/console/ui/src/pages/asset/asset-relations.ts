// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, call, get, queryOf, type Problem } from '../../app/api';
import { t } from '../../app/i18n';
import { session } from '../../app/session';
import type { Asset, Page, Relation } from '../../app/types';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { cardSheet } from './asset-sheet';
import './relation-add';

/** What the asset has to do with others, and who uses it. */
@customElement('cu-asset-relations')
export class AssetRelations extends Part {
  static override styles = [
    base,
    cardSheet,
    css`
      ul { display: grid; gap: 6px; padding: 2px 16px 14px; }
      li { display: flex; align-items: center; gap: 8px; min-width: 0; }
      li span { color: var(--fg3); white-space: nowrap; }
      li .cut { flex: 1; color: var(--fg); }
      .none { padding: 4px 16px 16px; color: var(--fg2); }
      cu-relation-add { padding: 2px 16px 16px; }
      .card { overflow: visible; }
    `,
  ];

  @property({ attribute: false }) asset: Asset | null = null;
  @state() private relations: Relation[] | null = null;
  /** of the other ends, by id */
  @state() private names: Record<string, string> = {};
  @state() private problem: Problem | null = null;

  override updated(changed: PropertyValues<this>): void {
    const before = changed.get('asset');
    // a change of relations tells itself as one of the asset, whose revision stays
    if (this.asset && changed.has('asset') && before !== this.asset) void this.read();
  }

  private async read(): Promise<void> {
    const id = this.asset?.id;
    if (!id) return;
    try {
      const { items } = await get<Page<Relation>>(`/relations${queryOf({ asset: id })}`);
      if (id !== this.asset?.id) return;
      this.relations = items;
      this.problem = null;
      await Promise.all(items.slice(0, 50).map((r) => this.name(r, id)));
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  private async name(r: Relation, id: string): Promise<void> {
    const other = r.from === id ? r.to : r.from;
    const isContact = r.kind === 'USED_BY';
    if (this.names[other] !== undefined || (isContact && !session.may('core.contact.read'))) return;
    try {
      const found = await get<{ name: string }>(`/${isContact ? 'contacts' : 'assets'}/${other}`);
      this.names = { ...this.names, [other]: found.name };
    } catch {
      return; // gone, or not for this person: its id stands for it
    }
  }

  private async takeAway(r: Relation): Promise<void> {
    try {
      await call('DELETE', `/tenants/${r.tenant}/relations/${r.id}`);
      this.relations = (this.relations ?? []).filter((x) => x.id !== r.id);
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  protected override render(): TemplateResult {
    const all = this.relations;
    return html`<section class="card" aria-labelledby="relations" data-testid="relations"><h2 id="relations">${t('relations.title')}</h2>
      ${this.problem ? problemNotice(this.problem) : nothing}
      ${all === null ? nothing : all.length === 0 ? html`<p class="none">${t('relations.none')}</p>` : html`<ul>${all.map((r) => this.row(r))}</ul>`}
      ${this.asset && session.may('core.asset.write') ? html`<cu-relation-add .asset=${this.asset} @added=${() => void this.read()}></cu-relation-add>` : nothing}
    </section>`;
  }

  private row(r: Relation): TemplateResult {
    const isOurs = r.from === this.asset?.id;
    const other = isOurs ? r.to : r.from;
    const name = this.names[other] ?? other;
    return html`<li data-testid="relation"><span>${isOurs ? t(`relation.${r.kind}`) : t(`relationBack.${r.kind}`)}</span>
      ${r.kind === 'USED_BY' ? html`<b class="cut">${name}</b>` : html`<a class="cut" href="/assets/${other}">${name}</a>`}
      ${session.may('core.asset.write')
        ? html`<button class="btn ghost square" data-testid="relation-remove" aria-label=${t('relations.remove', { name })} @click=${() => void this.takeAway(r)}>${icon('x', 14)}</button>`
        : nothing}</li>`;
  }
}
