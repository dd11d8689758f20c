// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { now } from '../../app/clock';
import { moment, t } from '../../app/i18n';
import { run } from '../../app/run';
import { Asking } from '../../parts/asking';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { lines, settingCard } from './card-sheet';

interface ShownCertificate {
  own: boolean;
  subject: string;
  issuer: string;
  names: string[];
  endsAt: string;
  trouble: string | null;
  files: string[];
}

/** So early one is told that it ends. */
const SOON = 30 * 86_400_000;

/** What this node shows to browsers, and how it comes to a certificate that they know. `own` tells that it has one. */
@customElement('cu-certificate-card')
export class CertificateCard extends Asking {
  static override styles = settingCard;

  @state() private shown: ShownCertificate | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.read();
  }

  private read(): Promise<void> {
    return this.work(async () => {
      this.shown = await run<ShownCertificate>('certificate-show');
      if (this.shown.own && !this.shown.trouble) this.dispatchEvent(new Event('own'));
    });
  }

  protected override render(): TemplateResult {
    const { shown } = this;
    return html`<section class="card" data-testid="certificate-card"><h2>${icon('shield-check', 15)}${t('certificate.title')}<span class="fill"></span>${shown ? this.tag(shown) : nothing}</h2><div class="inside">
      ${shown ? this.facts(shown) : nothing}
      <div role="alert">${this.problem ? problemNotice(this.problem, () => void this.read()) : nothing}</div></div></section>`;
  }

  private tag({ own, trouble, endsAt }: ShownCertificate): TemplateResult {
    const [tone, shape, word] = trouble
      ? (['bad', 'circle-x', 'certificate.trouble'] as const)
      : !own
        ? (['warn', 'triangle-alert', 'certificate.made'] as const)
        : Date.parse(endsAt) - now() < SOON
          ? (['warn', 'clock', 'certificate.ending'] as const)
          : (['ok', 'circle-check', 'certificate.own'] as const);
    return html`<span class="tag ${tone}" data-testid="certificate-state" data-state=${word.slice(12)}>${icon(shape, 12)}${t(word)}</span>`;
  }

  private facts(shown: ShownCertificate): TemplateResult {
    return html`<p class="quiet">${t(shown.own ? 'certificate.ownWhat' : 'certificate.madeWhat')}</p>
      ${shown.trouble ? html`<div class="notice bad" data-testid="certificate-trouble">${icon('circle-alert')}<p>${shown.trouble}</p></div>` : nothing}
      <dl class="facts"><dt>${t('certificate.names')}</dt><dd class="mono">${shown.names.join(', ')}</dd>
        <dt>${t('certificate.issuer')}</dt><dd class="mono">${shown.issuer}</dd>
        <dt>${t('certificate.ends')}</dt><dd>${moment(shown.endsAt)}</dd></dl>
      ${shown.own && !shown.trouble ? nothing : html`<ol class="todo" data-testid="certificate-todo">
        <li><div><p>${t('certificate.todoGet', { name: location.hostname })}</p></div></li>
        <li><div><p>${t('certificate.todoPut')}</p>${lines(shown.files.join('\n'), 'certificate-files')}</div></li>
        <li><div><p>${t('certificate.todoWait')}</p><div><button class="btn" data-testid="certificate-again" ?disabled=${this.busy} @click=${() => void this.read()}>${t('mail.again')}</button></div></div></li></ol>
        <p class="faint">${t('certificate.proxy')}</p>`}`;
  }
}
