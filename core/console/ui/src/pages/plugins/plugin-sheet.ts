// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, get, type Problem } from '../../app/api';
import { moment, t } from '../../app/i18n';
import type { Page } from '../../app/types';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { factSheet, fingerprint, stateTag, type Change, type Installed, type Kept, type Offer } from './plugin';

/** One plugin that is installed: how it is, what it can become, and what it was. It tells which `change` is wanted. */
@customElement('cu-plugin-sheet')
export class PluginSheet extends Part {
  static override styles = [
    base,
    factSheet,
    css`
      :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 18px; }
      .kept li { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; padding: 8px 0; border-top: 1px solid var(--line); }
      .kept .btn { margin-left: auto; }
      h2 { margin-bottom: 6px; }
    `,
  ];

  @property({ attribute: false }) plugin: Installed | null = null;
  /** a newer version that a catalog offers */
  @property({ attribute: false }) newer: Offer | null = null;
  @property({ attribute: false }) notes = '';
  @state() private kept: Kept[] | null = null;
  @state() private problem: Problem | null = null;

  override firstUpdated(): void {
    void this.read();
  }

  private async read(): Promise<void> {
    try {
      this.kept = (await get<Page<Kept>>(`/plugin-versions?plugin=${this.plugin?.id ?? ''}`)).items;
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  private want(change: Change): void {
    this.dispatchEvent(new CustomEvent<Change>('change', { detail: change }));
  }

  protected override render(): TemplateResult {
    const p = this.plugin;
    if (!p) return html``;
    return html`${p.detail ? html`<div class="notice ${p.state === 'FAILED' ? 'bad' : 'warn'}" data-testid="plugin-detail">${icon('circle-alert')}<p>${p.detail}</p></div>` : nothing}
      <dl><dt>${t('plugins.state')}</dt><dd>${stateTag(p.state)}</dd>
        <dt>${t('plugins.version')}</dt><dd class="num" data-testid="plugin-version">${p.version}</dd>
        <dt>${t('plugins.since')}</dt><dd>${moment(p.installedAt)}</dd>
        <dt>${t('plugins.publisher')}</dt><dd>${fingerprint(p.publisher)}</dd>
        <dt>${t('plugins.jar')}</dt><dd>${fingerprint(p.sha256)}</dd></dl>
      ${this.problem ? problemNotice(this.problem, () => void this.read()) : this.earlier(p)}
      <div class="foot"><button class="btn danger" data-testid="uninstall" @click=${() => this.want({ verb: 'uninstall', plugin: p.id })}>${t('pluginDo.uninstall')}…</button>
        ${this.newer ? this.next(this.newer) : nothing}</div>`;
  }

  private next(offer: Offer): TemplateResult {
    return html`<button class="btn primary" data-testid="update" @click=${() => this.want({ verb: 'install', source: offer.source, notes: this.notes })}>${icon('arrow-up', 14)}${t('plugins.updateTo', { version: offer.version })}…</button>`;
  }

  private earlier(p: Installed): TemplateResult {
    return html`<section aria-labelledby="earlier"><h2 id="earlier">${t('plugins.earlier')}</h2>
      ${this.kept === null
        ? html`<p class="quiet">${t('loading')}</p>`
        : this.kept.length === 0
          ? html`<p class="quiet">${t('plugins.earlierNone')}</p>`
          : html`<ul class="kept">${this.kept.map((k) => html`<li data-testid="kept"><b class="num">${k.version}</b><span class="faint cut">${t('plugins.until', { when: moment(k.replacedAt) })}</span>
            <button class="btn" data-testid="go-back" @click=${() => this.want({ verb: 'rollback', plugin: p.id, version: k.version })}>${t('plugins.goBackTo', { version: k.version })}…</button></li>`)}</ul>`}</section>`;
  }
}
