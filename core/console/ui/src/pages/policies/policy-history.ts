// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, get, type Problem } from '../../app/api';
import { ago, moment, t } from '../../app/i18n';
import type { Page } from '../../app/types';
import { userNames } from '../../app/users';
import { diff, diffSheet } from '../../parts/diff';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { cardSheet } from '../asset/asset-sheet';
import { differences } from './policy-diff';
import { keyOf, pathOf, PROVIDER, type Place, type PolicyType, type Version } from './policy';

const PAGE = 20;
const NOTHING = { values: {}, locked: [] };

/** What was ever set at a place, newest first; asked for when somebody wants to know. */
@customElement('cu-policy-history')
export class PolicyHistory extends Part {
  static override styles = [
    base,
    cardSheet,
    diffSheet,
    css`
      ol { display: grid; gap: 14px; padding: 2px 16px 16px; }
      li { display: grid; gap: 6px; min-width: 0; }
      .who { display: flex; gap: 10px; align-items: baseline; }
      .who time { margin-left: auto; color: var(--fg3); font-size: 12px; white-space: nowrap; }
      .foot { padding: 0 16px 14px; }
      .none { padding: 2px 16px 16px; color: var(--fg2); }
      summary { display: flex; align-items: center; gap: 10px; padding: 12px 16px; cursor: pointer; list-style: none; }
      summary::-webkit-details-marker { display: none; }
      summary .ico { color: var(--fg3); transition: transform 0.12s; }
      details[open] summary .ico { transform: rotate(90deg); }
    `,
  ];

  @property({ attribute: false }) type!: PolicyType;
  @property({ attribute: false }) place: Place = PROVIDER;
  @property({ attribute: false }) beat = 0;
  @state() private versions: Version[] | null = null;
  @state() private open = false;
  @state() private next: string | null = null;
  @state() private names = new Map<string, string>();
  @state() private problem: Problem | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void userNames().then((names) => (this.names = names), () => undefined); // ids stand for them
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('place');
    const isElsewhere = changed.has('type') || (before !== undefined && keyOf(before) !== keyOf(this.place));
    if (isElsewhere) this.versions = null;
    if (this.open && (isElsewhere || changed.has('beat'))) void this.read(null);
  }

  private turned(event: Event): void {
    this.open = (event.target as HTMLDetailsElement).open;
    if (this.open && this.versions === null) void this.read(null);
  }

  private async read(cursor: string | null): Promise<void> {
    const asked = keyOf(this.place);
    try {
      const page = await get<Page<Version>>(pathOf(this.type.name, this.place, '/versions', { limit: PAGE, cursor }));
      if (asked !== keyOf(this.place)) return;
      this.versions = cursor ? [...(this.versions ?? []), ...page.items] : page.items;
      this.next = page.next;
      this.problem = null;
    } catch (e) {
      const problem = asProblem(e);
      if (asked !== keyOf(this.place)) return;
      this.versions = [];
      this.next = null;
      // nothing was ever set here
      this.problem = problem.status === 404 ? null : problem;
    }
  }

  protected override render(): TemplateResult {
    return html`<details class="card" data-testid="versions" ?open=${this.open} @toggle=${this.turned}><summary>${icon('chevron-right', 14)}<h2>${t('policies.history')}</h2></summary>
      ${this.problem ? problemNotice(this.problem, () => void this.read(null)) : this.list()}</details>`;
  }

  private list(): TemplateResult {
    const { versions, next } = this;
    if (versions === null) return html`<p class="none"><i class="bone" .style=${'width:50%'}></i></p>`;
    if (versions.length === 0) return html`<p class="none">${t('policies.never')}</p>`;
    // what the last that came changed shows with the one before it, which is not here yet
    const shown = next ? versions.slice(0, -1) : versions;
    return html`<ol>${shown.map((v, i) => this.version(v, versions[i + 1]))}</ol>
      ${next ? html`<div class="foot"><button class="btn" @click=${() => void this.read(next)}>${t('history.more')}</button></div>` : nothing}`;
  }

  private version(v: Version, before: Version | undefined): TemplateResult {
    return html`<li data-testid="version"><div class="who"><span class="cut">${this.names.get(v.changedBy) ?? v.changedBy}</span>
      <time datetime=${v.changedAt} title=${moment(v.changedAt)}>${ago(v.changedAt)}</time></div>
      ${diff(differences(this.type, before ?? NOTHING, v))}</li>`;
  }
}
