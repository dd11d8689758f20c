// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { canInstall, install, onInstall } from '../app/install';
import { ago, language, t } from '../app/i18n';
import { push, type PushDevice, type PushState } from '../app/push';
import { run } from '../app/run';
import { toast } from '../app/toast';
import { base } from '../style/base';
import { Asking } from './asking';
import { icon } from './icon';
import { problemNotice } from './notice';
import './own-things';
import type { OwnThings, ThingKind } from './own-things';

const DEVICES: ThingKind<PushDevice> = {
  list: 'push-device-list', remove: 'push-device-remove', none: 'devices.none', away: 'account.remove',
  name: (d) => d.label + (d.id === push.device?.id ? ` – ${t('devices.this')}` : ''),
  more: (d) => (d.toldAt ? t('devices.told', { when: ago(d.toldAt) }) : t('devices.untold')),
};

/** The browsers that are told of notices, and whether this one is. */
@customElement('cu-devices')
export class Devices extends Asking {
  static override styles = [
    base,
    css`
      :host { display: grid; gap: 12px; }
      h2 { font-size: 14px; }
      p { color: var(--fg2); }
      .does { display: flex; flex-wrap: wrap; gap: 8px; }
      [role='alert']:empty { position: absolute; }
    `,
  ];

  @state() private now: PushState | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(push, 'push', () => void this.look());
    this.until(onInstall(() => this.requestUpdate()));
    void this.work(() => push.settle()); // which tells how it stands
  }

  private async look(): Promise<void> {
    this.now = await push.state();
    await this.one<OwnThings>('cu-own-things')?.read();
  }

  private turnOn(): void {
    void this.work(async () => {
      this.now = await push.turnOn();
    });
  }

  private tryIt(device: PushDevice): void {
    void this.work(async () => {
      await run('push-device-try', { id: device.id, language: language() });
      toast(t('devices.tried'), 'ok');
      await this.look();
    });
  }

  protected override render(): TemplateResult {
    return html`<h2>${t('devices.title')}</h2><p>${t('devices.what')}</p>
      <cu-own-things .kind=${DEVICES} @removed=${() => void this.work(() => push.settle())}></cu-own-things>
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      ${this.now === 'never' ? html`<p data-testid="push-never">${t('devices.never')}</p>` : nothing}
      ${this.now === 'blocked' ? html`<p data-testid="push-blocked">${t('devices.blocked')}</p>` : nothing}
      <div class="does">${this.does()}
        ${canInstall() ? html`<button class="btn" data-testid="install" @click=${() => void install()}>${icon('download', 14)}${t('devices.install')}</button>` : nothing}</div>`;
  }

  private does(): TemplateResult {
    const device = push.device;
    if (this.now === 'on' && device) {
      return html`<button class="btn" data-testid="push-try" ?disabled=${this.busy} @click=${() => this.tryIt(device)}>${t('devices.try')}</button>
        <button class="btn" data-testid="push-off" ?disabled=${this.busy} @click=${() => void this.work(() => push.turnOff())}>${t('devices.off')}</button>`;
    }
    if (this.now !== 'off') return html`${nothing}`;
    return html`<button class="btn primary" data-testid="push-on" ?disabled=${this.busy} @click=${() => this.turnOn()}>${icon('bell', 14)}${t('devices.on')}</button>`;
  }
}
