// SPDX-License-Identifier: Apache-2.0
/// <reference lib="webworker" />
import { BUILT } from './built';

/**
 * Keeps what the pages are made of, so that they open without a connection: the page itself, and each
 * file that was loaded. Nothing else: what the platform answers is never stored here, so there is
 * nothing to take out when somebody signs out.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;

const { base, version, files } = BUILT;
const FAMILY = `custode:${base}:`;
const CACHE = FAMILY + version;

/** So long the page is waited for where a connection hardly deserves the name. */
const PATIENCE = 4000;

/** What others serve below our address. */
const OTHERS = base === '/' ? /^\/(api|portal|health|metrics|ui\/(sdk|plugins))(\/|$)/ : /^$/;

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([base, ...files])));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith(FAMILY) && name !== CACHE).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

// a new version waits until somebody says so: pages that are open may still ask for parts of theirs
worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || OTHERS.test(pathname)) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (pathname.startsWith(`${base}app/`)) event.respondWith(file(request));
});

/** As the platform has it now; what was kept is for when it does not answer. */
async function page(request: Request): Promise<Response> {
  const kept = await caches.match(base, { cacheName: CACHE, ignoreVary: true });
  if (!kept) return fetch(request);
  try {
    const answer = await soon(fetch(request));
    // a proxy's word that nobody is behind it
    return answer.status >= 502 && answer.status <= 504 ? kept : answer;
  } catch {
    return kept;
  }
}

function soon(answer: Promise<Response>): Promise<Response> {
  return new Promise((done, failed) => {
    setTimeout(() => failed(new Error('late')), PATIENCE);
    answer.then(done, failed);
  });
}

/** Its name holds a hash of it: what is kept is right for good. */
async function file(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}
