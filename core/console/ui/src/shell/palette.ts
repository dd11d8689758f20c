// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { get, isAbort, queryOf } from '../app/api';
import { directory } from '../app/directory';
import { t } from '../app/i18n';
import { navigate } from '../app/router';
import { session } from '../app/session';
import { toastProblem } from '../app/toast';
import type { CommandInfo, Page, SearchHit } from '../app/types';
import { Part } from '../parts/element';
import { icon } from '../parts/icon';
import { runOf } from '../plugins/commands';
import { iconOf, registry, titleOf } from '../plugins/registry';
import { base } from '../style/base';
import './command-dialog';
import type { CommandDialog } from './command-dialog';
import { foundHits, type Hit } from './found';
import { pages } from './pages';

/** Of customers, of whom many may be called alike. */
const MOST = 8;

/** Of all kinds together. */
const MOST_FOUND = 12;

/** Ctrl K: every page, customer, asset and command this person may use, a few letters away. */
@customElement('cu-palette')
export class Palette extends Part {
  static override styles = [
    base,
    css`
      :host { display: contents; }
      dialog { border: 0; padding: 0; margin: 12vh auto auto; width: min(600px, calc(100vw - 24px)); border-radius: var(--r3); background: var(--bg2); color: var(--fg); box-shadow: var(--shadow); overflow: hidden; }
      dialog::backdrop { background: var(--scrim); }
      dialog[open] { animation: rise 0.14s var(--ease); }
      @keyframes rise { from { opacity: 0; transform: scale(0.985) translateY(-6px); } }
      .ask { position: relative; display: block; border-bottom: 1px solid var(--line2); }
      .ask .ico { position: absolute; left: 16px; top: 17px; color: var(--fg3); }
      .ask input { width: 100%; height: 50px; padding: 0 16px 0 44px; border: 0; background: none; font-size: 15px; outline-offset: -3px; }
      .ask input::placeholder { color: var(--fg3); opacity: 1; }
      .ask input:focus-visible { outline: none; }
      .ask:focus-within { box-shadow: inset 0 -2px var(--acc); }
      .hits { padding: 6px; max-height: min(420px, 60vh); overflow: auto; }
      .group { padding: 8px 10px 4px; font-size: 11.5px; font-weight: 500; color: var(--fg3); }
      .hit { display: flex; align-items: center; gap: 11px; min-height: 36px; padding: 0 10px; border-radius: var(--r1); cursor: pointer; color: var(--fg2); }
      .hit[aria-selected='true'] { background: var(--sel); color: var(--fg); }
      .hit small { margin-left: auto; color: var(--fg3); font-size: 12px; max-width: 50%; }
      .hit[aria-selected='true'] small { color: var(--fg2); }
      .none { padding: 28px; text-align: center; color: var(--fg2); }
      footer { display: flex; gap: 14px; padding: 8px 16px; border-top: 1px solid var(--line); color: var(--fg3); font-size: 12px; }
      @media (max-width: 820px) { dialog { margin-top: 12px; } .hit { min-height: 44px; } .ask input { font-size: 16px; } footer { display: none; } }
    `,
  ];

  @state() private text = '';
  @state() private at = 0;
  @state() private found: { text: string; hits: SearchHit[] } = { text: '', hits: [] };
  @state() private commands: CommandInfo[] = [];
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('cu-command-dialog') private runner!: CommandDialog;

  private asking: AbortController | null = null;
  private delay: ReturnType<typeof setTimeout> | undefined;
  /** Enter came before the answer: the first hit is meant, when it is here */
  private hurried = false;

  show(): void {
    if (this.dialog.open) return;
    this.text = '';
    this.at = 0;
    this.hurried = false;
    this.found = { text: '', hits: [] };
    this.dialog.showModal();
    const input = this.one<HTMLInputElement>('input');
    if (input) input.value = '';
    input?.focus();
    void this.readCommands();
  }

  private async readCommands(): Promise<void> {
    if (!session.may('core.command.read')) return;
    try {
      const answer = await get<Page<CommandInfo>>('/commands');
      this.commands = answer.items;
    } catch (e) {
      toastProblem(e);
    }
  }

  private typed(event: InputEvent): void {
    this.text = (event.target as HTMLInputElement).value;
    this.at = 0;
    this.hurried = false;
    clearTimeout(this.delay);
    this.delay = setTimeout(() => void this.find(), 120);
  }

  private async find(): Promise<void> {
    this.asking?.abort();
    const text = this.text.trim();
    if (!text || !session.may('core.search.use')) return;
    this.asking = new AbortController();
    try {
      const answer = await get<Page<SearchHit>>(`/search${queryOf({ text: text.slice(0, 200), limit: MOST_FOUND })}`, this.asking.signal);
      this.found = { text, hits: answer.items };
    } catch (e) {
      if (!isAbort(e)) toastProblem(e);
    }
  }

  private hits(): Hit[] {
    const words = this.text.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (...texts: string[]) => words.every((w) => texts.some((x) => x.toLowerCase().includes(w)));
    return [
      ...pages()
        .filter((p) => fits(p.title))
        .map((p): Hit => ({ group: 'pages', icon: p.icon, text: p.title, hint: t(`section.${p.section}`), go: () => navigate(p.path) })),
      ...(words.length && session.may('core.tenant.read') ? directory.tenants.filter((tenant) => fits(tenant.name)).slice(0, MOST) : []).map(
        (tenant): Hit => ({ group: 'customers', icon: 'building-2', text: tenant.name, hint: t('palette.customer'), go: () => navigate(`/tenants/${tenant.id}`) }),
      ),
      ...this.known(fits),
      ...this.commands
        .filter((c) => fits(c.name, c.description))
        .map((c): Hit => ({ group: 'commands', icon: 'zap', text: c.description, hint: c.name, go: () => this.runner.show(c) })),
      ...registry
        .at('command')
        .filter(({ plugin, its }) => fits(titleOf(its), plugin.name))
        .map((c): Hit => ({ group: 'plugins', icon: iconOf(c.its), text: titleOf(c.its), hint: c.plugin.name, go: () => void runOf(c) })),
    ];
  }

  /**
   * Until the server answered, those of a shorter text that still fit: the list does not flicker, and
   * who types fast and presses Enter gets nothing else than he typed.
   */
  private known(fits: (...texts: string[]) => boolean): Hit[] {
    const { text, hits } = this.found;
    const now = this.text.trim();
    if (!text || !now.startsWith(text)) return [];
    const all = foundHits(hits);
    return now === text ? all : all.filter((hit) => fits(hit.text, hit.hint));
  }

  private choose(hit: Hit | undefined): void {
    if (!hit) return;
    this.dialog.close();
    hit.go();
  }

  private key(event: KeyboardEvent): void {
    const all = this.hits().length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && all > 0) {
      event.preventDefault();
      this.at = (this.at + step + all) % all;
      void this.updateComplete.then(() => this.one('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }));
    }
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      if (all > 0) this.choose(this.hits()[this.at]);
      else this.hurried = this.text.trim() !== '';
    }
  }

  protected override updated(): void {
    if (this.hurried && this.dialog.open && this.hits().length > 0) {
      this.hurried = false;
      this.choose(this.hits()[0]);
    }
  }

  private outside(event: MouseEvent): void {
    if (event.target === this.dialog) this.dialog.close();
  }

  protected override render(): TemplateResult {
    const hits = this.hits();
    return html`<dialog aria-label=${t('palette.title')} data-testid="palette" @click=${this.outside}>
        <label class="ask">${icon('search')}<input role="combobox" aria-expanded="true" aria-controls="hits" aria-autocomplete="list"
          aria-activedescendant=${hits.length ? `hit${this.at}` : nothing} aria-label=${t('palette.title')} placeholder=${t('palette.hint')}
          maxlength="200" autocomplete="off" spellcheck="false" @input=${this.typed} @keydown=${this.key}></label>
        <div class="hits" id="hits" role="listbox" aria-label=${t('palette.title')}>${hits.map((hit, i) => this.hit(hit, i, hits))}</div>
        ${hits.length ? nothing : html`<p class="none" role="status">${t('palette.none')}</p>`}
        <footer aria-hidden="true"><span><kbd>↑</kbd> <kbd>↓</kbd> ${t('palette.move')}</span><span><kbd>↵</kbd> ${t('palette.open')}</span><span><kbd>Esc</kbd> ${t('close')}</span></footer>
      </dialog><cu-command-dialog></cu-command-dialog>`;
  }

  private hit(hit: Hit, i: number, all: Hit[]): TemplateResult {
    const first = i === 0 || all[i - 1]?.group !== hit.group;
    return html`${first ? html`<div class="group" role="presentation">${t(`palette.${hit.group}`)}</div>` : nothing}
      <div class="hit" id="hit${i}" role="option" data-testid="hit" aria-selected=${i === this.at}
        @click=${() => this.choose(hit)} @pointermove=${() => (this.at = i)}>
        ${icon(hit.icon)}<span class="cut">${hit.text}</span><small class="cut ${hit.group === 'commands' ? 'mono' : ''}">${hit.hint}</small></div>`;
  }
}
