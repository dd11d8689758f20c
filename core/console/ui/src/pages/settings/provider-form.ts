// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { call, get } from '../../app/api';
import { LANGUAGES, t, type Language } from '../../app/i18n';
import { provider, type ProviderProfile } from '../../app/provider';
import { machineZone, zones } from '../../app/zone';
import { diffSheet, type Difference } from '../../parts/diff';
import { Editing } from '../../parts/editing';
import { field, formText, textField } from '../../parts/field';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { formSheet } from '../notices/notice';
import './look-choice';
import { lookDifferences, type LookChoice } from './look-choice';

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
    `,
  ];

  /** on the button that saves it */
  @property() saveWord = '';
  @state() private name = '';
  @state() private shown: ProviderProfile | null = null;

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
  }

  private told(): Told {
    const said = formText(this.one<HTMLFormElement>('form') as HTMLFormElement);
    const { accent, logo } = this.one<LookChoice>('cu-look-choice') as LookChoice;
    return { name: said('name'), accent, logo, language: (said('language') ?? 'en') as Language, zone: said('zone') ?? 'UTC' };
  }

  protected override differences(theirs: ProviderProfile): Difference[] {
    const mine = this.told();
    return [
      ...lookDifferences(t('settings.name'), theirs, mine),
      { name: t('settings.language'), before: LANGUAGES[theirs.language], after: LANGUAGES[mine.language] },
      { name: t('settings.zone'), before: theirs.zone, after: mine.zone },
    ];
  }

  protected override async save(): Promise<void> {
    const now = await call<ProviderProfile>('PUT', '/provider', { ...this.told(), revision: this.known?.revision ?? 0 });
    this.known = now;
    this.show(now);
    provider.take(now);
    this.dispatchEvent(new Event('done'));
  }

  protected override render(): TemplateResult {
    const now = this.shown;
    if (!now) return this.opening();
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
      ${keyed(now, html`<cu-look-choice own=${t('settings.colourOwn')} .name=${this.name} .accent=${now.accent} .logo=${now.logo} .wrong=${wrong}></cu-look-choice>`)}
      ${this.conflict()}
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <div class="foot"><slot></slot><span class="fill"></span><button class="btn primary" data-testid="provider-save" ?disabled=${this.busy || this.theirs !== null}>${icon('check', 14)}${this.saveWord || t('fields.save')}</button></div></form>`;
  }

}
