// SPDX-License-Identifier: Apache-2.0
import { html } from 'lit';
import { ago, moment, t } from '../app/i18n';
import type { Asset } from '../app/types';

/** Whether it is on is known of what has an agent: a printer without one is not away. */
export function isAway(machine: Asset): boolean {
  return machine.agent !== null && !machine.online;
}

/** When a machine was last heard of. */
export function seen(machine: Asset): unknown {
  if (machine.agent === null) return '–';
  if (machine.online) return t('assets.now');
  if (!machine.seenAt) return t('assets.never');
  return html`<time datetime=${machine.seenAt} title=${moment(machine.seenAt)}>${ago(machine.seenAt)}</time>`;
}

/** What the MSP keeps of machines that are gone is no news to the customer; the server's filter knows one state only. */
export function isThere(machine: Asset): boolean {
  return machine.state !== 'RETIRED';
}
