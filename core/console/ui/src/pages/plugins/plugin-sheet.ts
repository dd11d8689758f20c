// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, get, type Problem } from '../../app/api';
import { moment, t } from '../../app/i18n';
import { session } from '../../app/session';
import type { Page } from '../../app/types';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { factSheet, fingerprint, lineSheet, nodeTag, stateTag, strangerTag, type Change, type Health, type Installed, type Kept, type Offer } from './plugin';
import './plugin-changes';
import './plugin-quarantine';
import './plugin-use';
import type { Decision } from './revoke';

/** One plugin that is installed: how it is on each node, what it can become, and what it was. It tells which `change` or `decision` is wanted. */
@customElement('cu-plugin-sheet')
export class PluginSheet extends Part {
  static override styles = [
    base,
    factSheet,
    lineSheet,
    css`
      :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 18px; }
    `,
  ];

  @property({ attribute: false }) plugin: Installed | null = null;
  @property({ attribute: false }) nodes: Health[] = [];
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

  private revoke(p: Installed): void {
    this.dispatchEvent(new CustomEvent<Decision>('decision', { detail: { verb: 'revoke', what: `jar:${p.sha256}`, name: `${p.name} ${p.version}` } }));
  }

  protected override render(): TemplateResult {
    const p = this.plugin;
    if (!p) return html``;
    return html`${this.trouble(p)}
      <dl><dt>${t('plugins.state')}</dt><dd>${stateTag(p.state)}</dd>
        <dt>${t('plugins.version')}</dt><dd class="num" data-testid="plugin-version">${p.version}</dd>
        <dt>${t('plugins.since')}</dt><dd>${moment(p.installedAt)}</dd>
        <dt>${t('plugins.publisher')}</dt><dd>${fingerprint(p.publisher)} ${strangerTag(p)}</dd>
        <dt>${t('plugins.jar')}</dt><dd>${fingerprint(p.sha256)}</dd></dl>
      ${this.onNodes(p)}
      <cu-plugin-use .plugin=${p.id}></cu-plugin-use>
      ${this.problem ? problemNotice(this.problem, () => void this.read()) : this.earlier(p)}
      <div class="foot">${session.may('core.publisher.decide') && p.state !== 'QUARANTINED'
          ? html`<button class="btn ghost" data-testid="revoke-jar" @click=${() => this.revoke(p)}>${icon('ban', 14)}${t('trust.revokeJar')}…</button>`
          : nothing}<button class="btn danger" data-testid="uninstall" @click=${() => this.want({ verb: 'uninstall', plugin: p.id })}>${t('pluginDo.uninstall')}…</button>
        ${this.newer ? this.next(this.newer) : nothing}</div>
      <cu-plugin-changes .plugin=${p.id}></cu-plugin-changes>`;
  }

  private trouble(p: Installed): unknown {
    if (p.quarantine) return html`<cu-plugin-quarantine .plugin=${p} .quarantine=${p.quarantine}></cu-plugin-quarantine>`;
    return p.detail ? html`<div class="notice ${p.state === 'HELD' ? 'warn' : 'bad'}" data-testid="plugin-detail">${icon('circle-alert')}<p>${p.detail}</p></div>` : nothing;
  }

  private next(offer: Offer): TemplateResult {
    return html`<button class="btn primary" data-testid="update" @click=${() => this.want({ verb: 'install', source: offer.source, notes: this.notes })}>${icon('arrow-up', 14)}${t('plugins.updateTo', { version: offer.version })}…</button>`;
  }

  private onNodes(p: Installed): TemplateResult {
    return html`<section aria-labelledby="nodes"><h2 id="nodes">${t('plugins.nodes')}</h2>
      ${this.nodes.length === 0
        ? html`<p class="quiet">${t('plugins.nodesNone')}</p>`
        : html`<ul class="lines">${this.nodes.map((h) => html`<li data-testid="node"><b class="cut">${h.node}</b><span class="num">${h.version}</span>${nodeTag(h, p.version)}
            <span class="faint">${t('plugins.nodeSince', { when: moment(h.live ? h.since : h.seenAt) })}</span>${h.fault ? html`<p>${h.fault}</p>` : nothing}</li>`)}</ul>`}</section>`;
  }

  private earlier(p: Installed): TemplateResult {
    return html`<section aria-labelledby="earlier"><h2 id="earlier">${t('plugins.earlier')}</h2>
      ${this.kept === null
        ? html`<p class="quiet">${t('loading')}</p>`
        : this.kept.length === 0
          ? html`<p class="quiet">${t('plugins.earlierNone')}</p>`
          : html`<ul class="lines">${this.kept.map((k) => html`<li data-testid="kept"><b class="num">${k.version}</b><span class="faint cut">${t('plugins.until', { when: moment(k.replacedAt) })}</span>
            <button class="btn" data-testid="go-back" @click=${() => this.want({ verb: 'rollback', plugin: p.id, version: k.version })}>${t('plugins.goBackTo', { version: k.version })}…</button></li>`)}</ul>`}</section>`;
  }
}
