// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Tenant } from '../app/types';
import { cardSheet } from '../pages/asset/asset-sheet';
import { Part } from '../parts/element';
import { icon } from '../parts/icon';
import { base } from '../style/base';
import { iconOf, registry, titleOf, type Contributed } from './registry';
import './slot';

/** What plugins have to show of a customer, each in a card of its own. */
@customElement('cu-tenant-panels')
export class TenantPanels extends Part {
  static override styles = [base, cardSheet, css`:host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; } :host([hidden]) { display: none; } .inside { padding: 2px 16px 14px; }`];

  @property({ attribute: false }) tenant: Tenant | null = null;
  private about: { tenant: Tenant | null } = { tenant: null };

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(registry, 'change', () => this.requestUpdate());
  }

  protected override render(): TemplateResult {
    const { tenant } = this;
    // each figure that changes reads the tenant again: only another one is drawn anew
    if (this.about.tenant?.id !== tenant?.id || this.about.tenant?.revision !== tenant?.revision) this.about = { tenant };
    const all = tenant ? registry.at('tenant.panel') : [];
    this.toggleAttribute('hidden', all.length === 0);
    const keyOf = ({ plugin, its }: Contributed) => `${plugin.id} ${its.id}`;
    return html`${repeat(all, keyOf, (one) => html`<section class="card" data-testid="plugin-panel">
      <h2>${icon(iconOf(one.its), 14)}${titleOf(one.its)}</h2><div class="inside"><cu-slot .what=${one} .about=${this.about}></cu-slot></div></section>`)}`;
  }
}
