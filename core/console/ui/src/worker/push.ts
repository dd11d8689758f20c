// SPDX-License-Identifier: Apache-2.0
/// <reference lib="webworker" />
import { BUILT } from './built';

const worker = self as unknown as ServiceWorkerGlobalScope;

/** What the platform sends; see PushNotifier. */
interface Message {
  id: string;
  title: string;
  severity: 'INFO' | 'WARNING' | 'CRITICAL';
  path: string;
}

worker.addEventListener('push', (event) => {
  const message = read(event.data);
  event.waitUntil(
    worker.registration.showNotification(message.title, {
      tag: message.id,
      icon: BUILT.icon,
      badge: BUILT.badge,
      requireInteraction: message.severity === 'CRITICAL',
      data: { path: message.path },
    }),
  );
});

/** Browsers want something shown for each message, also for one that nobody can read. */
function read(data: PushMessageData | null): Message {
  const none: Message = { id: 'custode', title: 'Custode', severity: 'INFO', path: '/' };
  try {
    return { ...none, ...(data?.json() as Partial<Message>) };
  } catch {
    return none;
  }
}

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open((event.notification.data as { path?: unknown } | null)?.path));
});

/** In a console that is open there already, else in a new one; never elsewhere than here. */
async function open(asked: unknown): Promise<void> {
  const path = typeof asked === 'string' && /^\/(?![/\\])/.test(asked) ? asked : '/';
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const console = windows.find((one) => !/^\/portal(\/|$)/.test(new URL(one.url).pathname));
  if (!console) {
    await worker.clients.openWindow(path);
    return;
  }
  console.postMessage({ open: path });
  await console.focus();
}
