// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, get, queryOf, type Problem } from '../app/api';
import { ago, moment, t } from '../app/i18n';
import { contactNames } from '../app/names';
import type { HistoryEntry, Page } from '../app/types';
import { cardSheet } from '../pages/asset/asset-sheet';
import { base } from '../style/base';
import { Part } from './element';
import { problemNotice } from './notice';

/** Who changed what of a thing, newest first. */
@customElement('cu-history')
export class History extends Part {
  static override styles = [
    base,
    cardSheet,
    css`
      ol { display: grid; gap: 12px; padding: 2px 16px 14px; }
      li { display: grid; gap: 3px; padding-left: 12px; border-left: 2px solid var(--line2); min-width: 0; }
      .who { display: flex; gap: 10px; align-items: baseline; }
      .who time { margin-left: auto; color: var(--fg3); font-size: 12px; white-space: nowrap; }
      .change { color: var(--fg2); overflow-wrap: anywhere; font-size: 12px; }
      .none { padding: 4px 16px 16px; color: var(--fg2); }
      .foot { padding: 0 16px 14px; }
    `,
  ];

  @property() kind: 'assets' | 'tenants' = 'assets';
  /** another object, or the same one read again: there may be more to tell */
  @property({ attribute: false }) of: { id: string } | null = null;
  @state() private entries: HistoryEntry[] | null = null;
  @state() private next: string | null = null;
  @state() private problem: Problem | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(contactNames, 'names', () => this.requestUpdate());
  }

  override updated(changed: PropertyValues<this>): void {
    const before = changed.get('of');
    // a loan or a relation tells itself as a change of the asset, whose revision may stay
    if (!this.of || !changed.has('of') || before === this.of) return;
    if (before?.id !== this.of.id) this.entries = null;
    void this.read(null);
  }

  private async read(cursor: string | null): Promise<void> {
    const id = this.of?.id;
    if (!id) return;
    const limit = cursor ? 10 : Math.min(100, Math.max(10, this.entries?.length ?? 0));
    try {
      const page = await get<Page<HistoryEntry>>(`/history/${this.kind}/${id}${queryOf({ limit, cursor })}`);
      if (id !== this.of?.id) return;
      this.entries = cursor ? [...(this.entries ?? []), ...page.items] : page.items;
      this.next = page.next;
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  protected override render(): TemplateResult {
    const entries = this.entries;
    return html`<section class="card" aria-labelledby="history" data-testid="history"><h2 id="history">${t('history.title')}</h2>
      ${this.problem ? problemNotice(this.problem) : nothing}
      ${entries === null ? nothing : entries.length === 0 ? html`<p class="none">${t('history.none')}</p>` : html`<ol>${entries.map((e) => this.entry(e))}</ol>`}
      ${this.next ? html`<div class="foot"><button class="btn" data-testid="history-more" @click=${() => void this.read(this.next)}>${t('history.more')}</button></div>` : nothing}
    </section>`;
  }

  /** Whom it was lent to is kept as an id: contacts change their names, and are erased. */
  private word(field: string, value: string | null): string {
    if (value === null) return t('history.empty');
    return field === 'lentTo' ? contactNames.of(value) : value;
  }

  private entry(e: HistoryEntry): TemplateResult {
    return html`<li data-testid="history-entry">
      <div class="who"><span class="cut">${e.actor}</span><time datetime=${e.at} title=${moment(e.at)}>${ago(e.at)}</time></div>
      <div class="mono faint">${e.verb}</div>
      ${e.changes.map((c) => html`<div class="change"><span class="mono">${c.field}</span>: ${this.word(c.field, c.from)} → ${this.word(c.field, c.to)}</div>`)}
    </li>`;
  }
}
