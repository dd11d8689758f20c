// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../app/i18n';
import { Part } from '../parts/element';
import { registry, titleOf } from '../plugins/registry';
import { pageSlot } from '../plugins/slot';
import { base } from '../style/base';
import { brand } from './brand';
import { to } from './routes';

/** A plugin's room: the portal has its title, the plugin the rest. */
@customElement('cu-portal-room')
export class PortalRoom extends Part {
  static override styles = [base, css`:host { display: grid; gap: 18px; align-content: start; } h1 { font-size: 20px; } .quiet { margin: 8px 0 14px; }`];

  @property() plugin = '';
  @property() path = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(registry, 'change', () => this.requestUpdate());
  }

  protected override render(): TemplateResult | typeof nothing {
    const found = registry.page(this.plugin, this.path);
    if (!found) return registry.known ? this.missing() : nothing;
    const { its } = found;
    document.title = `${titleOf(its)} · ${brand.name || t('portal.title')}`;
    return html`<h1 tabindex="-1" data-testid="room-title">${titleOf(its)}</h1>
      ${pageSlot(found, this.path)}`;
  }

  private missing(): TemplateResult {
    return html`<div data-testid="missing"><h1 tabindex="-1">${t('missing.title')}</h1><p class="quiet">${t('missing.todo')}</p><a class="btn" href=${to('/')}>${t('portal.toHome')}</a></div>`;
  }
}
