// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { count, day, t } from '../../app/i18n';
import { Asking } from '../../parts/asking';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { factSheet } from './plugin';
import { lookAt, pairs, pemOf, readFingerprint, trust, type Publisher } from './trust';

/** More is no certificate. */
const MOST = 64 * 1024;

/** A certificate is read, compared with what its publisher says, and only then trusted: it tells `added`. */
@customElement('cu-publisher-add')
export class PublisherAdd extends Asking {
  static override styles = [
    base,
    factSheet,
    css`
      form { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; }
      form > div:empty { display: none; }
      input[type='file'] { padding: 5px; height: auto; }
      textarea { min-height: 116px; }
      .print { font-size: 13px; line-height: 1.7; }
      .match { display: flex; gap: 6px; align-items: center; min-height: 18px; font-size: 12px; font-weight: 500; }
      .match.ok { color: var(--ok); }
      .match.bad { color: var(--bad); }
      .agree { display: flex; gap: 9px; align-items: flex-start; line-height: 1.45; }
      .agree input { margin: 2px 0 0; width: 16px; height: 16px; flex: none; accent-color: var(--acc); }
    `,
  ];

  @state() private certificate = '';
  @state() private found: Publisher | null = null;
  @state() private name = '';
  @state() private theirs = '';
  @state() private compared = false;

  private look(): Promise<void> {
    return this.work(async () => {
      const found = await lookAt(this.certificate.trim());
      this.name = /CN=([^,]+)/.exec(found.name)?.[1] ?? found.name;
      this.found = found;
    });
  }

  private add(): Promise<void> {
    return this.work(async () => {
      const added = await trust(this.certificate.trim(), this.name.trim());
      this.dispatchEvent(new CustomEvent<Publisher>('added', { detail: added }));
    });
  }

  private async take(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file) this.certificate = file.size > MOST ? file.name : await pemOf(file);
  }

  private submit(event: Event): void {
    event.preventDefault();
    void (this.found ? this.add() : this.look());
  }

  protected override render(): TemplateResult {
    return html`<form data-testid="publisher-form" @submit=${(e: Event) => this.submit(e)}>
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      ${this.found ? this.compare(this.found) : this.ask()}</form>`;
  }

  private ask(): TemplateResult {
    return html`<p class="quiet">${t('trust.addWhat')}</p>
      <div class="field"><label for="pem">${t('trust.paste')}</label>
        <textarea class="input mono" id="pem" spellcheck="false" autocomplete="off" maxlength=${MOST} placeholder="-----BEGIN CERTIFICATE-----" data-testid="publisher-pem"
          .value=${this.certificate} @input=${(e: Event) => (this.certificate = (e.target as HTMLTextAreaElement).value)}></textarea></div>
      <div class="field"><label for="file">${t('trust.file')}</label>
        <input class="input" id="file" type="file" accept=".pem,.crt,.cer,.der" data-testid="publisher-file" @change=${(e: Event) => void this.take(e)}></div>
      <div class="foot"><button class="btn primary" data-testid="publisher-look" ?disabled=${this.busy || !this.certificate.trim()}>${t('trust.look')}</button></div>`;
  }

  private compare(found: Publisher): TemplateResult {
    const [certificate] = found.certificates;
    if (!certificate) return html``;
    const theirs = readFingerprint(this.theirs);
    const same = theirs === certificate.fingerprint;
    return html`<dl><dt>${t('trust.subject')}</dt><dd>${certificate.subject}</dd>
        <dt>${t('trust.valid')}</dt><dd>${t('trust.fromTo', { from: day(certificate.beginsAt.slice(0, 10)), to: day(certificate.endsAt.slice(0, 10)) })}</dd>
        <dt>${t('trust.fingerprint')}</dt><dd class="mono print" data-testid="publisher-print">${pairs(certificate.fingerprint)}</dd>
        ${found.plugins.length ? html`<dt>${t('trust.signed')}</dt><dd>${count('trust.plugins', found.plugins.length)}: ${found.plugins.join(', ')}</dd>` : nothing}</dl>
      <div class="notice warn">${icon('triangle-alert')}<p>${t('trust.means')}</p></div>
      <div class="field"><label for="theirs">${t('trust.theirs')}</label>
        <input class="input mono" id="theirs" maxlength="200" spellcheck="false" autocomplete="off" data-testid="publisher-theirs" aria-describedby="match"
          .value=${this.theirs} @input=${(e: Event) => (this.theirs = (e.target as HTMLInputElement).value)}>
        <p class="match ${same ? 'ok' : 'bad'}" id="match" role="status" data-testid="publisher-match">${theirs ? html`${icon(same ? 'circle-check' : 'circle-x', 14)}${t(same ? 'trust.same' : 'trust.other')}` : nothing}</p></div>
      ${theirs ? nothing : html`<label class="agree"><input type="checkbox" data-testid="publisher-compared" .checked=${this.compared}
        @change=${(e: Event) => (this.compared = (e.target as HTMLInputElement).checked)}><span>${t('trust.compared')}</span></label>`}
      <div class="field"><label for="name">${t('trust.name')}</label>
        <input class="input" id="name" maxlength="100" autocomplete="off" data-testid="publisher-name" .value=${this.name} @input=${(e: Event) => (this.name = (e.target as HTMLInputElement).value)}></div>
      <div class="foot"><button class="btn" type="button" @click=${() => this.again()}>${t('trust.another')}</button>
        <button class="btn primary" data-testid="publisher-add" ?disabled=${this.busy || !(theirs ? same : this.compared)}>${t('trust.add')}</button></div>`;
  }

  private again(): void {
    this.found = null;
    this.problem = null;
    this.theirs = '';
    this.compared = false;
  }
}
