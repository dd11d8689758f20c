// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { moment, t } from '../../app/i18n';
import { run } from '../../app/run';
import { Asking } from '../../parts/asking';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { lines, settingCard } from './card-sheet';

interface About {
  version: string;
  database: string;
  java: string;
  startedAt: string;
  consoleUrl: string | null;
}

/** Which version this is, what it runs on, where people reach it. */
@customElement('cu-about-card')
export class AboutCard extends Asking {
  static override styles = settingCard;

  @state() private about: About | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.work(async () => void (this.about = await run<About>('platform-show')));
  }

  protected override render(): TemplateResult {
    const { about } = this;
    return html`<section class="card" data-testid="about-card"><h2>${icon('server', 15)}${t('about.title')}</h2><div class="inside">
      ${about ? html`<dl class="facts"><dt>${t('about.version')}</dt><dd class="mono" data-testid="version">${about.version}</dd>
          <dt>${t('about.database')}</dt><dd>${about.database}</dd><dt>Java</dt><dd class="mono">${about.java}</dd>
          <dt>${t('about.started')}</dt><dd>${moment(about.startedAt)}</dd>
          <dt>${t('about.address')}</dt><dd class="mono">${about.consoleUrl ?? '–'}</dd></dl>
        ${about.consoleUrl ? nothing : html`<p class="quiet">${t('about.addressTodo')}</p>${lines(`url = ${location.origin}`, 'about-url')}`}` : nothing}
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div></div></section>`;
  }
}
