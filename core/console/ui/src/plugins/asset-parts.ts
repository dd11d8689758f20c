// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Asset } from '../app/types';
import { cardSheet } from '../pages/asset/asset-sheet';
import { Part } from '../parts/element';
import { icon } from '../parts/icon';
import { base } from '../style/base';
import { runOf } from './commands';
import { iconOf, registry, titleOf, type Contributed } from './registry';
import './slot';

const keyOf = ({ plugin, its }: Contributed) => `${plugin.id} ${its.id}`;

class AssetPart extends Part {
  @property({ attribute: false }) asset: Asset | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(registry, 'change', () => this.requestUpdate());
  }

  protected of(point: string): Contributed[] {
    const all = this.asset ? registry.ofAsset(point, this.asset) : [];
    this.toggleAttribute('hidden', all.length === 0);
    return all;
  }
}

/** What plugins have to show of an asset, each in a card of its own. */
@customElement('cu-asset-panels')
export class AssetPanels extends AssetPart {
  static override styles = [base, cardSheet, css`:host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; } :host([hidden]) { display: none; } .inside { padding: 2px 16px 14px; }`];

  /** which of theirs */
  @property() point = 'asset.panel';
  private about: { asset: Asset | null } = { asset: null };

  protected override render(): TemplateResult {
    // the same object for the same asset: another would draw each panel anew
    if (this.about.asset !== this.asset) this.about = { asset: this.asset };
    return html`${repeat(this.of(this.point), keyOf, (one) => html`<section class="card" data-testid="plugin-panel">
      <h2>${icon(iconOf(one.its), 14)}${titleOf(one.its)}</h2>
      <div class="inside"><cu-slot .what=${one} .about=${this.about}></cu-slot></div></section>`)}`;
  }
}

/** What plugins can do to an asset. */
@customElement('cu-asset-actions')
export class AssetActions extends AssetPart {
  static override styles = [base, css`:host { display: flex; flex-wrap: wrap; gap: 8px; margin-left: auto; } :host([hidden]) { display: none; }`];

  protected override render(): TemplateResult {
    return html`${repeat(this.of('asset.action'), keyOf, (one) => html`<button class="btn" data-testid="plugin-action" @click=${() => void runOf(one, { asset: this.asset })}>
      ${icon(iconOf(one.its), 14)}${titleOf(one.its)}</button>`)}`;
  }
}
