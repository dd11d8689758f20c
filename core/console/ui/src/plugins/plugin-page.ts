// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../app/i18n';
import { Part } from '../parts/element';
import { icon } from '../parts/icon';
import { base } from '../style/base';
import { iconOf, registry, titleOf } from './registry';
import { pageSlot } from './slot';

/** A plugin's page: the console has its title, the plugin the rest. */
@customElement('cu-plugin-page')
export class PluginPage extends Part {
  static override styles = [
    base,
    css`
      :host { min-height: 0; }
      .page { height: 100%; overflow: auto; padding: 16px 24px 32px; }
      header { display: flex; align-items: center; gap: 10px; margin-bottom: 16px; min-height: 30px; }
      header .from { margin-left: auto; font-size: 12px; }
      .middle { display: grid; place-content: center; justify-items: center; gap: 10px; padding: 48px 24px; text-align: center; height: 100%; }
      .middle p { color: var(--fg2); max-width: 46ch; }
      @media (max-width: 820px) { .page { padding: 14px 16px 32px; } }
    `,
  ];

  @property() plugin = '';
  @property() path = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(registry, 'change', () => this.requestUpdate());
  }

  protected override render(): TemplateResult | typeof nothing {
    const found = registry.page(this.plugin, this.path);
    if (!found) return registry.known ? this.missing() : nothing;
    const { plugin, its } = found;
    const title = titleOf(its);
    document.title = `${title} · Custode`;
    return html`<div class="page" data-testid="plugin-page">
      <header><span class="faint">${icon(iconOf(its), 18)}</span><h1 class="cut" tabindex="-1">${title}</h1><span class="faint from cut">${plugin.name} ${plugin.version}</span></header>
      ${pageSlot(found, this.path)}
    </div>`;
  }

  private missing(): TemplateResult {
    document.title = `${t('missing.title')} · Custode`;
    return html`<div class="middle" data-testid="missing"><h1 tabindex="-1">${t('missing.title')}</h1><p>${t('missing.todo')}</p>
      <a class="btn" href="/assets">${t('missing.home')}</a></div>`;
  }
}
