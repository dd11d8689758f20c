// SPDX-License-Identifier: Apache-2.0
import { setZone } from './i18n';
import { settings } from './settings';

const NAME = 'console.zone';

/** The time zone that this person chose for himself; null: that of the machine he sits at. */
export const chosenZone = (): string | null => {
  const chosen = settings.get(NAME);
  return typeof chosen === 'string' ? chosen : null;
};

export function chooseZone(zone: string | null): void {
  settings.set(NAME, zone);
}

/** All that this browser knows. */
export const zones = (): string[] => [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];

/** That of the machine that one sits at. */
export const machineZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

settings.addEventListener('settings', () => setZone(chosenZone()));
