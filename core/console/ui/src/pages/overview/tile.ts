// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, get, queryOf, type Problem } from '../../app/api';
import { number, t } from '../../app/i18n';
import { live } from '../../app/live';
import { scope } from '../../app/scope';
import type { Page } from '../../app/types';
import { Part } from '../../parts/element';
import { icon, type IconName } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { dotSheet } from '../../parts/words';
import { base } from '../../style/base';

const SHOWN = 6;
const AGAIN = 60_000;

export interface Line {
  href: string;
  /** a tag or a dot */
  mark: unknown;
  text: string;
  /** whose it is */
  of: string;
  when: string;
}

/** A short list of what somebody should look at, and the way to all of it. */
export interface Tile<T = never> {
  id: string;
  title: string;
  icon: IconName;
  permission: string;
  path: string;
  values: Record<string, string | number | boolean>;
  /** to the room where all of it is */
  href: string;
  /** beginnings of the names of events after which it is another */
  events: string[];
  fits: (item: T) => boolean;
  line: (item: T) => Line;
}

/** A tile: what it lists comes from the platform, anew when something happens to it. It tells `count`. */
@customElement('cu-tile')
export class TileView extends Part {
  static override styles = [
    base,
    dotSheet,
    css`
      :host { display: block; min-width: 0; }
      h2 { display: flex; align-items: center; gap: 9px; padding: 12px 16px 8px; }
      h2 .ico { color: var(--fg3); }
      h2 a { color: inherit; text-decoration: none; flex: 1; }
      h2 a:hover { text-decoration: underline; text-underline-offset: 3px; }
      .n { color: var(--fg3); font-weight: 500; }
      ul { padding: 0; margin: 0; list-style: none; }
      li a { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 2px 10px; align-items: center; padding: 7px 16px; color: var(--fg); text-decoration: none; border-top: 1px solid var(--line); }
      li a:hover { background: var(--hover); }
      li a:focus-visible { outline-offset: -2px; }
      .of { grid-column: 2 / 4; color: var(--fg3); font-size: 12px; }
      .when { color: var(--fg3); font-size: 12px; font-variant-numeric: tabular-nums; white-space: nowrap; }
      .none { display: flex; align-items: center; gap: 8px; padding: 4px 16px 14px; color: var(--fg2); }
      .none .ico { color: var(--ok); }
      .wait { padding: 6px 16px 16px; display: grid; gap: 10px; }
      .wait .bone { width: 70%; }
      .pad { padding: 0 16px 14px; }
    `,
  ];

  @property({ attribute: false }) tile!: Tile;
  @state() private items: never[] | null = null;
  @state() private more = false;
  @state() private problem: Problem | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(live, 'resync', () => void this.read());
    this.until(live.on(({ name }) => this.tile.events.some((e) => name.startsWith(e)) && this.soon(() => void this.read())));
    this.every(AGAIN, () => void this.read());
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('tile') && changed.get('tile')?.id !== this.tile.id) void this.read();
  }

  /** Once for all that happens together. */
  private async read(): Promise<void> {
    try {
      const page = await get<Page<never>>(scope.of(this.tile.path) + queryOf(this.tile.values));
      this.items = page.items.filter(this.tile.fits);
      this.more = page.next !== null;
      this.problem = null;
      this.dispatchEvent(new CustomEvent('count', { detail: this.items.length }));
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  protected override render(): TemplateResult {
    const { tile, items } = this;
    const n = items?.length ?? 0;
    return html`<section class="card" aria-labelledby="name" data-testid="tile-${tile.id}">
      <h2 id="name">${icon(tile.icon, 14)}<a href=${tile.href}>${tile.title}</a>${n ? html`<span class="n num" data-testid="n">${number(n)}${this.more ? '+' : ''}</span>` : nothing}</h2>
      ${this.problem ? html`<div class="pad">${problemNotice(this.problem, () => void this.read())}</div>` : this.list(items)}</section>`;
  }

  private list(items: never[] | null): TemplateResult {
    if (items === null) return html`<div class="wait" aria-hidden="true"><i class="bone"></i><i class="bone"></i></div>`;
    if (items.length === 0) return html`<p class="none" data-testid="nothing">${icon('circle-check', 14)}${t('day.nothing')}</p>`;
    return html`<ul>${items.slice(0, SHOWN).map((item) => {
      const { href, mark, text, of, when } = this.tile.line(item);
      return html`<li><a href=${href} data-testid="line">${mark}<span class="cut">${text}</span><span class="when">${when}</span>${of ? html`<span class="of cut">${of}</span>` : nothing}</a></li>`;
    })}</ul>`;
  }
}
