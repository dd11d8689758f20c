// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../../app/i18n';
import { onRoute, query as address, setQuery } from '../../app/router';
import { session } from '../../app/session';
import { Part } from '../../parts/element';
import { base } from '../../style/base';
import { pageSheet } from '../assets/assets-sheet';
import './agent-list';
import './token-list';

const VIEWS = ['', 'all', 'tokens'] as const;
type View = (typeof VIEWS)[number];

function viewOf(values: URLSearchParams): View {
  return VIEWS.find((v) => v === values.get('view')) ?? '';
}

/** Who waits to be let in, all agents, and the tokens that let them in. */
@customElement('cu-agents-page')
export class AgentsPage extends Part {
  static override styles = [base, pageSheet];

  @state() private view = viewOf(address());

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(onRoute(() => (this.view = viewOf(address()))));
  }

  private show(view: View): void {
    this.view = view;
    setQuery({ view });
  }

  protected override render(): TemplateResult {
    const choice = (view: View, label: string) => html`<button aria-pressed=${this.view === view} data-testid="view-${view || 'waiting'}" @click=${() => this.show(view)}>${label}</button>`;
    return html`<div class="head"><h1 tabindex="-1">${t('agents.title')}</h1></div>
      <div class="bar"><div class="choices" role="group" aria-label=${t('agents.view')}>
        ${choice('', t('agents.waiting'))}${choice('all', t('agents.all'))}${session.may('core.enrolment.read') ? choice('tokens', t('tokens.title')) : nothing}</div></div>
      ${this.view === 'tokens' ? html`<cu-token-list></cu-token-list>` : html`<cu-agent-list ?pending=${this.view === ''}></cu-agent-list>`}`;
  }
}
