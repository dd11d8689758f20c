// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, post, type Problem } from '../../app/api';
import { t } from '../../app/i18n';
import { session } from '../../app/session';
import type { Asset, Relation } from '../../app/types';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import '../../parts/pick';
import type { Pick, Picked } from '../../parts/pick';
import { base } from '../../style/base';

/** What the asset is to the other; the other way round, what the other is to it. */
const WAYS = [
  ['RUNS_ON', false],
  ['RUNS_ON', true],
  ['PART_OF', false],
  ['PART_OF', true],
  ['CONNECTED_TO', false],
  ['USED_BY', false],
] as const;

/** Notes a relation of the asset; `added` tells which. */
@customElement('cu-relation-add')
export class RelationAdd extends Part {
  static override styles = [
    base,
    css`
      form { display: grid; grid-template-columns: minmax(110px, 0.7fr) minmax(0, 1fr) auto; gap: 8px; }
      .problem { margin-top: 8px; }
      @media (max-width: 820px) { form { grid-template-columns: minmax(0, 1fr) auto; } select { grid-column: 1 / -1; } }
    `,
  ];

  @property({ attribute: false }) asset!: Asset;
  @state() private way = 0;
  @state() private other: Picked | null = null;
  @state() private busy = false;
  @state() private problem: Problem | null = null;

  private async add(event: Event): Promise<void> {
    event.preventDefault();
    const [kind, isBack] = WAYS[this.way] ?? WAYS[0];
    if (!this.other || this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      const ends = isBack ? { from: this.other.id, to: this.asset.id } : { from: this.asset.id, to: this.other.id };
      const made = await post<Relation>(`/tenants/${this.asset.tenant}/relations`, { kind, ...ends });
      this.other = null;
      this.one<Pick>('cu-pick')?.clear();
      this.dispatchEvent(new CustomEvent<Relation>('added', { detail: made }));
    } catch (e) {
      this.problem = asProblem(e);
    } finally {
      this.busy = false;
    }
  }

  private choose(event: Event): void {
    this.way = Number((event.target as HTMLSelectElement).value);
    this.other = null;
    this.one<Pick>('cu-pick')?.clear();
  }

  protected override render(): TemplateResult {
    const toContact = WAYS[this.way]?.[0] === 'USED_BY';
    const path = `/tenants/${this.asset.tenant}/${toContact ? 'contacts' : 'assets'}`;
    return html`<form data-testid="relation-form" @submit=${(e: Event) => void this.add(e)}>
        <select class="input" data-testid="relation-kind" aria-label=${t('relations.kind')} @change=${this.choose}>
          ${WAYS.map(([kind, isBack], i) => kind === 'USED_BY' && !session.may('core.contact.read') ? nothing
            : html`<option value=${i} ?selected=${i === this.way}>${isBack ? t(`relationBack.${kind}`) : t(`relation.${kind}`)}</option>`)}</select>
        <cu-pick .label=${t(toContact ? 'relations.contact' : 'relations.asset')} .path=${path} .except=${this.asset.id} @picked=${(e: CustomEvent<Picked | null>) => (this.other = e.detail)}></cu-pick>
        <button class="btn" data-testid="relation-add" ?disabled=${this.busy || !this.other}>${icon('plus', 14)}${t('relations.add')}</button></form>
      <div role="status">${this.problem ? html`<div class="problem">${problemNotice(this.problem)}</div>` : nothing}</div>`;
  }
}
