// SPDX-License-Identifier: Apache-2.0
import { Problem } from './api';
import { deviceName } from './device-name';
import { language, t } from './i18n';
import { run } from './run';
import type { Page } from './types';
import { pageWorker } from './worker';

export interface PushDevice {
  id: string;
  label: string;
  fingerprint: string;
  createdAt: string;
  toldAt: string | null;
}

/** How this browser stands: it cannot, it was told not to, it is not told, it is told. */
export type PushState = 'never' | 'blocked' | 'off' | 'on';

/** How long signing out waits for the device to be taken away. */
const PATIENCE = 3000;

/** This browser as one of the devices that are told. */
class Push extends EventTarget {
  /** Its row, if it has one. */
  device: PushDevice | null = null;
  private settled: Promise<void> = Promise.resolve();

  get can(): boolean {
    return 'PushManager' in window && 'Notification' in window && 'serviceWorker' in navigator;
  }

  async state(): Promise<PushState> {
    if (!this.can || !(await pageWorker.registration)) return 'never';
    if (Notification.permission === 'denied') return 'blocked';
    return this.device ? 'on' : 'off';
  }

  private async subscription(): Promise<PushSubscription | null> {
    return (await (await pageWorker.registration)?.pushManager?.getSubscription()) ?? null;
  }

  /**
   * Sees whether this browser is one of this person's devices. A subscription that is not his is
   * ended: what he is not to see must not show here. One under another key of the platform is renewed.
   */
  settle(): Promise<void> {
    // one after the other: two at once would renew it twice
    this.settled = this.settled.catch(() => undefined).then(() => this.look());
    return this.settled;
  }

  private async look(): Promise<void> {
    const has = this.can ? await this.subscription() : null;
    if (!has) return this.become(null);
    const mine = await this.find(has);
    if (!mine) {
      await has.unsubscribe();
      return this.become(null);
    }
    const { key } = await run<{ key: string }>('push-key-show');
    if (sameKey(has, key)) return this.become(mine);
    await has.unsubscribe();
    await run('push-device-remove', { id: mine.id });
    await this.subscribe(key);
  }

  private async find(subscription: PushSubscription): Promise<PushDevice | null> {
    const fingerprint = await sha256(subscription.endpoint);
    const { items } = await run<Page<PushDevice>>('push-device-list', { limit: 50 });
    return items.find((device) => device.fingerprint === fingerprint) ?? null;
  }

  /** To be called from a click: the browser asks its owner. @returns how it stands then */
  async turnOn(): Promise<PushState> {
    const said = await Notification.requestPermission();
    if (said !== 'granted') return said === 'denied' ? 'blocked' : 'off';
    const { key } = await run<{ key: string }>('push-key-show');
    await this.subscribe(key);
    return 'on';
  }

  private async subscribe(key: string): Promise<void> {
    const registration = await pageWorker.registration;
    if (!registration) return;
    const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }).catch(() => {
      throw new Problem(0, 'push', t('devices.noService'), t('devices.noServiceTodo'));
    });
    const { keys = {} } = made.toJSON();
    try {
      this.become(
        await run<PushDevice>('push-device-add', {
          label: deviceName(navigator.userAgent),
          endpoint: made.endpoint,
          key: keys.p256dh,
          auth: keys.auth,
          language: language(),
        }),
      );
    } catch (e) {
      // half of it is worse than none
      await made.unsubscribe();
      throw e;
    }
  }

  async turnOff(): Promise<void> {
    const has = await this.subscription();
    const mine = this.device;
    await has?.unsubscribe();
    if (mine) await run('push-device-remove', { id: mine.id });
    this.become(null);
  }

  /** Whoever signs out takes this browser with him; that it does not work must not keep him here. */
  async leave(): Promise<void> {
    const left = this.settled.catch(() => undefined).then(() => (this.device ? this.turnOff() : undefined));
    await Promise.race([left.catch(() => undefined), new Promise((done) => setTimeout(done, PATIENCE))]);
  }

  private become(device: PushDevice | null): void {
    this.device = device;
    this.dispatchEvent(new Event('push'));
  }
}

export const push = new Push();

function sameKey(subscription: PushSubscription, key: string): boolean {
  const bytes = new Uint8Array(subscription.options.applicationServerKey ?? new ArrayBuffer(0));
  const text = btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return text === key;
}

async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
