// SPDX-License-Identifier: Apache-2.0
import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { t } from '../app/i18n';
import { Part } from '../parts/element';
import { icon } from '../parts/icon';
import { base } from '../style/base';
import { titleOf, type Contributed } from './registry';
import { element } from './tags';

/** A place in the page that belongs to a plugin: its element, or one card that says why there is none. */
@customElement('cu-slot')
export class Slot extends Part {
  static override styles = [base, css`:host { min-width: 0; } .bone { width: 60%; margin: 6px 0; } .why { overflow-wrap: anywhere; }`];

  @property({ attribute: false }) what!: Contributed;
  /** what the place is about: `{ asset }`, `{ path }` */
  @property({ attribute: false }) about: Record<string, unknown> = {};
  @state() private shown: (HTMLElement & { ctx?: unknown }) | null = null;
  @state() private why: string | null = null;
  private loaded = '';
  private turn = 0;

  override willUpdate(changed: PropertyValues<this>): void {
    const wanted = `${this.what.plugin.module} ${this.what.its.export}`;
    if (wanted !== this.loaded) {
      this.loaded = wanted;
      void this.load();
    } else if (changed.has('about') && this.shown) {
      this.shown.ctx = this.ctx();
    }
  }

  private ctx(): Record<string, unknown> {
    const { id, version } = this.what.plugin;
    return { ...this.about, plugin: { id, version } };
  }

  /** The version before stays until this one is there. */
  private async load(): Promise<void> {
    const turn = ++this.turn;
    const broke = (thrown: unknown) => turn === this.turn && this.failed(thrown);
    try {
      const made = await element(this.what.plugin, this.what.its.export, this.ctx(), broke);
      if (turn !== this.turn) return;
      this.why = null;
      this.shown = made;
    } catch (e) {
      broke(e);
    }
  }

  private failed(thrown: unknown): void {
    this.shown = null;
    this.why = thrown instanceof Error && thrown.message ? thrown.message : String(thrown);
    console.warn(`${this.what.plugin.id} ${this.what.plugin.version}: ${this.what.its.id}`, thrown);
  }

  private again(): void {
    this.why = null;
    void this.load();
  }

  protected override render(): TemplateResult {
    if (this.why !== null) return this.card(this.why);
    if (this.shown) return html`${this.shown}`;
    return html`<i class="bone"></i><span class="unseen" role="status">${t('loading')}</span>`;
  }

  private card(why: string): TemplateResult {
    const { plugin, its } = this.what;
    return html`<div class="notice bad" role="status" data-testid="slot-failed">${icon('circle-alert')}<div>
      <p>${t('plugin.failed', { title: titleOf(its) })}</p>
      <p>${t('plugin.failedTodo', { name: plugin.name, version: plugin.version })}</p>
      <p class="mono why">${why.slice(0, 300)}</p>
      <p><button class="btn" @click=${() => this.again()}>${t('again')}</button></p></div></div>`;
  }
}

/** A plugin's page at an address; another page is another element. */
export function pageSlot(found: Contributed, path: string): unknown {
  const { plugin, its } = found;
  return keyed(`${plugin.id}${its.path}`, html`<cu-slot .what=${found} .about=${{ path: path.slice(its.path?.length ?? 0) || '/' }}></cu-slot>`);
}
