// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, type Problem } from '../../app/api';
import { ago, moment, t } from '../../app/i18n';
import { session } from '../../app/session';
import { userNames } from '../../app/users';
import { Part } from '../../parts/element';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { changesOf, lineSheet, outcomeTag, type Entry } from './plugin';

const FEW = 5;
/** as many as the platform keeps of a plugin */
const ALL = 100;

/** What was done to a plugin, by whom and how it ended; a change that is under way says how far it is. */
@customElement('cu-plugin-changes')
export class PluginChanges extends Part {
  static override styles = [
    base,
    lineSheet,
    css`
      .who { flex-basis: 100%; display: flex; justify-content: space-between; gap: 12px; color: var(--fg3); overflow-wrap: anywhere; }
      .who time { white-space: nowrap; }
    `,
  ];

  @property() plugin = '';
  @state() private entries: Entry[] | null = null;
  @state() private limit = FEW;
  @state() private more = false;
  @state() private problem: Problem | null = null;
  /** of users, by id */
  @state() private names = new Map(session.user ? [[session.user.id, session.user.name]] : []);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.readNames();
    // no event tells that a change begins, or how far it is
    this.every(2_000, () => document.hidden || void this.read());
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('plugin')) return;
    this.entries = null;
    this.limit = FEW;
    void this.read();
  }

  private async read(): Promise<void> {
    const { plugin, limit } = this;
    try {
      const page = await changesOf(plugin, limit);
      if (plugin !== this.plugin || limit !== this.limit) return;
      this.entries = page.items;
      this.more = page.next !== null && limit < ALL;
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  /** The id stands for a name that is gone, or not for this person. */
  private async readNames(): Promise<void> {
    try {
      this.names = await userNames();
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  private showAll(): void {
    this.limit = ALL;
    void this.read();
  }

  protected override render(): TemplateResult {
    const { entries } = this;
    return html`<section aria-labelledby="changes"><h2 id="changes">${t('history.title')}</h2>
      ${this.problem ? problemNotice(this.problem, () => void this.read()) : nothing}
      ${entries === null
        ? this.problem ? nothing : html`<p class="quiet">${t('loading')}</p>`
        : entries.length === 0
          ? html`<p class="quiet">${t('history.none')}</p>`
          : html`<ol class="lines">${entries.map((entry) => this.line(entry))}</ol>`}
      ${this.more ? html`<button class="btn" data-testid="changes-more" @click=${this.showAll}>${t('history.more')}</button>` : nothing}</section>`;
  }

  private line(entry: Entry): TemplateResult {
    const why = entry.outcome === 'RUNNING' ? t(`pluginPhase.${entry.phase}`) : entry.why;
    return html`<li data-testid="plugin-change"><b>${t(`pluginVerb.${entry.verb}`)}</b><span class="num">${[entry.from, entry.to].filter(Boolean).join(' → ')}</span>${outcomeTag(entry.outcome)}
      ${why ? html`<p>${why}</p>` : nothing}
      <div class="who"><span>${t('plugins.doneBy', { who: this.names.get(entry.by) ?? entry.by, node: entry.node })}</span>
        <time datetime=${entry.begunAt} title=${moment(entry.begunAt)}>${ago(entry.begunAt)}</time></div></li>`;
  }
}
