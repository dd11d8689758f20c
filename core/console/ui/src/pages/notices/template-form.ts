// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { call, get, post } from '../../app/api';
import { t } from '../../app/i18n';
import { session } from '../../app/session';
import { Asking } from '../../parts/asking';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { formSheet, type Preview, type Template } from './notice';

const VALUES = '{{title}} {{detail}} {{tenant}} {{at}} {{link}} {{kind}} {{#resolved}}…{{/resolved}} {{#info}}… {{#warning}}… {{#critical}}…';

/** The words of a kind in a language: tried, set, or given back. `done` tells that they are others. */
@customElement('cu-template-form')
export class TemplateForm extends Asking {
  static override styles = [base, formSheet];

  @property() kind = '';
  @property() language = '';
  @state() private template: Template | null = null;
  @state() private example: Preview | null = null;

  override firstUpdated(): void {
    void this.work(async () => {
      this.template = await get<Template>(this.path());
    });
  }

  private path(): string {
    return `/notice-templates/${this.kind}/${this.language}`;
  }

  private words(): { subject: string; text: string } {
    const data = new FormData(this.one<HTMLFormElement>('form') as HTMLFormElement);
    return { subject: String(data.get('subject')), text: String(data.get('text')) };
  }

  private save(event: Event): void {
    event.preventDefault();
    void this.work(async () => {
      await call('PUT', this.path(), this.words());
      this.dispatchEvent(new Event('done'));
    });
  }

  private preview(): void {
    void this.work(async () => {
      this.example = await post<Preview>(`${this.path()}/preview`, this.words());
    });
  }

  private reset(): void {
    void this.work(async () => {
      await call('DELETE', this.path());
      this.dispatchEvent(new Event('done'));
    });
  }

  protected override render(): TemplateResult {
    const x = this.template;
    const may = session.may('core.notice.write');
    const wrong = this.problem?.fields ?? {};
    const isOwn = x && !x.builtIn && x.kind === this.kind;
    return html`${x ? html`<form data-testid="template-form" @submit=${this.save}>
      <div class="field"><label for="subject">${t('words.subject')}</label><input class="input mono" id="subject" name="subject" required maxlength="300" spellcheck="false" autocomplete="off" .value=${x.subject} ?readonly=${!may}
        aria-invalid=${wrong.subject ? 'true' : nothing} aria-describedby=${wrong.subject ? 'subject-wrong' : nothing}>${wrong.subject ? html`<span class="wrong" id="subject-wrong" data-testid="subject-wrong">${wrong.subject}</span>` : nothing}</div>
      <div class="field"><label for="text">${t('words.text')}</label><textarea class="input mono" id="text" name="text" rows="11" required maxlength="10000" spellcheck="false" .value=${x.text} ?readonly=${!may}
        aria-invalid=${wrong.text ? 'true' : nothing} aria-describedby=${wrong.text ? 'text-wrong' : 'values'}></textarea>${wrong.text ? html`<span class="wrong" id="text-wrong" data-testid="text-wrong">${wrong.text}</span>` : nothing}
        <span class="hint mono" id="values">${VALUES}</span></div>
      <div class="foot"><button type="button" class="btn" data-testid="template-preview" ?disabled=${this.busy} @click=${() => this.preview()}>${t('notices.preview')}</button>
        ${isOwn && may ? html`<button type="button" class="btn" data-testid="template-reset" ?disabled=${this.busy} @click=${() => this.reset()}>${t('words.reset')}</button>` : nothing}
        <span class="fill"></span>${may ? html`<button class="btn primary" data-testid="template-save" ?disabled=${this.busy}>${icon('check', 14)}${t('fields.save')}</button>` : nothing}</div></form>` : nothing}
      <div role="alert">${this.problem && !wrong.subject && !wrong.text ? problemNotice(this.problem) : nothing}</div>
      ${this.example ? html`<div class="example" data-testid="example"><b>${this.example.subject}</b><pre>${this.example.text}</pre></div>` : nothing}`;
  }
}
