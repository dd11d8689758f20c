// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { call, get } from '../../app/api';
import { LANGUAGES, t, type Language } from '../../app/i18n';
import { pictureOf, provider, type ProviderProfile } from '../../app/provider';
import { machineZone, zones } from '../../app/zone';
import { diffSheet, type Difference } from '../../parts/diff';
import { Editing } from '../../parts/editing';
import { field, formText, textField } from '../../parts/field';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { formSheet } from '../notices/notice';
import { logoOf } from './logo';
import './look-preview';

const COLOURS = ['#4453d6', '#1a7fc5', '#0b7a68', '#2e8b57', '#b4690e', '#c2410c', '#be2a5b', '#8a3ffc'];

type Told = Omit<ProviderProfile, 'revision'>;

/** The MSP: its name, look, language and time zone. `done` tells that it was saved. */
@customElement('cu-provider-form')
export class ProviderForm extends Editing<ProviderProfile> {
  static override styles = [
    base,
    formSheet,
    diffSheet,
    css`
      .two { align-items: start; }
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

  /** on the button that saves it */
  @property() saveWord = '';
  @state() private name = '';
  @state() private accent: string | null = null;
  @state() private logo: string | null = null;
  @state() private shown: ProviderProfile | null = null;
  @state() private noPicture = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.work(async () => {
      this.known = await this.again();
      this.show(this.known);
    });
  }

  protected override again(): Promise<ProviderProfile> {
    return get<ProviderProfile>('/provider');
  }

  protected override show(now: ProviderProfile): void {
    this.shown = now;
    this.name = now.name ?? '';
    this.accent = now.accent;
    this.logo = now.logo;
  }

  private told(): Told {
    const said = formText(this.one<HTMLFormElement>('form') as HTMLFormElement);
    return { name: said('name'), accent: this.accent, logo: this.logo, language: (said('language') ?? 'en') as Language, zone: said('zone') ?? 'UTC' };
  }

  protected override differences(theirs: ProviderProfile): Difference[] {
    const mine = this.told();
    const words: [string, (of: Told) => string | null][] = [
      [t('settings.name'), (of) => of.name],
      [t('settings.colour'), (of) => of.accent],
      [t('settings.logo'), (of) => (of.logo === null ? null : t(of.logo === mine.logo ? 'settings.logoMine' : 'settings.logoOther'))],
      [t('settings.language'), (of) => LANGUAGES[of.language]],
      [t('settings.zone'), (of) => of.zone],
    ];
    return words.map(([name, word]) => ({ name, before: word(theirs), after: word(mine) })).filter((d) => d.before !== d.after);
  }

  protected override async save(): Promise<void> {
    const now = await call<ProviderProfile>('PUT', '/provider', { ...this.told(), revision: this.known?.revision ?? 0 });
    this.known = now;
    this.show(now);
    provider.take(now);
    this.dispatchEvent(new Event('done'));
  }

  private submit(event: Event): void {
    event.preventDefault();
    void this.saved();
  }

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
    const now = this.shown;
    if (!now) return html`<div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>${this.problem ? nothing : html`<i class="bone" .style=${'width:60%'}></i>`}`;
    const wrong = this.problem?.fields ?? {};
    // who never said it is offered what this browser knows
    const zone = now.revision ? now.zone : machineZone();
    return html`<form data-testid="provider-form" @submit=${this.submit}>
      <div @input=${(e: Event) => (this.name = (e.target as HTMLInputElement).value)}>${textField('name', t('settings.name'), now.name ?? '', { wrong: wrong.name, hint: t('settings.nameHint') })}</div>
      <div class="two">
        ${field('language', t('settings.language'), { wrong: wrong.language, hint: t('settings.languageHint') }, ({ id, invalid, by }) => html`<select class="input" id=${id} name="language" aria-invalid=${invalid} aria-describedby=${by}>
          ${(Object.keys(LANGUAGES) as Language[]).map((each) => html`<option value=${each} ?selected=${each === (now.revision ? now.language : document.documentElement.lang)}>${LANGUAGES[each]}</option>`)}</select>`)}
        ${field('zone', t('settings.zone'), { wrong: wrong.zone, hint: t('settings.zoneHint') }, ({ id, invalid, by }) => html`<input class="input" id=${id} name="zone" list="zones" required maxlength="60" autocomplete="off" aria-invalid=${invalid} aria-describedby=${by} .value=${zone}>
          <datalist id="zones">${zones().map((each) => html`<option value=${each}></option>`)}</datalist>`)}</div>
      ${this.colours(wrong.accent)}${this.picture(wrong.logo)}
      <cu-look-preview .name=${this.name} .accent=${this.accent} .logo=${this.logo}></cu-look-preview>
      ${this.conflict()}
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <div class="foot"><slot></slot><span class="fill"></span><button class="btn primary" data-testid="provider-save" ?disabled=${this.busy || this.theirs !== null}>${icon('check', 14)}${this.saveWord || t('fields.save')}</button></div></form>`;
  }

  private colours(wrong: string | undefined): TemplateResult {
    const pick = (colour: string | null) => () => (this.accent = colour);
    return html`<fieldset><legend>${t('settings.colour')}</legend>
      <div class="colours"><button type="button" class="btn" data-testid="colour-own" aria-pressed=${this.accent === null} @click=${pick(null)}>${this.accent === null ? icon('check', 13) : nothing}${t('settings.colourOwn')}</button>
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
