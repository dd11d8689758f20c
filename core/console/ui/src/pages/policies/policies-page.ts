// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { asProblem, get, queryOf, type Problem } from '../../app/api';
import { directory } from '../../app/directory';
import { count, t } from '../../app/i18n';
import { live } from '../../app/live';
import { onRoute, query as address, stepTo } from '../../app/router';
import type { Page } from '../../app/types';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { pageSheet } from '../assets/assets-sheet';
import { ICONS, keyOf, linkOf, placeName, placeOf, type Place, type Policy, type PolicyType } from './policy';
import './policy-tree';
import './policy-view';

/** What holds where: a kind of policy, the places where it can be set, and what applies at the one that is chosen. */
@customElement('cu-policies-page')
export class PoliciesPage extends Part {
  static override styles = [
    base,
    pageSheet,
    css`
      .kind { display: flex; align-items: center; gap: 10px; min-width: 0; flex: 1; }
      .kind select { width: auto; max-width: min(420px, 100%); }
      .both { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(230px, 320px) minmax(0, 1fr); }
      cu-policy-tree { overflow: auto; border-right: 1px solid var(--line2); }
      cu-policy-view { overflow: auto; }
      .choose { display: none; }
      .about { color: var(--fg2); }
      @media (max-width: 820px) { .both { display: block; overflow: auto; } cu-policy-view { overflow: visible; } cu-policy-tree { display: none; border-right: 0; border-bottom: 1px solid var(--line2); overflow: visible; } cu-policy-tree[data-choosing] { display: flex; } .choose { display: flex; width: calc(100% - 32px); margin: 0 16px 4px; } .choose .cut { flex: 1; text-align: left; } .head { flex-wrap: wrap; } .about { display: none; } .kind select { max-width: 100%; flex: 1; } }
    `,
  ];

  @state() private types: PolicyType[] | null = null;
  @state() private set: Policy[] = [];
  @state() private type = address().get('type') ?? '';
  @state() private place = placeOf(address());
  @state() private beat = 0;
  /** on a phone the tree is there only while one chooses */
  @state() private choosing = false;
  @state() private problem: Problem | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.requestUpdate());
    this.listen(live, 'resync', () => void this.again());
    this.until(live.on(({ name, data }) => /^(Provider)?PolicyChanged$/.test(name) && data.type === this.chosen?.name && this.soon(() => void this.again())));
    this.until(onRoute(() => this.moved()));
    void this.read();
  }

  private moved(): void {
    const type = address().get('type') ?? '';
    const place = placeOf(address());
    if (keyOf(place) !== keyOf(this.place)) {
      this.place = place;
      this.choosing = false;
    }
    if (type === this.type) return;
    this.type = type;
    void this.readSet();
  }

  private get chosen(): PolicyType | undefined {
    return this.types?.find((x) => x.name === this.type) ?? this.types?.[0];
  }

  private async read(): Promise<void> {
    try {
      this.types = (await get<Page<PolicyType>>('/policy-types?limit=500')).items;
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
      return;
    }
    await this.readSet();
  }

  private async again(): Promise<void> {
    this.beat++;
    await this.readSet();
  }

  /** Where something is set of this type: as many pages as there are. */
  private async readSet(): Promise<void> {
    const type = this.chosen?.name;
    if (!type) return;
    const all: Policy[] = [];
    try {
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Page<Policy> = await get<Page<Policy>>(`/policies${queryOf({ type, limit: 500, cursor })}`);
        all.push(...page.items);
        cursor = page.next;
      }
      if (type === this.chosen?.name) this.set = all;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  private show(type: string, place: Place): void {
    stepTo(linkOf(type, place));
    this.moved();
  }

  protected override render(): TemplateResult {
    const type = this.chosen;
    return html`<div class="head"><h1 tabindex="-1">${t('policies.title')}</h1>
        ${type ? html`<div class="kind"><select class="input" data-testid="policy-type" aria-label=${t('policies.kind')} @change=${(e: Event) => this.show((e.target as HTMLSelectElement).value, this.place)}>
          ${this.types?.map((x) => html`<option value=${x.name} ?selected=${x === type}>${x.name}${x.known ? nothing : ` (${t('policies.away')})`}</option>`)}</select>
          <span class="about cut">${type.description}</span></div>
          <span class="count num" role="status" data-testid="count" .style=${'flex:none'}>${count('policies.count', this.set.length)}</span>` : nothing}</div>
      ${this.problem ? html`<div class="pad">${problemNotice(this.problem, () => void this.read())}</div>` : nothing}
      ${this.types?.length === 0 ? html`<div class="empty" data-testid="empty"><h2>${t('policies.empty')}</h2><p>${t('policies.emptyTodo')}</p><a class="btn" href="/plugins?view=catalog">${t('policies.toPlugins')}</a></div>` : nothing}
      ${type ? html`<div class="both"><button class="btn choose" data-testid="choose-place" aria-expanded=${this.choosing} @click=${() => (this.choosing = !this.choosing)}>${icon(ICONS[this.place.level], 14)}<span class="cut">${placeName(this.place)}</span>${icon('chevron-down', 14)}</button>
        <cu-policy-tree ?data-choosing=${this.choosing} .type=${type.name} .here=${this.place} .set=${this.set} @place=${(e: CustomEvent<Place>) => this.show(type.name, e.detail)}></cu-policy-tree>
        <cu-policy-view .type=${type} .place=${this.place} .policy=${this.set.find((p) => keyOf({ tenant: p.tenant, ...p.target }) === keyOf(this.place)) ?? null} .beat=${this.beat} @changed=${() => void this.again()}></cu-policy-view></div>` : nothing}`;
  }
}
