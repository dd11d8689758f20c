// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../app/i18n';
import { live } from '../app/live';
import { Merged } from '../app/merged';
import { assetNames, contactNames } from '../app/names';
import { cardSheet } from '../pages/asset/asset-sheet';
import { base } from '../style/base';
import { Part } from './element';
import { happeningsOf, type HistoryOf } from './happenings';
import { problemNotice } from './notice';
import './timeline';
import type { Happening } from './timeline';

/** What became of a thing, newest first: who changed it, what was wrong with it, what was done there. */
@customElement('cu-history')
export class History extends Part {
  static override styles = [base, cardSheet, css`.inside { display: grid; gap: 12px; padding: 2px 16px 14px; }`];

  @property() kind: HistoryOf = 'assets';
  /** another object, or the same one read again: there may be more to tell */
  @property({ attribute: false }) of: { id: string } | null = null;
  private readonly merged = new Merged<Happening>(() => this.requestUpdate());

  override connectedCallback(): void {
    super.connectedCallback();
    // names come later than what mentions them
    for (const names of [contactNames, assetNames]) this.listen(names, 'names', () => this.requestUpdate());
    this.until(live.on(({ name, data }) => /^(Alert|Action)/.test(name) && data[this.kind === 'assets' ? 'asset' : 'tenant'] === this.of?.id && this.soon(() => void this.read())));
  }

  override updated(changed: PropertyValues<this>): void {
    const before = changed.get('of');
    // a loan or a relation tells itself as a change of the asset, whose revision may stay
    if (!this.of || !changed.has('of') || before === this.of) return;
    if (before?.id === this.of.id) return this.soon(() => void this.read());
    this.merged.forget();
    void this.read();
  }

  private async read(): Promise<void> {
    if (this.of) await this.merged.read(happeningsOf(this.kind, this.of.id).map((one) => one.source));
  }

  protected override render(): TemplateResult {
    const { items, more, problem } = this.merged;
    const kinds = this.of ? happeningsOf(this.kind, this.of.id).map((one) => one.kind) : [];
    return html`<section class="card" aria-labelledby="history" data-testid="history"><h2 id="history">${t('history.title')}</h2>
      <div class="inside">${problem ? problemNotice(problem, () => void this.read()) : nothing}
        <cu-timeline .items=${items} .kinds=${kinds} ?more=${more} @more=${() => void this.merged.older()}></cu-timeline></div></section>`;
  }
}
