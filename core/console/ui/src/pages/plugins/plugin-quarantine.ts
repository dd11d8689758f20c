// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { moment, t } from '../../app/i18n';
import { run } from '../../app/run';
import { session } from '../../app/session';
import { toast } from '../../app/toast';
import { userNames } from '../../app/users';
import { Asking } from '../../parts/asking';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { factSheet, type Installed, type Quarantine } from './plugin';

/** Why a plugin is out of service, what is safe, and the way out of it. */
@customElement('cu-plugin-quarantine')
export class PluginQuarantine extends Asking {
  static override styles = [
    base,
    factSheet,
    css`
      .notice > div { flex: 1; min-width: 0; display: grid; gap: 10px; }
      .reason { overflow-wrap: anywhere; color: var(--fg2); }
      .foot:empty, .notice div:empty { display: none; }
    `,
  ];

  @property({ attribute: false }) plugin!: Installed;
  @property({ attribute: false }) quarantine!: Quarantine;
  @state() private names = new Map<string, string>();

  override connectedCallback(): void {
    super.connectedCallback();
    // without them ids are shown
    void userNames().then((names) => (this.names = names), () => undefined);
  }

  private release(): Promise<void> {
    return this.work(async () => {
      await run('plugin-release', { plugin: this.plugin.id });
      toast(t('quarantine.released', { name: this.plugin.name }), 'ok');
    });
  }

  protected override render(): TemplateResult {
    const { cause, reason, since, by } = this.quarantine;
    return html`<div class="notice bad" data-testid="plugin-detail">${icon('ban')}<div>
      <b>${t(`quarantine.${cause}`, { when: moment(since) })}</b>
      <p class="reason">${reason}</p>
      <dl><dt>${t('quarantine.by')}</dt><dd data-testid="quarantine-by">${by.startsWith('catalog:') ? t('trust.byCatalog', { name: by.slice('catalog:'.length) }) : (this.names.get(by) ?? by)}</dd>
        <dt>${t('quarantine.safe')}</dt><dd>${t('quarantine.dataSafe')}</dd>
        <dt>${t('quarantine.todo')}</dt><dd>${t(`quarantineTodo.${cause}`)}</dd></dl>
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <div class="foot">${this.wayOut(cause)}</div></div></div>`;
  }

  private wayOut(cause: Quarantine['cause']): unknown {
    if (cause === 'OVER_BUDGET') {
      return session.may('core.plugin.install')
        ? html`<button class="btn" data-testid="release" ?disabled=${this.busy} @click=${() => void this.release()}>${icon('play', 14)}${t('quarantine.release')}</button>`
        : nothing;
    }
    return session.may('core.publisher.read') ? html`<a class="btn" data-testid="to-revocation" href="/plugins?view=publishers">${t('quarantine.toRevocation')}</a>` : nothing;
  }
}
