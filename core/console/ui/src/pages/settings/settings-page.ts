// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t, type Key } from '../../app/i18n';
import { session } from '../../app/session';
import { toast } from '../../app/toast';
import { welcome } from '../../app/welcome';
import { Part } from '../../parts/element';
import { icon, type IconName } from '../../parts/icon';
import { base } from '../../style/base';
import { cardSheet } from '../asset/asset-sheet';
import './about-card';
import './certificate-card';
import './demo-card';
import './mail-card';
import './provider-form';
import './retention-card';

const ROOMS: [string, Key, IconName, string][] = [
  ['/users', 'settings.toUsers', 'users', 'core.user.read'],
  ['/notices', 'settings.toNotices', 'bell', 'core.notice.read'],
  ['/plugins', 'settings.toPlugins', 'package', 'core.plugin.install'],
  ['/policies', 'settings.toPolicies', 'sliders-horizontal', 'core.policy.read'],
  ['/audit', 'settings.toAudit', 'file-text', 'core.audit.read'],
];

/** What is said once for the whole installation. */
@customElement('cu-settings-page')
export class SettingsPage extends Part {
  static override styles = [
    base,
    cardSheet,
    css`
      :host { min-height: 0; }
      .page { height: 100%; overflow: auto; padding: 18px 24px 40px; }
      header { display: flex; align-items: center; gap: 12px; flex-wrap: wrap; margin-bottom: 16px; }
      header h1 { flex: 1; }
      .columns { display: grid; grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); gap: 16px; align-items: start; max-width: 1240px; }
      .column { display: grid; gap: 16px; min-width: 0; grid-template-columns: minmax(0, 1fr); }
      .inside { padding: 4px 16px 16px; }
      .card > h2 > .ico { color: var(--fg3); }
      .rooms { display: grid; padding: 0 8px 8px; }
      .rooms a { display: flex; gap: 10px; align-items: center; padding: 8px; border-radius: var(--r1); text-decoration: none; color: var(--fg); min-height: 36px; }
      .rooms a:hover { background: var(--hover); }
      .rooms .ico { color: var(--fg3); }
      .rooms .cut { flex: 1; }
      @media (max-width: 1080px) { .columns { grid-template-columns: minmax(0, 1fr); } }
      @media (max-width: 820px) { .page { padding: 14px 16px 40px; } .rooms a { min-height: 44px; } }
    `,
  ];

  @state() private unfinished = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void welcome.read().then(() => (this.unfinished = welcome.isUnfinished));
  }

  protected override render(): TemplateResult {
    const rooms = ROOMS.filter(([, , , permission]) => session.may(permission));
    return html`<div class="page" data-testid="settings"><header><h1 tabindex="-1">${t('settings.title')}</h1>
        ${this.unfinished ? html`<a class="btn" href="/welcome" data-testid="to-welcome">${icon('rocket', 14)}${t('settings.toWelcome')}</a>` : nothing}</header>
      <div class="columns"><div class="column">
          <section class="card"><h2>${icon('building-2', 15)}${t('settings.msp')}</h2><div class="inside"><cu-provider-form @done=${() => toast(t('settings.saved'), 'ok')}></cu-provider-form></div></section>
          ${session.may('core.retention.read') ? html`<cu-retention-card></cu-retention-card>` : nothing}
          ${session.may('core.health.read') ? html`<cu-about-card></cu-about-card>` : nothing}
        </div><div class="column">
          ${session.may('core.mail.test') ? html`<cu-mail-card></cu-mail-card>` : nothing}
          ${session.may('core.authority.read') ? html`<cu-certificate-card></cu-certificate-card>` : nothing}
          ${session.may('core.demo.manage') ? html`<cu-demo-card></cu-demo-card>` : nothing}
          ${rooms.length ? html`<nav class="card" aria-label=${t('settings.more')}><h2>${t('settings.more')}</h2><div class="rooms">${rooms.map(([path, title, shape]) => html`<a href=${path}>${icon(shape, 15)}<span class="cut">${t(title)}</span>${icon('chevron-right', 14)}</a>`)}</div></nav>` : nothing}
        </div></div></div>`;
  }
}
