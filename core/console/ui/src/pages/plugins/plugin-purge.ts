// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, call, type Problem } from '../../app/api';
import { t } from '../../app/i18n';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';

const ID = /^[a-z][a-z0-9]{2,29}$/;

/** Deletes what a plugin left, for good: whoever wants that types its id. It tells `gone` when nothing is left. */
@customElement('cu-plugin-purge')
export class PluginPurge extends Part {
  static override styles = [
    base,
    css`
      form { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; }
      form > div:empty { display: none; }
      .foot { display: flex; justify-content: flex-end; }
      .danger { background: var(--bad); border-color: transparent; color: var(--bg2); }
      .danger:hover { background: color-mix(in srgb, var(--bad) 88%, var(--fg)); }
    `,
  ];

  /** the one whose data shall go; empty: any that was taken out */
  @property() plugin = '';
  @state() private typed = '';
  @state() private busy = false;
  @state() private problem: Problem | null = null;

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.ready) return;
    this.busy = true;
    this.problem = null;
    try {
      await call('DELETE', `/plugin-data/${this.typed}`);
      this.dispatchEvent(new CustomEvent<string>('gone', { detail: this.typed }));
    } catch (e) {
      this.problem = asProblem(e);
    } finally {
      this.busy = false;
    }
  }

  private get ready(): boolean {
    return ID.test(this.typed) && (this.plugin === '' || this.typed === this.plugin) && !this.busy;
  }

  protected override render(): TemplateResult {
    return html`<form data-testid="purge-form" @submit=${(e: Event) => void this.submit(e)}>
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <div class="notice warn">${icon('triangle-alert')}<p>${t('plugins.purgeWhat')}</p></div>
      <div class="field"><label for="id">${this.plugin ? t('plugins.purgeType', { id: this.plugin }) : t('plugins.purgeTypeAny')}</label>
        <input class="input mono" id="id" maxlength="30" spellcheck="false" autocomplete="off" autocapitalize="off" data-testid="purge-id" .value=${this.typed} @input=${(e: Event) => (this.typed = (e.target as HTMLInputElement).value.trim())}></div>
      <div class="foot"><button class="btn danger" data-testid="purge-go" ?disabled=${!this.ready}>${t('plugins.purgeGo')}</button></div>
    </form>`;
  }
}
