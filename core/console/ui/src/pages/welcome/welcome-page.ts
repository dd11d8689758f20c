// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import { session } from '../../app/session';
import { STEPS, welcome, type Step } from '../../app/welcome';
import { Part } from '../../parts/element';
import { icon, type IconName } from '../../parts/icon';
import '../../parts/mark';
import { base } from '../../style/base';
import { cardSheet } from '../asset/asset-sheet';
import '../settings/certificate-card';
import '../settings/demo-card';
import '../settings/mail-card';
import '../settings/provider-form';
import './first-agent';

const ICONS: Record<Step, IconName> = { provider: 'building-2', mail: 'mail', certificate: 'shield-check', agent: 'plug' };

/** The first steps of a fresh installation; each may be left out, and one goes on where one was. */
@customElement('cu-welcome-page')
export class WelcomePage extends Part {
  static override styles = [
    base,
    cardSheet,
    css`
      :host { min-height: 0; }
      .page { height: 100%; overflow: auto; padding: 28px 24px 48px; }
      .middle { max-width: 900px; margin: 0 auto; display: grid; grid-template-columns: minmax(0, 1fr); gap: 20px; }
      header { display: flex; gap: 14px; align-items: center; }
      header cu-mark { width: 40px; height: 40px; flex: none; }
      header div { flex: 1; min-width: 0; }
      header h1 { font-size: 22px; }
      header p { color: var(--fg2); margin-top: 2px; }
      .steps { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 8px; }
      .steps button { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 2px 9px; align-items: center; width: 100%; padding: 10px 12px; border: 1px solid var(--line2); border-radius: var(--r2); background: var(--bg2); cursor: pointer; text-align: left; font-weight: 500; }
      .steps button:hover { background: var(--bg3); }
      .steps button[aria-current='step'] { border-color: var(--acc); background: var(--sel); }
      .steps .ico { color: var(--fg3); }
      .steps .did .ico { color: var(--ok); }
      .bar { height: 3px; border-radius: 2px; background: var(--bg3); overflow: hidden; }
      .bar i { display: block; height: 100%; background: var(--acc); transition: width 0.3s var(--ease); }
      .inside { padding: 4px 16px 16px; display: grid; gap: 14px; }
      .foot { display: flex; gap: 8px; flex-wrap: wrap; }
      .foot .fill { flex: 1; }
      .card > h2 > .ico { color: var(--fg3); }
      @media (max-width: 820px) { .page { padding: 18px 16px 40px; } header { align-items: flex-start; } .steps { grid-template-columns: 1fr 1fr; } header h1 { font-size: 19px; } }
    `,
  ];

  @state() private at: Step | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void welcome.read().then(() => {
      const { at } = welcome.progress;
      this.at = STEPS.includes(at) ? at : STEPS[0];
      welcome.go(this.at);
    });
  }

  private async show(step: Step): Promise<void> {
    this.at = step;
    welcome.go(step);
    await this.updateComplete;
    this.one('.page')?.scrollTo({ top: 0 });
    this.one('#step')?.focus();
  }

  /** To the next step, or out of the last one. */
  private next(): void {
    const next = STEPS[STEPS.indexOf(this.at ?? 'provider') + 1];
    if (next) return void this.show(next);
    welcome.end('finished');
    navigate('/overview');
  }

  private later(): void {
    welcome.end('later');
    navigate('/overview');
  }

  private did(step: Step): void {
    welcome.did(step);
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { at } = this;
    if (!at) return html``;
    const { done } = welcome.progress;
    const place = STEPS.indexOf(at);
    return html`<div class="page"><div class="middle" data-testid="welcome">
      <header><cu-mark></cu-mark><div><h1 tabindex="-1">${t('welcome.title')}</h1><p>${t('welcome.lead')}</p></div>
        <button class="btn ghost" data-testid="welcome-later" @click=${this.later}>${t('welcome.later')}</button></header>
      <ol class="steps" aria-label=${t('welcome.steps')}>${STEPS.map((step) => html`<li><button class=${done.includes(step) ? 'did' : ''} data-testid="step-${step}" data-did=${done.includes(step)} aria-current=${step === at ? 'step' : 'false'} @click=${() => void this.show(step)}>
        ${icon(done.includes(step) ? 'circle-check' : ICONS[step], 16)}<span class="cut">${t(`welcome.${step}`)}</span>${done.includes(step) ? html`<span class="unseen">${t('welcome.did')}</span>` : nothing}</button></li>`)}</ol>
      <div class="bar" aria-hidden="true"><i .style=${`width:${((place + 1) / STEPS.length) * 100}%`}></i></div>
      <h2 class="unseen" id="step" tabindex="-1">${t('welcome.at', { n: place + 1, of: STEPS.length, step: t(`welcome.${at}`) })}</h2>
      ${this.step(at)}
      <div class="foot">${place > 0 ? html`<button class="btn ghost" data-testid="welcome-back" @click=${() => void this.show(STEPS[place - 1] as Step)}>${icon('chevron-left', 14)}${t('welcome.back')}</button>` : nothing}<span class="fill"></span>
        <button class="btn ${done.includes(at) ? 'primary' : ''}" data-testid="welcome-next" @click=${this.next}>${t(place === STEPS.length - 1 ? 'welcome.finish' : done.includes(at) ? 'welcome.next' : 'welcome.skip')}${icon('chevron-right', 14)}</button></div></div></div>`;
  }

  private step(at: Step): TemplateResult {
    const did = () => this.did(at);
    switch (at) {
      case 'provider':
        return html`<section class="card"><h2>${icon('building-2', 15)}${t('settings.msp')}</h2><div class="inside"><cu-provider-form saveWord=${t('welcome.save')} @done=${() => {
          did();
          this.next();
        }}></cu-provider-form></div></section>`;
      case 'mail':
        return html`<cu-mail-card @done=${did}></cu-mail-card>`;
      case 'certificate':
        return html`<cu-certificate-card @own=${did}></cu-certificate-card>`;
      case 'agent':
        return html`<cu-first-agent @done=${did}></cu-first-agent>${session.may('core.demo.manage') ? html`<cu-demo-card></cu-demo-card>` : nothing}`;
    }
  }
}
