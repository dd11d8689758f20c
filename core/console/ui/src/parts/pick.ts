// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { get, isAbort, queryOf } from '../app/api';
import { t } from '../app/i18n';
import type { Page } from '../app/types';
import { base } from '../style/base';
import { Part } from './element';

export interface Picked {
  id: string;
  name: string;
}

const FEW = 8;

/** Finds one thing by words on the server, and picks it with keyboard or mouse: `picked` tells which, null: none. */
@customElement('cu-pick')
export class Pick extends Part {
  static override styles = [
    base,
    css`
      :host { position: relative; min-width: 0; }
      ul { position: absolute; z-index: 5; inset-inline: 0; top: calc(100% + 2px); max-height: 264px; overflow: auto; padding: 4px; background: var(--bg2); border-radius: var(--r2); box-shadow: var(--shadow); }
      li { padding: 7px 9px; border-radius: var(--r1); cursor: pointer; color: var(--fg2); }
      li[aria-selected='true'] { background: var(--sel); color: var(--fg); }
      .none { padding: 7px 9px; color: var(--fg2); }
    `,
  ];

  @property() label = '';
  /** of a list that takes `text` and `limit` */
  @property() path = '';
  /** an id that is no answer */
  @property() except = '';
  @state() private text = '';
  @state() private found: Picked[] | null = null;
  @state() private at = 0;
  private asking: AbortController | null = null;
  private typing: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(() => this.asking?.abort());
  }

  /** Empty again. */
  clear(): void {
    this.text = '';
    this.found = null;
  }

  private typed(event: Event): void {
    this.text = (event.target as HTMLInputElement).value;
    this.tell(null);
    clearTimeout(this.typing);
    this.typing = setTimeout(() => void this.ask(), 180);
  }

  private async ask(): Promise<void> {
    this.asking?.abort();
    const text = this.text.trim();
    if (!text) {
      this.found = null;
      return;
    }
    const asking = new AbortController();
    this.asking = asking;
    try {
      const page = await get<Page<Picked>>(this.path + queryOf({ text, limit: FEW + 1 }), asking.signal);
      this.found = page.items.filter((x) => x.id !== this.except).slice(0, FEW);
      this.at = 0;
    } catch (e) {
      if (!isAbort(e)) this.found = [];
    }
  }

  private key(event: KeyboardEvent): void {
    const found = this.found ?? [];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length) {
      event.preventDefault();
      this.at = (this.at + step + found.length) % found.length;
    } else if (event.key === 'Enter' && found[this.at]) {
      event.preventDefault();
      this.choose(found[this.at] as Picked);
    } else if (event.key === 'Escape' && this.found) {
      event.stopPropagation();
      this.found = null;
    }
  }

  private choose(one: Picked): void {
    this.text = one.name;
    this.found = null;
    this.tell(one);
  }

  private tell(detail: Picked | null): void {
    this.dispatchEvent(new CustomEvent<Picked | null>('picked', { detail }));
  }

  protected override render(): TemplateResult {
    const found = this.found;
    return html`<input class="input" role="combobox" data-testid="pick" autocomplete="off" spellcheck="false" maxlength="200" aria-label=${this.label} placeholder=${this.label}
        aria-autocomplete="list" aria-expanded=${found !== null} aria-controls="found" aria-activedescendant=${found?.length ? `one-${this.at}` : nothing}
        .value=${this.text} @input=${this.typed} @keydown=${this.key} @blur=${() => (this.found = null)}>
      ${found === null
        ? nothing
        : found.length === 0
          ? html`<ul id="found" role="listbox" aria-label=${this.label}><li class="none" role="option" aria-selected="false" aria-disabled="true">${t('pick.none')}</li></ul>`
          : html`<ul id="found" role="listbox" aria-label=${this.label}>${found.map((one, i) => html`<li id="one-${i}" role="option" data-testid="picked" aria-selected=${i === this.at}
              @mousedown=${(e: Event) => (e.preventDefault(), this.choose(one))}>${one.name}</li>`)}</ul>`}`;
  }
}
