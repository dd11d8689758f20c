// SPDX-License-Identifier: Apache-2.0
import { html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../../app/i18n';
import { live } from '../../app/live';
import { onRoute, query as address, setQuery } from '../../app/router';
import { Part } from '../../parts/element';
import { base } from '../../style/base';
import { pageSheet } from '../assets/assets-sheet';
import './notice-log';
import './rule-list';
import './template-list';

const VIEWS = ['', 'log', 'templates'] as const;
type View = (typeof VIEWS)[number];

function viewOf(values: URLSearchParams): View {
  return VIEWS.find((v) => v === values.get('view')) ?? '';
}

/** Who is told of what, what became of it, and in which words. */
@customElement('cu-notices-page')
export class NoticesPage extends Part {
  static override styles = [base, pageSheet];

  @state() private view = viewOf(address());

  override connectedCallback(): void {
    super.connectedCallback();
    live.watch(null);
    this.until(onRoute(() => (this.view = viewOf(address()))));
  }

  private show(view: View): void {
    this.view = view;
    setQuery({ view });
  }

  protected override render(): TemplateResult {
    const choice = (view: View, label: string) => html`<button aria-pressed=${this.view === view} data-testid="view-${view || 'rules'}" @click=${() => this.show(view)}>${label}</button>`;
    return html`<div class="head"><h1 tabindex="-1">${t('notices.title')}</h1></div>
      <div class="bar"><div class="choices" role="group" aria-label=${t('notices.view')}>
        ${choice('', t('notices.rules'))}${choice('log', t('notices.log'))}${choice('templates', t('notices.words'))}</div></div>
      ${this.view === 'templates' ? html`<cu-template-list></cu-template-list>` : this.view === 'log' ? html`<cu-notice-log></cu-notice-log>` : html`<cu-rule-list></cu-rule-list>`}`;
  }
}
