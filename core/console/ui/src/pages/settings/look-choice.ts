// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../../app/i18n';
import { pictureOf } from '../../app/provider';
import type { Difference } from '../../parts/diff';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { base } from '../../style/base';
import { formSheet } from '../notices/notice';
import { logoOf } from './logo';
import './look-preview';

const COLOURS = ['#4453d6', '#1a7fc5', '#0b7a68', '#2e8b57', '#b4690e', '#c2410c', '#be2a5b', '#8a3ffc'];

/** What is shown to people of somebody: null where nothing was set. */
interface Look {
  name: string | null;
  accent: string | null;
  logo: string | null;
}

/** @param name what the name is called */
export function lookDifferences(name: string, theirs: Look, mine: Look): Difference[] {
  const logo = (of: Look) => (of.logo === null ? null : t(of.logo === mine.logo ? 'settings.logoMine' : 'settings.logoOther'));
  return [
    { name, before: theirs.name, after: mine.name },
    { name: t('settings.colour'), before: theirs.accent, after: mine.accent },
    { name: t('settings.logo'), before: logo(theirs), after: logo(mine) },
  ];
}

/** Colour and logo, and how they will look. */
@customElement('cu-look-choice')
export class LookChoice extends Part {
  static override styles = [
    base,
    formSheet,
    css`
      :host { display: grid; gap: 14px; }
      .colours { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
      .colour { width: 26px; height: 26px; border-radius: 50%; border: 2px solid transparent; padding: 0; cursor: pointer; background: var(--its); background-clip: content-box; }
      .colour[aria-pressed='true'] { border-color: var(--fg); padding: 2px; }
      input[type='color'] { width: 34px; height: 28px; padding: 0; border: 1px solid var(--control); border-radius: var(--r1); background: none; cursor: pointer; }
      .logo { display: flex; gap: 12px; align-items: center; flex-wrap: wrap; }
      .shown { width: 84px; height: 52px; display: grid; place-items: center; border: 1px dashed var(--line2); border-radius: var(--r2); color: var(--fg3); flex: none; }
      .shown img { max-width: 72px; max-height: 40px; }
      input[type='file'] { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      .file:focus-within { outline: 2px solid var(--acc); outline-offset: 1px; }
      @media (max-width: 820px) { .colour { width: 34px; height: 34px; } input[type='color'] { width: 44px; height: 36px; } }
    `,
  ];

  /** beside the logo */
  @property() name = '';
  /** what takes the place of a colour that nobody chose */
  @property() own = '';
  @property({ attribute: false }) accent: string | null = null;
  /** a PNG, in Base64 */
  @property({ attribute: false }) logo: string | null = null;
  /** what the platform says of them */
  @property({ attribute: false }) wrong: Record<string, string> = {};
  @state() private noPicture = false;

  private async picked(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    const logo = await logoOf(file);
    this.noPicture = logo === null;
    this.logo = logo ?? this.logo;
  }

  protected override render(): TemplateResult {
    return html`${this.colours(this.wrong.accent)}${this.picture(this.wrong.logo)}
      <cu-look-preview .name=${this.name} .accent=${this.accent} .logo=${this.logo}></cu-look-preview>`;
  }

  private colours(wrong: string | undefined): TemplateResult {
    const pick = (colour: string | null) => () => (this.accent = colour);
    return html`<fieldset><legend>${t('settings.colour')}</legend>
      <div class="colours"><button type="button" class="btn" data-testid="colour-own" aria-pressed=${this.accent === null} @click=${pick(null)}>${this.accent === null ? icon('check', 13) : nothing}${this.own}</button>
        ${COLOURS.map((each) => html`<button type="button" class="colour" .style=${`--its:${each}`} aria-label=${t('settings.colourOf', { colour: each })} aria-pressed=${this.accent === each} @click=${pick(each)}></button>`)}
        <input type="color" data-testid="colour" aria-label=${t('settings.colourAny')} title=${t('settings.colourAny')} .value=${this.accent ?? '#4453d6'} @input=${(e: Event) => (this.accent = (e.target as HTMLInputElement).value)}></div>
      ${wrong ? html`<span class="wrong">${wrong}</span>` : nothing}</fieldset>`;
  }

  private picture(wrong: string | undefined): TemplateResult {
    return html`<fieldset><legend>${t('settings.logo')}</legend>
      <div class="logo"><span class="shown">${this.logo ? html`<img src=${pictureOf(this.logo)} alt=${t('settings.logo')} data-testid="logo">` : icon('upload', 16)}</span>
        <label class="btn file"><input type="file" accept="image/png,image/jpeg,image/webp" data-testid="logo-file" @change=${this.picked}>${t('settings.logoPick')}</label>
        ${this.logo ? html`<button type="button" class="btn ghost" data-testid="logo-none" @click=${() => (this.logo = null)}>${t('settings.logoNone')}</button>` : nothing}
        <span class="faint">${t('settings.logoHint')}</span></div>
      ${this.noPicture || wrong ? html`<span class="wrong" role="alert" data-testid="no-picture">${wrong ?? t('settings.noPicture')}</span>` : nothing}</fieldset>`;
  }
}
