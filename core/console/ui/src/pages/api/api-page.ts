// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { asProblem, get, queryOf, type Problem } from '../../app/api';
import { count, t } from '../../app/i18n';
import { live } from '../../app/live';
import { matches, operationsOf, type Document, type Operation } from '../../app/openapi';
import { onRoute, query as address, setQuery } from '../../app/router';
import { Part } from '../../parts/element';
import { findBox } from '../../parts/find';
import { icon } from '../../parts/icon';
import { listKeys } from '../../parts/list-keys';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { pageSheet } from '../assets/assets-sheet';
import { methodSheet } from './method';
import './operation-view';

/** The interface for programs, as it is on this server now, with what plugins add to it. */
@customElement('cu-api-page')
export class ApiPage extends Part {
  static override styles = [
    base,
    pageSheet,
    methodSheet,
    css`
      .two { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(300px, 380px) minmax(0, 1fr); }
      .list { overflow: auto; border-right: 1px solid var(--line2); padding: 6px 8px 24px; }
      .one { overflow: auto; padding: 20px 28px 48px; }
      .one > * { max-width: 860px; }
      .list h2 { position: sticky; top: -6px; padding: 12px 8px 4px; background: var(--bg1); color: var(--fg3); font-size: 12px; font-weight: 500; }
      .list a { display: grid; grid-template-columns: 52px minmax(0, 1fr); gap: 2px 9px; align-items: center; padding: 6px 8px; border-radius: var(--r1); text-decoration: none; }
      .list a:hover { background: var(--hover); }
      .list a[aria-current='true'] { background: var(--sel); }
      .list .what { grid-column: 2; color: var(--fg2); font-size: 12px; }
      .lead { display: grid; gap: 14px; justify-items: start; }
      .lead p { color: var(--fg2); max-width: 62ch; line-height: 1.55; }
      .back { display: none; }
      .head a.btn span { white-space: nowrap; }
      @media (max-width: 820px) {
        .two { grid-template-columns: minmax(0, 1fr); }
        .two.at .list, .two:not(.at) .one { display: none; }
        .one { padding: 14px 16px 40px; }
        .back { display: inline-flex; margin-bottom: 14px; }
        .list { border-right: 0; }
        .list a { padding: 10px 8px; }
      }
    `,
  ];

  @state() private document: Document | null = null;
  @state() private words = address().get('q') ?? '';
  @state() private chosen = address().get('op') ?? '';
  @state() private problem: Problem | null = null;
  private all: Operation[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(window, 'keydown', (e) => listKeys(e as KeyboardEvent, this.one<HTMLInputElement>('#text'), null));
    this.until(onRoute(() => this.moved()));
    // a plugin that comes or goes changes it
    this.until(live.on(({ name }) => void (name.startsWith('Plugin') && void this.read())));
    void this.read();
  }

  private async read(): Promise<void> {
    try {
      const document = await get<Document>('/openapi.json');
      this.all = operationsOf(document);
      this.document = document;
      this.problem = null;
      // a link leads into the middle of the list
      void this.updateComplete.then(() => this.one('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' }));
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  private moved(): void {
    this.words = address().get('q') ?? '';
    this.chosen = address().get('op') ?? '';
    void this.updateComplete.then(() => this.one('.one')?.scrollTo(0, 0));
  }

  private find(words: string): void {
    // as typed: who pauses after a blank goes on after it
    this.words = words;
    setQuery({ q: words.trim(), op: this.chosen });
  }

  private href(op: string): string {
    return `/api-docs${queryOf({ q: this.words.trim(), op })}`;
  }

  protected override render(): TemplateResult {
    const found = this.words.trim() ? this.all.filter((one) => matches(one, this.words)) : this.all;
    const one = this.all.find(({ id }) => id === this.chosen) ?? null;
    return html`<div class="head"><h1 tabindex="-1">${t('api.title')}</h1>
        <span class="count num" role="status" data-testid="count">${this.document ? count('api.count', found.length) : ''}</span>
        <a class="btn" href="/account" aria-label=${t('account.tokens')}>${icon('key-round', 14)}<span>${t('account.tokens')}</span></a>
        <a class="btn" href="/api/v1/openapi.json" target="_blank" rel="noopener" aria-label=${t('api.document')}>${icon('download', 14)}<span>OpenAPI</span></a></div>
      <div class="bar">${findBox(this.words, t('api.find'), (words) => this.find(words))}</div>
      ${this.problem ? html`<div class="pad">${problemNotice(this.problem, () => void this.read())}</div>` : nothing}
      ${this.document ? html`<div class="two ${one ? 'at' : ''}"><nav class="list" aria-label=${t('api.operations')}>${this.groups(found)}</nav>
        <div class="one">${one ? html`<a class="btn back" href=${this.href('')}>${icon('chevron-left', 14)}${t('api.operations')}</a><cu-operation .document=${this.document} .operation=${one} data-testid="operation"></cu-operation>` : this.lead(this.document)}</div></div>` : nothing}`;
  }

  private groups(found: Operation[]): TemplateResult {
    if (found.length === 0) return html`<p class="pad quiet" data-testid="no-match">${t('api.none')}</p>`;
    const groups = new Map<string, Operation[]>();
    for (const one of found) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
    return html`${repeat(groups, ([name]) => name, ([name, all]) => html`<section><h2>${name}</h2><ul>${repeat(all, (one) => one.id, (one) => html`<li><a href=${this.href(one.id)} aria-current=${one.id === this.chosen} data-testid="api-operation">
      <span class="method ${one.method}">${one.method}</span><span class="mono cut" title=${one.path}>${one.path}</span>${one.summary ? html`<span class="what cut">${one.summary}</span>` : nothing}</a></li>`)}</ul></section>`)}`;
  }

  private lead(document: Document): TemplateResult {
    return html`<div class="lead" data-testid="api-lead"><h2>${t('api.lead')}</h2><p>${t('api.how')}</p>
      ${document.servers.map((server) => html`<p><span class="mono">${server.url}</span><br>${server.description ?? ''}</p>`)}
      <p>${t('api.tokens')}</p><a class="btn" href="/account">${icon('key-round', 14)}${t('account.tokens')}</a></div>`;
  }
}
