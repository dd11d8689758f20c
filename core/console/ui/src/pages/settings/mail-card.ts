// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../../app/i18n';
import { run } from '../../app/run';
import { Asking } from '../../parts/asking';
import { formText, textField } from '../../parts/field';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { lines, settingCard } from './card-sheet';

interface MailState {
  ready: boolean;
  host: string;
  port: number;
  security: 'STARTTLS' | 'TLS' | 'NONE';
  user: string;
  from: string;
}

const EXAMPLE = 'host = smtp.example.com\nport = 587\nsecurity = STARTTLS\nuser = msp@example.com\nfrom = msp@example.com';

/** By which server mail is sent, whether it works, and what to do until it does. `done` tells that a test went out. */
@customElement('cu-mail-card')
export class MailCard extends Asking {
  static override styles = settingCard;

  @state() private mail: MailState | null = null;
  @state() private sentTo = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.read();
  }

  private read(): Promise<void> {
    return this.work(async () => void (this.mail = await run<MailState>('mail-show')));
  }

  private test(event: SubmitEvent): void {
    event.preventDefault();
    const to = formText(event.target as HTMLFormElement)('to') ?? '';
    this.sentTo = '';
    void this.work(async () => {
      await run('mail-test', { to });
      this.sentTo = to;
      this.dispatchEvent(new Event('done'));
    });
  }

  protected override render(): TemplateResult {
    const { mail } = this;
    const tag = mail === null ? nothing : mail.ready ? html`<span class="tag ok" data-testid="mail-state" data-ready="true">${icon('circle-check', 12)}${t('mail.ready')}</span>` : html`<span class="tag warn" data-testid="mail-state" data-ready="false">${icon('triangle-alert', 12)}${t('mail.none')}</span>`;
    return html`<section class="card" data-testid="mail-card"><h2>${icon('mail', 15)}${t('mail.title')}<span class="fill"></span>${tag}</h2><div class="inside">
      <p class="quiet">${t('mail.what')}</p>
      ${mail === null ? nothing : mail.ready ? this.ready(mail) : this.todo()}
      <div role="status">${this.problem ? problemNotice(this.problem) : this.sentTo ? html`<div class="notice ok" data-testid="mail-sent">${icon('circle-check')}<div><p>${t('mail.sent', { to: this.sentTo })}</p><p>${t('mail.sentTodo')}</p></div></div>` : nothing}</div></div></section>`;
  }

  private ready(mail: MailState): TemplateResult {
    return html`<dl class="facts"><dt>${t('mail.server')}</dt><dd class="mono">${mail.host}:${mail.port} · ${mail.security}</dd>
        <dt>${t('mail.from')}</dt><dd class="mono">${mail.from}</dd></dl>
      <form class="go" data-testid="mail-form" @submit=${this.test}>${textField('to', t('mail.to'), '', { type: 'email', max: 254, wrong: this.problem?.fields.to })}
        <button class="btn" data-testid="mail-test" ?disabled=${this.busy}>${this.busy ? t('mail.sending') : t('mail.test')}</button></form>`;
  }

  private todo(): TemplateResult {
    return html`<ol class="todo" data-testid="mail-todo">
        <li><div><p>${t('mail.todoFile')}</p>${lines(EXAMPLE, 'mail-file')}</div></li>
        <li><div><p>${t('mail.todoSecret')}</p>${lines('msp:secret-set core.smtp-password', 'mail-secret')}</div></li>
        <li><div><p>${t('mail.todoAgain')}</p><div><button class="btn" data-testid="mail-again" ?disabled=${this.busy} @click=${() => void this.read()}>${t('mail.again')}</button></div></div></li></ol>`;
  }
}
