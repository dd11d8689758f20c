// SPDX-License-Identifier: Apache-2.0
/** What some browsers offer: to be asked, once, whether these pages become an app. */
interface InstallPrompt extends Event {
  prompt: () => Promise<unknown>;
}

let offered: InstallPrompt | null = null;
const changes = new EventTarget();

function become(next: InstallPrompt | null): void {
  offered = next;
  changes.dispatchEvent(new Event('install'));
}

/** From the start: the browser offers it before anybody looks for it. */
export function awaitInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    // asked where it is looked for, not in the middle of work
    event.preventDefault();
    become(event as InstallPrompt);
  });
  addEventListener('appinstalled', () => become(null));
}

export function canInstall(): boolean {
  return offered !== null;
}

export async function install(): Promise<void> {
  const once = offered;
  become(null);
  await once?.prompt();
}

/** @returns how to stop listening */
export function onInstall(listener: () => void): () => void {
  changes.addEventListener('install', listener);
  return () => changes.removeEventListener('install', listener);
}
