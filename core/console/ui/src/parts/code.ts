// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../app/i18n';
import { recall, remember } from '../app/memory';
import { base } from '../style/base';
import type { Run } from './code-colours';
import { copyButton } from './copy';
import { Part } from './element';
import { icon } from './icon';

export type CodeLanguage = 'bash' | 'json' | 'powershell' | 'python' | 'text';

/** More than that stays of one colour: reading it matters more than how it looks. */
const MOST_COLOURED = 60_000;

/** Text of machines as it is: numbered lines, copied whole, coloured where its language is known. */
@customElement('cu-code')
export class Code extends Part {
  static override styles = [
    base,
    css`
      :host { min-width: 0; }
      .box { position: relative; border: 1px solid var(--line2); border-radius: var(--r2); background: var(--bg); overflow: hidden; }
      .box.bad { border-color: color-mix(in srgb, var(--bad) 40%, transparent); }
      .name { display: flex; align-items: center; gap: 4px; min-height: 30px; padding: 0 4px 0 12px; border-bottom: 1px solid var(--line); font-size: 12px; font-weight: 500; color: var(--fg2); }
      .name > .cut { flex: 1; }
      .name .btn { height: 24px; width: 24px; border-radius: 4px; }
      .name .btn[aria-pressed='true'] { color: var(--acc); }
      wa-copy-button { font-size: 13px; color: var(--fg2); }
      pre { margin: 0; padding: 8px 0; max-height: var(--code-height, 340px); overflow: auto; line-height: 1.6; tab-size: 4; overscroll-behavior: contain; }
      pre:focus-visible { outline-offset: -2px; }
      code { font: inherit; display: block; width: max-content; min-width: 100%; }
      .line { display: block; position: relative; padding: 0 12px 0 calc(var(--digits) * 1ch + 26px); min-height: 1.6em; white-space: pre; content-visibility: auto; contain-intrinsic-block-size: auto 1.6em; }
      .line::before { content: attr(data-n); position: absolute; left: 0; top: 0; bottom: 0; width: calc(var(--digits) * 1ch + 14px); padding-right: 6px; text-align: right; color: var(--fg3); user-select: none; border-right: 1px solid var(--line); }
      .wrap code { width: auto; }
      .wrap .line { white-space: pre-wrap; overflow-wrap: anywhere; }
      .word { color: var(--acc); } .string { color: var(--ok); } .value { color: var(--info); } .name-of { color: var(--warn); } .note { color: var(--fg3); }
      @media (max-width: 820px) { .name { min-height: 40px; } .name .btn { height: 36px; width: 36px; } }
    `,
  ];

  @property() text = '';
  @property() language: CodeLanguage = 'text';
  /** what it is, said above it */
  @property() label = '';
  /** of what went wrong */
  @property({ type: Boolean }) bad = false;
  /** by which tests find it */
  @property() mark = '';
  @state() private lines: Run[][] = [];
  @state() private wrap = recall('code-wrap') !== 'no';

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('text') && !changed.has('language')) return;
    this.lines = this.text.split('\n').map((line) => (line ? [{ kind: '', text: line }] : []));
    if (this.language !== 'text' && this.text.length <= MOST_COLOURED) void this.colour(this.text, this.language);
  }

  private async colour(text: string, language: Exclude<CodeLanguage, 'text'>): Promise<void> {
    try {
      const { colourLines } = await import('./code-colours');
      if (text === this.text && language === this.language) this.lines = colourLines(text, language);
    } catch {
      return; // it reads as well without
    }
  }

  private toggle(): void {
    this.wrap = !this.wrap;
    remember('code-wrap', this.wrap ? 'yes' : 'no');
  }

  protected override render(): TemplateResult {
    // a last line break ends a line and does not begin one
    const lines = this.lines.length > 1 && this.lines.at(-1)?.length === 0 ? this.lines.slice(0, -1) : this.lines;
    return html`<div class="box ${this.bad ? 'bad' : ''}"><div class="name"><span class="cut">${this.label}</span>
        <button class="btn ghost square" aria-pressed=${this.wrap} aria-label=${t('code.wrap')} title=${t('code.wrap')} data-testid="code-wrap" @click=${this.toggle}>${icon('wrap-text', 13)}</button>
        ${copyButton(this.text)}</div>
      <pre class="mono ${this.wrap ? 'wrap' : ''}" tabindex="0" role="group" aria-label=${this.label} data-testid=${this.mark || nothing} .style=${`--digits:${String(lines.length).length}`}><code>${lines.map(
        (line, n) => html`<span class="line" data-n=${n + 1}>${line.map((run) => (run.kind ? html`<span class=${run.kind === 'name' ? 'name-of' : run.kind}>${run.text}</span>` : run.text))}${'\n'}</span>`,
      )}</code></pre></div>`;
  }
}

const SHELLS = ['sh', 'bash', 'dash', 'zsh', 'ksh'];

/** In which language a script of that interpreter is, its path or its name. */
export function languageOf(interpreter: unknown): CodeLanguage {
  const name = String(interpreter).split('/').at(-1) ?? '';
  if (SHELLS.includes(name)) return 'bash';
  return ({ pwsh: 'powershell', python3: 'python' } as const)[name] ?? 'text';
}
