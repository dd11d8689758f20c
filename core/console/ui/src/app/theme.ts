// SPDX-License-Identifier: Apache-2.0
import { recall, remember } from './memory';

export type Theme = 'system' | 'dark' | 'light';

const machine = matchMedia('(prefers-color-scheme: dark)');
const changes = new EventTarget();

export function theme(): Theme {
  const chosen = recall('theme');
  return chosen === 'dark' || chosen === 'light' ? chosen : 'system';
}

export function setTheme(next: Theme): void {
  remember('theme', next);
  apply();
}

export function isDark(): boolean {
  return theme() === 'system' ? machine.matches : theme() === 'dark';
}

/** @returns how to stop listening */
export function onTheme(listener: () => void): () => void {
  changes.addEventListener('theme', listener);
  return () => changes.removeEventListener('theme', listener);
}

function apply(): void {
  const root = document.documentElement;
  const dark = isDark();
  root.dataset.theme = dark ? 'dark' : 'light';
  root.classList.toggle('wa-dark', dark);
  root.classList.toggle('wa-light', !dark);
  // an installed app's title bar is the pages' ground
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', getComputedStyle(root).getPropertyValue('--bg').trim());
  changes.dispatchEvent(new Event('theme'));
}

machine.addEventListener('change', apply);
