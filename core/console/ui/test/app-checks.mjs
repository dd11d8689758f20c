// SPDX-License-Identifier: Apache-2.0
// The pages as an app: without a connection, in a newer version, and told of notices while they are closed.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { id } from './mock-data.mjs';
import { LOOKS } from './looks.mjs';

const KEY = 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8';

/** What the platform would answer about devices that are told. */
export class Devices {
  constructor() {
    this.key = KEY;
    this.items = [];
    this.added = null;
    this.tried = [];
  }

  answer(route, body) {
    const command = /^POST \/commands\/msp\.push-(.+)$/.exec(route)?.[1];
    if (command === 'key-show') return { key: this.key };
    if (command === 'device-list') return { items: this.items, next: null };
    if (command === 'device-add') {
      this.added = body;
      const fingerprint = createHash('sha256').update(body.endpoint).digest('hex');
      const device = { id: id(9, 70 + this.items.length), label: body.label, fingerprint, createdAt: new Date().toISOString(), toldAt: null };
      this.items = [...this.items.filter((each) => each.fingerprint !== fingerprint), device];
      return device;
    }
    if (command === 'device-remove') {
      this.items = this.items.filter((each) => each.id !== body.id);
      return { message: 'That device is told no more.' };
    }
    if (command === 'device-try') {
      this.tried.push(body);
      this.items = this.items.map((each) => (each.id === body.id ? { ...each, toldAt: new Date().toISOString() } : each));
      return { message: 'Its push service has it.' };
    }
    return null;
  }
}

/** A push service for a browser that reaches none: subscriptions live as long as its storage. */
const NO_SERVICE = () => {
  const NAME = 'test.subscription';
  const make = (key) => ({
    endpoint: 'https://push.example.net/send/abc',
    options: { applicationServerKey: Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)).buffer },
    toJSON: () => ({ keys: { p256dh: 'p', auth: 'a' } }),
    unsubscribe: async () => (localStorage.removeItem(NAME), true),
  });
  PushManager.prototype.getSubscription = async () => {
    const key = localStorage.getItem(NAME);
    return key ? make(key) : null;
  };
  PushManager.prototype.subscribe = async ({ applicationServerKey, userVisibleOnly }) => {
    if (!userVisibleOnly) throw new Error('must be visible');
    localStorage.setItem(NAME, applicationServerKey);
    return make(applicationServerKey);
  };
};

const isSubscribed = (page) => page.evaluate(() => localStorage.getItem('test.subscription') !== null);

/** Until the worker answers for the page. */
const controlled = (page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
  });

/** @returns addresses of all that is kept, without the host */
const keptBy = (page) =>
  page.evaluate(async () => {
    const all = [];
    for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) all.push(new URL(url).pathname + new URL(url).search);
    return all;
  });

/** Lets a push service deliver, as far as a browser without one can be told to. */
async function deliver(page, data) {
  const cdp = await page.context().newCDPSession(page);
  const registered = new Promise((done) => cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => registrations[0] && done(registrations[0].registrationId)));
  await cdp.send('ServiceWorker.enable');
  await cdp.send('ServiceWorker.deliverPushMessage', { origin: new URL(page.url()).origin, registrationId: await registered, data });
  await cdp.detach();
}

const shown = (page) => page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map((n) => ({ title: n.title, tag: n.tag, stays: n.requireInteraction, path: n.data.path })));

/** A finger on the notification: only its worker gets to know. */
async function tap(page, tag) {
  const [worker] = page.context().serviceWorkers();
  await worker.evaluate(async (which) => {
    const [notification] = await self.registration.getNotifications({ tag: which });
    self.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
  }, tag);
}

/** @param tools of the browser test: check, visit, axe, until, picture */
export function appChecks({ check, visit, axe, until, picture }) {
  for (const { lang, theme, width } of LOOKS) {
    const name = `${lang}-${theme}-${width}`;

    check(`without a connection the pages open and say what is safe, ${name}`, () =>
      visit({}, async ({ page, mock, errors, t }) => {
        await controlled(page);
        const kept = await keptBy(page);
        for (const each of ['en', 'it']) assert.ok(kept.some((path) => path.startsWith(`/app/${each}-`)), `the texts in ${each} are kept from the start`);
        const port = mock.server.address().port;
        await page.context().setOffline(true);
        await t('offline').waitFor();
        assert.ok((await page.locator('h1').first().boundingBox()).y < 260, 'the strip leaves the page its room');
        await axe(page, `offline ${name}`);
        await picture(page, `offline-${name}`);

        mock.server.closeAllConnections();
        await new Promise((done) => mock.server.close(done));
        await page.goto('/alerts?severity=CRITICAL');
        await t('unreachable').waitFor();
        await axe(page, `opened without a connection ${name}`);
        await picture(page, `opened-offline-${name}`);

        await mock.listen(port);
        await page.context().setOffline(false);
        await t('row').first().waitFor();
        assert.equal(new URL(page.url()).search, '?severity=CRITICAL', 'the address is where one wanted to go');
        await until('the strip is gone', async () => (await t('offline').count()) === 0);
        // what was asked for meanwhile is told by the browser itself
        errors.splice(0);
      }, { lang, theme, width, workers: true }));

    check(`a newer version waits until it is taken, ${name}`, () =>
      visit({}, async ({ page, mock, t }) => {
        await controlled(page);
        assert.equal(await t('newer').count(), 0, 'the first version is no newer one');
        mock.newer = 'n3w';
        await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
        await t('newer').waitFor();
        await axe(page, `newer ${name}`);
        await picture(page, `newer-${name}`);
        const before = await page.evaluate(() => caches.keys());
        assert.equal(before.length, 2, 'what is open keeps its own');

        const loaded = page.waitForEvent('load');
        await t('newer-take').click();
        await loaded;
        await t('count').filter({ hasText: /\d/ }).waitFor();
        await until('only the newer one is kept', async () => (await page.evaluate(() => caches.keys())).join() === 'custode:/:n3w');
        assert.equal(await t('newer').count(), 0);
      }, { lang, theme, width, workers: true }));

    check(`a device is told, tried and told no more, ${name}`, () =>
      visit({}, async ({ page, mock, t }) => {
        await page.context().grantPermissions(['notifications']);
        await page.addInitScript(NO_SERVICE);
        await page.goto('/account');
        await controlled(page);
        await t('push-on').waitFor();
        await axe(page, `devices ${name}`);
        await t('push-on').scrollIntoViewIfNeeded();
        await picture(page, `devices-off-${name}`);
        await t('push-on').click();
        await t('push-off').waitFor();
        assert.deepEqual({ ...mock.devices.added, label: '' }, { label: '', endpoint: 'https://push.example.net/send/abc', key: 'p', auth: 'a', language: lang });
        assert.match(mock.devices.added.label, /^Chrome, Linux$/);
        await t('thing').filter({ hasText: lang === 'en' ? 'Chrome, Linux – this one' : 'Chrome, Linux – questo' }).waitFor();
        await t('push-try').click();
        await until('it was tried', () => mock.devices.tried.length === 1);
        await until('when is told', async () => !/not told yet|non ancora/.test(await page.locator('cu-devices').textContent()));
        await axe(page, `devices told ${name}`);
        await picture(page, `devices-on-${name}`);
        await t('push-off').click();
        await t('push-on').waitFor();
        assert.deepEqual(mock.devices.items, []);
        assert.ok(!(await isSubscribed(page)));
      }, { lang, theme, width, workers: true }));
  }

  check('on a phone the thumb reaches what is often needed, and only the page scrolls', () =>
    visit({}, async ({ page, mock, t }) => {
      const bar = page.locator('cu-bar');
      await bar.getByRole('link', { name: 'Alerts' }).click();
      await page.waitForURL('**/alerts');
      assert.equal(await bar.getByRole('link', { name: 'Alerts' }).getAttribute('aria-current'), 'page');
      assert.equal(await bar.getByRole('link', { name: 'Assets' }).getAttribute('aria-current'), null);
      for (const each of await bar.locator('a, button').all()) {
        const box = await each.boundingBox();
        assert.ok(box.height >= 44 && box.width >= 44 && box.y + box.height <= 844, JSON.stringify(box));
      }
      await t('bar-find').click();
      await page.keyboard.type('ard-srv');
      await t('hit').filter({ hasText: 'ard-srv' }).first().click();
      await t('asset-name').waitFor();
      // far below there are words for screen readers only: they must not make the window scroll
      const [tall, high] = await page.evaluate(() => [document.scrollingElement.scrollHeight, innerHeight]);
      assert.equal(tall, high);
      await t('menu').click();
      await page.getByRole('link', { name: 'Customers' }).click();
      await page.waitForURL('**/tenants');
      mock.publish('NoticeShown', { tenant: mock.tenants[0].id, severity: 'WARNING', subject: 'above the bar' });
      const box = await t('toast').filter({ hasText: 'above the bar' }).boundingBox();
      assert.ok(box.y + box.height < 844 - 56, 'what is told does not lie on the navigation');
      await picture(page, 'phone-bar');
    }, { width: 390 }));

  check('who may see little has little in the bar', () =>
    visit({ permissions: ['core.asset.read', 'core.tenant.read', 'core.event.read'] }, async ({ page }) => {
      assert.deepEqual(await page.locator('cu-bar').getByRole('link').allTextContents(), ['My day', 'Assets']);
    }, { width: 390 }));

  check('a notice that arrives is shown, and opens the page that it is about', () =>
    visit({}, async ({ page, t }) => {
      await page.context().grantPermissions(['notifications']);
      await controlled(page);
      await deliver(page, JSON.stringify({ id: 'n-1', title: '[Critical] /var is full (Acme)', severity: 'CRITICAL', path: '/alerts' }));
      await until('it is shown', async () => (await shown(page)).length === 1);
      assert.deepEqual(await shown(page), [{ title: '[Critical] /var is full (Acme)', tag: 'n-1', stays: true, path: '/alerts' }]);
      // told again it is there once; one that nobody can read is shown too
      await deliver(page, JSON.stringify({ id: 'n-1', title: '[Critical] /var is full (Acme)', severity: 'CRITICAL', path: '/alerts' }));
      const tags = async () => (await shown(page)).map((n) => n.tag).sort().join();
      await deliver(page, 'no JSON');
      // one after the other: a worker that is woken by many at once may be ended by the browser in between
      await until('each is there once', async () => (await tags()) === 'custode,n-1');
      await deliver(page, JSON.stringify({ id: 'n-2', title: 'crafted', severity: 'INFO', path: '//evil.example/alerts' }));
      await until('the crafted one too', async () => (await tags()) === 'custode,n-1,n-2');

      await page.evaluate(() => (globalThis.sameDocument = true));
      await tap(page, 'n-1');
      await page.waitForURL('**/alerts');
      await t('row').first().waitFor();
      assert.ok(await page.evaluate(() => globalThis.sameDocument), 'the open page goes there itself');
      await tap(page, 'n-2');
      await page.waitForURL((url) => url.pathname === '/');
      await until('what was opened is away', async () => (await shown(page)).map((n) => n.tag).join() === 'custode');
    }, { workers: true }));

  check('who signs out is told no more there, and a stranger\'s device is not his', () =>
    visit({}, async ({ page, mock, t }) => {
      await page.context().grantPermissions(['notifications']);
      await page.addInitScript(NO_SERVICE);
      await page.goto('/account');
      await controlled(page);
      const turnOn = async () => {
        await t('push-on').click();
        await t('push-off').waitFor();
      };
      await turnOn();
      // another person's: this browser's subscription is not among his own
      mock.devices.items = [];
      await page.reload();
      await t('push-on').waitFor();
      assert.ok(!(await isSubscribed(page)), 'what is not his does not show here');

      // the platform has another key than when it was added
      await turnOn();
      mock.devices.key = KEY.replace('BP4', 'BQ4');
      await page.reload();
      await t('push-off').waitFor();
      await until('it was added anew', () => page.evaluate(() => localStorage.getItem('test.subscription').startsWith('BQ4')));
      assert.equal(mock.devices.items.length, 1);

      const pages = /^\/(app\/[\w.-]+)?$/;
      for (const kept of await keptBy(page)) assert.match(kept, pages);
      await t('user-menu').click();
      await t('sign-out').click();
      await t('password').waitFor();
      assert.deepEqual(mock.devices.items, []);
      assert.ok(!(await isSubscribed(page)));
      const left = await keptBy(page);
      assert.ok(left.length > 5, 'the pages themselves are kept');
      for (const kept of left) assert.match(kept, pages);
    }, { workers: true }));

  check('a browser that may not be told says so', () =>
    visit({}, async ({ page, t }) => {
      await page.goto('/account');
      await t('push-never').waitFor();
    }));

  check('who comes again is sent next to nothing', () =>
    visit({}, async ({ page, mock, t }) => {
      await controlled(page);
      const first = mock.served.reduce((sum, { bytes }) => sum + bytes, 0);
      const paths = mock.served.map(({ path }) => path).filter((path) => path.startsWith('/app/'));
      assert.deepEqual(paths, [...new Set(paths)], 'what the worker keeps is not sent a second time');
      await page.close();
      mock.served.splice(0);
      const again = await page.context().newPage();
      await again.goto('/assets');
      await again.getByTestId('row').first().waitFor();
      // what it looks for by itself is asked for too
      await again.evaluate(async () => (await navigator.serviceWorker.ready).update());
      const bytes = mock.served.reduce((sum, each) => sum + each.bytes, 0);
      console.log(`      first visit ${Math.round(first / 1024)} KiB, again ${bytes} bytes`);
      assert.ok(bytes <= 10 * 1024, `${bytes} bytes: ${JSON.stringify(mock.served)}`);
    }, { workers: true }));

  check('the portal is an app of its own, and neither answers for the other', () =>
    visit({ contact: true }, async ({ page, mock, errors, t }) => {
      await controlled(page);
      const port = mock.server.address().port;
      assert.deepEqual(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map((r) => new URL(r.scope).pathname)), ['/portal/']);
      mock.server.closeAllConnections();
      await new Promise((done) => mock.server.close(done));
      await page.reload();
      await t('unreachable').waitFor();
      await assert.rejects(page.goto('/alerts'), 'the console is not there');
      await mock.listen(port);
      errors.splice(0);
    }, { workers: true, at: '/portal/', ready: 'portal-home' }));
}
