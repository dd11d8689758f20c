// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { asProblem, get, type Problem } from '../../app/api';
import { t } from '../../app/i18n';
import { live } from '../../app/live';
import type { Page } from '../../app/types';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { pageSheet } from '../assets/assets-sheet';
import type { Template } from './notice';
import './template-form';

/** The words of notices, by kind and language: the platform's own, and those in their place. */
@customElement('cu-template-list')
export class TemplateList extends Part {
  static override styles = [
    base,
    pageSheet,
    css`
      :host { flex: 1; overflow: auto; }
      .lead { padding: 14px 24px; color: var(--fg2); max-width: 76ch; }
      ul { border-top: 1px solid var(--line); }
      li { border-bottom: 1px solid var(--line); }
      li button { display: grid; grid-template-columns: minmax(150px, 220px) 80px minmax(0, 1fr) auto; gap: 4px 14px; align-items: center; width: 100%; padding: 9px 16px 9px 24px; border: 0; background: none; text-align: left; cursor: pointer; }
      li button:hover { background: var(--hover); }
      @media (max-width: 820px) { .lead { padding: 12px 16px; } li button { grid-template-columns: minmax(0, 1fr) auto auto; padding: 9px 16px; } li .subject { grid-column: 1 / -1; grid-row: 2; } }
    `,
  ];

  @state() private own: Template[] = [];
  @state() private kinds: string[] = [];
  @state() private open: { kind: string; language: string } | null = null;
  @state() private problem: Problem | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(live.on(({ name }) => name === 'NoticeTemplateChanged' && void this.read()));
    void this.read();
  }

  private async read(): Promise<void> {
    try {
      const [own, kinds] = await Promise.all([get<Page<Template>>('/notice-templates?limit=500'), get<Page<string>>('/notice-rules/kinds')]);
      this.own = own.items;
      this.kinds = kinds.items;
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  protected override render(): TemplateResult {
    const shown = ['all', ...this.kinds].flatMap((kind) => ['en', 'it'].map((language) => ({ kind, language })));
    return html`<p class="lead">${t('words.lead')}</p>
      ${this.problem ? html`<div class="pad">${problemNotice(this.problem, () => void this.read())}</div>` : nothing}
      <ul data-testid="templates">${this.own.length ? shown.map((x) => this.row(x)) : nothing}</ul>
      <wa-dialog label=${this.open ? `${this.kindWord(this.open.kind)}, ${this.languageWord(this.open.language)}` : t('notices.words')} ?open=${this.open !== null} data-testid="template-dialog" @wa-after-hide=${() => (this.open = null)}>
        ${this.open ? html`<cu-template-form .kind=${this.open.kind} .language=${this.open.language} @done=${() => this.done()}></cu-template-form>` : nothing}</wa-dialog>`;
  }

  private done(): void {
    this.open = null;
    void this.read();
  }

  private kindWord(kind: string): string {
    return kind === 'all' ? t('words.all') : kind;
  }

  private languageWord(language: string): string {
    return language === 'it' ? 'Italiano' : 'English';
  }

  private row(x: { kind: string; language: string }): TemplateResult {
    const own = this.own.find((o) => o.kind === x.kind && o.language === x.language);
    const isOwn = own && !own.builtIn;
    return html`<li><button data-testid="template" @click=${() => (this.open = x)}><span class=${x.kind === 'all' ? '' : 'mono'}>${this.kindWord(x.kind)}</span><span>${this.languageWord(x.language)}</span>
      <span class="cut faint mono subject">${own?.subject ?? ''}</span>${isOwn ? html`<span class="tag info">${icon('check', 12)}${t('words.own')}</span>` : html`<span class="faint">${t(own ? 'words.builtIn' : 'words.inherited')}</span>`}</button></li>`;
  }
}
