// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, get, type Problem } from '../../app/api';
import { directory } from '../../app/directory';
import { t } from '../../app/i18n';
import { assetNames, groupNames } from '../../app/names';
import { session } from '../../app/session';
import { toast } from '../../app/toast';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { labelOf, wordOf, type Schema } from '../../parts/schema';
import { base } from '../../style/base';
import { cardSheet } from '../asset/asset-sheet';
import { ICONS, isAt, keyOf, pathOf, placeName, PROVIDER, sourceName, type Effective, type Place, type Policy, type PolicyType, type Source } from './policy';
import './policy-edit';
import './policy-history';

/** What applies at a place, field by field, and who says so. */
@customElement('cu-policy-view')
export class PolicyView extends Part {
  static override styles = [
    base,
    cardSheet,
    css`
      :host { padding: 16px 24px 0; }
      :host::after { content: ''; display: block; height: 32px; }
      header { display: flex; align-items: center; gap: 10px; min-height: 32px; margin-bottom: 4px; }
      header h2 { font-size: 15px; }
      header .ico { color: var(--fg3); }
      header .btn { margin-left: auto; }
      .lead { color: var(--fg2); margin-bottom: 14px; max-width: 78ch; }
      .field { display: block; border-top: 1px solid var(--line); }
      .field:first-child { border-top: 0; }
      summary { display: grid; grid-template-columns: 14px minmax(130px, 0.8fr) minmax(0, 1.2fr) minmax(120px, auto); gap: 4px 12px; align-items: center; padding: 10px 16px; cursor: pointer; list-style: none; }
      summary::-webkit-details-marker { display: none; }
      summary:hover { background: var(--hover); }
      summary:focus-visible { outline-offset: -2px; }
      summary > .ico { color: var(--fg3); transition: transform 0.12s; }
      details[open] > summary > .ico { transform: rotate(90deg); }
      .name { font-weight: 500; min-width: 0; overflow-wrap: anywhere; }
      .value { min-width: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
      .from { justify-self: end; }
      .tag.here { color: var(--acc); border-color: color-mix(in srgb, var(--acc) 40%, transparent); }
      .why { padding: 0 16px 12px 42px; display: grid; gap: 6px; }
      .why .doc { color: var(--fg2); }
      ol { display: grid; border: 1px solid var(--line); border-radius: var(--r2); overflow: hidden; background: var(--bg); }
      li { display: grid; grid-template-columns: minmax(120px, 0.7fr) minmax(0, 1fr) auto; gap: 2px 12px; padding: 7px 12px; border-top: 1px solid var(--line); align-items: center; }
      li:first-child { border-top: 0; }
      li .who { display: flex; align-items: center; gap: 7px; color: var(--fg2); min-width: 0; }
      li .what { overflow-wrap: anywhere; min-width: 0; }
      li[data-fate='OVERRIDDEN'] .what, li[data-fate='LOCKED_OUT'] .what, li[data-fate='UNFIT'] .what { color: var(--fg3); text-decoration: line-through; }
      .none { padding: 16px; color: var(--fg2); }
      .bones { padding: 16px; display: grid; gap: 14px; }
      cu-policy-history { display: block; margin-top: 16px; }
      @media (max-width: 820px) { :host { padding: 14px 16px 0; } summary { grid-template-columns: 14px minmax(0, 1fr) auto; } .value { grid-column: 2 / 4; } .from { grid-row: 1; grid-column: 3; } .why { padding-left: 16px; } li { grid-template-columns: minmax(0, 1fr) auto; } li .what { grid-column: 1 / 3; grid-row: 2; } }
    `,
  ];

  @property({ attribute: false }) type!: PolicyType;
  @property({ attribute: false }) place: Place = PROVIDER;
  /** what is set here */
  @property({ attribute: false }) policy: Policy | null = null;
  /** another number: something was changed */
  @property({ attribute: false }) beat = 0;
  @state() private fields: Effective[] | null = null;
  @state() private editing = false;
  @state() private problem: Problem | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    for (const names of [assetNames, groupNames]) this.listen(names, 'names', () => this.requestUpdate());
    this.listen(directory, 'directory', () => this.requestUpdate());
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('place');
    const isElsewhere = (changed.has('type') && changed.get('type')?.name !== this.type.name) || (before !== undefined && keyOf(before) !== keyOf(this.place));
    if (isElsewhere) {
      this.fields = null;
      this.editing = false;
    }
    if (isElsewhere || changed.has('beat')) void this.read();
  }

  private async read(): Promise<void> {
    const asked = `${this.type.name} ${keyOf(this.place)}`;
    try {
      const { fields } = await get<{ fields: Effective[] }>(pathOf(this.type.name, this.place, '/effective'));
      if (asked !== `${this.type.name} ${keyOf(this.place)}`) return;
      this.fields = fields;
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
      this.fields ??= [];
    }
  }

  private done(): void {
    this.editing = false;
    toast(t('policies.saved'), 'ok');
    this.dispatchEvent(new Event('changed'));
  }

  private get may(): boolean {
    return this.type.known && session.may('core.policy.write') && (this.place.tenant !== null || session.may('core.policy.provide'));
  }

  protected override render(): TemplateResult {
    const name = placeName(this.place);
    return html`<header>${icon(ICONS[this.place.level], 16)}<h2 class="cut" data-testid="place-name">${name}</h2>
        ${this.may && !this.editing && this.fields?.length ? html`<button class="btn" data-testid="policy-edit" @click=${() => (this.editing = true)}>${icon('pencil', 14)}${t('policies.edit')}</button>` : nothing}</header>
      <p class="lead">${this.lead()}</p>
      ${this.problem ? problemNotice(this.problem, () => void this.read()) : nothing}
      ${this.editing && this.fields
        ? html`<cu-policy-edit .type=${this.type} .place=${this.place} .policy=${this.policy} .fields=${this.fields} @done=${() => this.done()} @leave=${() => (this.editing = false)}></cu-policy-edit>`
        : html`${this.list()}<cu-policy-history .type=${this.type} .place=${this.place} .beat=${this.beat}></cu-policy-history>`}`;
  }

  private lead(): string {
    if (!this.type.known) return t('policies.awayTodo');
    return t(`policies.lead.${this.place.level}`);
  }

  private list(): TemplateResult {
    if (this.fields === null) return html`<section class="card bones">${[62, 48, 55, 40].map((w) => html`<i class="bone" .style=${`width:${w}%`}></i>`)}</section>`;
    if (this.fields.length === 0) return html`<section class="card"><p class="none">${t('policies.nothing')}</p></section>`;
    return html`<section class="card" aria-label=${t('policies.applies')} data-testid="effective">${this.fields.map((f) => this.field(f))}</section>`;
  }

  private field(f: Effective): TemplateResult {
    const schema: Schema = this.type.schema?.properties?.[f.name] ?? {};
    // of a merged list several apply: the lowest is the one that is named
    const from = f.sources.filter((s) => s.fate === 'APPLIES').at(-1);
    const lock = f.sources.find((s) => s.locked && s.fate === 'APPLIES');
    return html`<details class="field" data-testid="policy-field"><summary>${icon('chevron-right', 14)}<span class="name">${labelOf(f.name)}</span>
        <span class="value" data-testid="value">${from ? wordOf(schema, f.value) : html`<span class="faint">${t('policies.unknownField')}</span>`}</span>
        <span class="from">${from ? html`<span class="tag ${isAt(from, this.place) ? 'here' : ''}" data-testid="from">${lock ? icon('lock', 12) : nothing}${sourceName(from, this.place)}${lock ? html`<span class="unseen">, ${t('policies.locked')}</span>` : nothing}</span>` : nothing}</span></summary>
      <div class="why">${schema.description ? html`<p class="doc">${schema.description}</p>` : nothing}
        ${schema['x-custode-merged'] ? html`<p class="doc">${t('schema.merged')}</p>` : nothing}
        <ol aria-label=${t('policies.why')}>${f.sources.map((s) => this.source(s, schema))}</ol></div></details>`;
  }

  private source(s: Source, schema: Schema): TemplateResult {
    const tone = { APPLIES: 'ok', OVERRIDDEN: '', LOCKED_OUT: 'warn', UNFIT: 'bad' }[s.fate];
    return html`<li data-testid="source" data-fate=${s.fate}><span class="who">${icon(s.target ? ICONS[s.target.level] : 'package', 13)}<span class="cut">${sourceName(s, this.place)}</span>${s.locked ? html`<span class="tag" title=${t('policies.lockedTodo')}>${icon('lock', 11)}${t('policies.locked')}</span>` : nothing}</span>
      <span class="what">${wordOf(schema, s.value)}</span><span class="tag ${tone}">${t(`policyFate.${s.fate}`)}</span></li>`;
  }
}
