// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../app/i18n';
import { settings } from '../app/settings';
import { base } from '../style/base';
import { Part } from './element';
import type { Flyout } from './flyout';
import './flyout';
import { layoutOf, USUAL, type Layout } from './grid-columns';
import { icon } from './icon';

/** A list as a person wants it again: what of it, in which order, and which columns. */
export interface View {
  name: string;
  /** of the address: filters and order */
  query: string;
  layout: Layout;
}

const MOST = 30;

/** A person's own views of a list, in each browser. */
@customElement('cu-grid-views')
export class GridViews extends Part {
  static override styles = [
    base,
    css`
      li { display: flex; align-items: center; gap: 2px; border-radius: var(--r1); }
      li:hover, li.now { background: var(--hover); }
      li .name { flex: 1; display: flex; gap: 8px; align-items: center; min-width: 0; min-height: 32px; padding: 0 8px; border: 0; background: none; cursor: pointer; text-align: left; }
      li .name .ico { visibility: hidden; color: var(--acc); }
      li.now .name .ico { visibility: visible; }
      form { display: flex; gap: 6px; padding: 8px 0 0; margin-top: 8px; border-top: 1px solid var(--line); }
      form .input { height: 30px; min-width: 0; }
      .none { padding: 4px 8px 8px; color: var(--fg2); max-width: 34ch; }
      @media (max-width: 820px) { form .input { height: 38px; } }
    `,
  ];

  /** the setting that holds them */
  @property() setting = '';
  @property() query = '';
  @property({ attribute: false }) layout: Layout = USUAL;
  /** what was removed last, until the panel is opened anew */
  @state() private gone: View | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(settings, 'settings', () => this.requestUpdate());
  }

  private get views(): View[] {
    const stored = settings.get(this.setting);
    if (!Array.isArray(stored)) return [];
    return (stored as Partial<View>[])
      .filter((v) => typeof v?.name === 'string' && typeof v.query === 'string')
      .map((v) => ({ name: v.name as string, query: v.query as string, layout: layoutOf(v.layout) }));
  }

  private keep(views: View[]): void {
    settings.set(this.setting, views.length ? views : null);
  }

  private save(event: SubmitEvent): void {
    event.preventDefault();
    const field = this.one<HTMLInputElement>('input');
    const name = field?.value.trim() ?? '';
    if (!name || !field) return;
    const others = this.views.filter((v) => v.name !== name);
    this.keep([...others, { name, query: this.query, layout: this.layout }].sort((a, b) => a.name.localeCompare(b.name)));
    field.value = '';
  }

  private drop(view: View): void {
    this.gone = view;
    this.keep(this.views.filter((v) => v.name !== view.name));
  }

  private putBack(view: View): void {
    this.gone = null;
    this.keep([...this.views, view].sort((a, b) => a.name.localeCompare(b.name)));
  }

  private open(view: View): void {
    this.one<Flyout>('cu-flyout')?.close();
    this.dispatchEvent(new CustomEvent<View>('view', { detail: view }));
  }

  protected override render(): TemplateResult {
    const { views } = this;
    const now = views.find((v) => v.query === this.query && JSON.stringify(v.layout) === JSON.stringify(this.layout));
    return html`<cu-flyout end bare label=${now?.name ?? t('views.title')} .shape=${'bookmark'} data-testid="views" @opened=${() => (this.gone = null)}>
      ${views.length || this.gone ? nothing : html`<p class="none">${t('views.none')}</p>`}
      <ul>${views.map((view) => html`<li class=${view === now ? 'now' : ''} data-testid="view"><button class="name" aria-current=${view === now ? 'true' : nothing} @click=${() => this.open(view)}>${icon('check', 14)}<span class="cut">${view.name}</span></button>
        <button class="btn ghost square" data-testid="view-remove" aria-label=${t('views.remove', { name: view.name })} title=${t('views.remove', { name: view.name })} @click=${() => this.drop(view)}>${icon('x', 14)}</button></li>`)}</ul>
      ${this.gone ? this.undo(this.gone) : nothing}
      ${views.length < MOST ? html`<form @submit=${this.save}><input class="input" required maxlength="60" data-testid="view-name" aria-label=${t('views.name')} placeholder=${t('views.name')} autocomplete="off">
        <button class="btn" data-testid="view-save">${t('views.save')}</button></form>` : nothing}
    </cu-flyout>`;
  }

  private undo(view: View): TemplateResult {
    return html`<div class="none" role="status">${t('views.gone', { name: view.name })} <button class="btn" data-testid="view-undo" @click=${() => this.putBack(view)}>${t('bulk.undo')}</button></div>`;
  }
}
