// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { asProblem, post, upload, type Problem } from '../../app/api';
import { t } from '../../app/i18n';
import { Part } from '../../parts/element';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import type { Catalog } from './plugin';

type What = 'plugin' | 'catalog';

/** A plugin or a catalog, by file or address: a plugin's `source` is told, to be planned; a catalog is `loaded`. */
@customElement('cu-plugin-add')
export class PluginAdd extends Part {
  static override styles = [
    base,
    css`
      form { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; }
      form > div:empty { display: none; }
      fieldset { border: 0; margin: 0; padding: 0; display: flex; gap: 18px; flex-wrap: wrap; }
      fieldset label { display: flex; gap: 7px; align-items: center; min-height: 24px; }
      fieldset input { accent-color: var(--acc); width: 16px; height: 16px; margin: 0; }
      legend { padding: 0; margin-bottom: 6px; font-weight: 500; color: var(--fg2); font-size: 12px; }
      input[type='file'] { padding: 5px; height: auto; }
      .foot { display: flex; justify-content: flex-end; }
    `,
  ];

  @state() private what: What = 'plugin';
  @state() private file: File | null = null;
  @state() private address = '';
  @state() private busy = false;
  @state() private problem: Problem | null = null;

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    try {
      const source = this.file ? (await upload<{ source: string }>('/plugin-uploads', this.file, 'application/octet-stream')).source : this.address.trim();
      if (this.what === 'plugin') this.dispatchEvent(new CustomEvent<string>('source', { detail: source }));
      else this.dispatchEvent(new CustomEvent<Catalog>('loaded', { detail: await post<Catalog>('/plugin-catalog', { source }) }));
    } catch (e) {
      this.problem = asProblem(e);
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    const kind = (what: What) => html`<label><input type="radio" name="what" value=${what} ?checked=${this.what === what} @change=${() => (this.what = what)}>${t(`plugins.add.${what}`)}</label>`;
    return html`<form data-testid="plugin-add-form" @submit=${(e: Event) => void this.submit(e)}>
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <fieldset><legend>${t('plugins.addWhat')}</legend>${kind('plugin')}${kind('catalog')}</fieldset>
      <div class="field"><label for="file">${t('plugins.addFile')}</label>
        <input class="input" id="file" type="file" accept=".jar" data-testid="plugin-file" @change=${(e: Event) => (this.file = (e.target as HTMLInputElement).files?.[0] ?? null)}>
        <p class="hint">${t('plugins.addFileHint')}</p></div>
      <div class="field"><label for="address">${t('plugins.addAddress')}</label>
        <input class="input mono" id="address" maxlength="2000" spellcheck="false" autocomplete="off" placeholder="https://…/plugin.jar#sha256=…" data-testid="plugin-address"
          ?disabled=${this.file !== null} .value=${this.address} @input=${(e: Event) => (this.address = (e.target as HTMLInputElement).value)}>
        <p class="hint">${t('plugins.addAddressHint')}</p></div>
      <p class="quiet">${t('plugins.addTrust')}</p>
      <div class="foot"><button class="btn primary" data-testid="plugin-add-go" ?disabled=${this.busy || (!this.file && !this.address.trim())}>
        ${this.busy ? t('plugins.sending') : this.what === 'plugin' ? t('plugins.look') : t('plugins.load')}</button></div>
    </form>`;
  }
}
