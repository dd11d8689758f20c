// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, type Problem } from '../../app/api';
import { ago, moment, t } from '../../app/i18n';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { lastOfEach, outcomeTag, type Entry, type Installed } from './plugin';
import './plugin-changes';

/** Plugins that are not here, and what was done to them: to have gone is no reason to be forgotten. */
@customElement('cu-plugins-removed')
export class PluginsRemoved extends Part {
  static override styles = [
    base,
    css`
      :host { overflow: auto; padding: 8px 24px 24px; }
      details { max-width: 760px; border-bottom: 1px solid var(--line); }
      summary { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 12px 0; cursor: pointer; }
      summary b { min-width: 120px; }
      summary time { margin-left: auto; color: var(--fg3); }
      summary .ico { color: var(--fg3); }
      [open] > summary .ico { transform: rotate(180deg); }
      cu-plugin-changes { display: block; padding: 0 0 16px; }
      @media (max-width: 820px) { :host { padding: 8px 16px 24px; } }
    `,
  ];

  /** what is here; null: not known yet */
  @property({ attribute: false }) installed: Installed[] | null = null;
  /** the last change of each */
  @state() private last: Entry[] | null = null;
  /** id of the one whose history is shown */
  @state() private shown = '';
  @state() private problem: Problem | null = null;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('installed') && this.installed) void this.read(new Set(this.installed.map(({ id }) => id)));
  }

  private async read(here: Set<string>): Promise<void> {
    try {
      this.last = (await lastOfEach()).filter(({ plugin }) => !here.has(plugin));
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  private toggled(event: Event, plugin: string): void {
    const { open } = event.target as HTMLDetailsElement;
    if (open) this.shown = plugin;
    else if (this.shown === plugin) this.shown = '';
  }

  protected override render(): TemplateResult {
    const { last, problem } = this;
    return html`${problem ? problemNotice(problem, () => (this.installed = [...(this.installed ?? [])])) : nothing}
      ${last === null
        ? problem ? nothing : html`<p class="quiet">${t('loading')}</p>`
        : last.length === 0
          ? html`<p class="quiet" data-testid="removed-none">${t('plugins.removedNone')}</p>`
          : last.map((entry) => this.line(entry))}`;
  }

  private line({ plugin, verb, from, to, outcome, begunAt }: Entry): TemplateResult {
    const open = this.shown === plugin;
    return html`<details ?open=${open} data-testid="removed" @toggle=${(e: Event) => this.toggled(e, plugin)}>
      <summary>${icon('chevron-down', 14)}<b class="mono">${plugin}</b><span>${t(`pluginVerb.${verb}`)}</span><span class="num">${[from, to].filter(Boolean).join(' → ')}</span>${outcomeTag(outcome)}
        <time datetime=${begunAt} title=${moment(begunAt)}>${ago(begunAt)}</time></summary>
      ${open ? html`<cu-plugin-changes .plugin=${plugin}></cu-plugin-changes>` : nothing}</details>`;
  }
}
