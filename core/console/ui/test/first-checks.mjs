// SPDX-License-Identifier: Apache-2.0
// The first steps of an installation and its settings, in the same browser as all else of the console.
import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { LOOKS } from './looks.mjs';

/** A picture of one colour, larger than the platform takes it. */
function png(width, height) {
  const crc = (bytes) => {
    let c = ~0;
    for (const b of bytes) {
      c ^= b;
      for (let i = 0; i < 8; i++) c = (c >>> 1) ^ (0xedb88320 & -(c & 1));
    }
    return ~c >>> 0;
  };
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const all = Buffer.alloc(body.length + 8);
    all.writeUInt32BE(data.length, 0);
    body.copy(all, 4);
    all.writeUInt32BE(crc(body), body.length + 4);
    return all;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x5a)]);
  const rows = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  return Buffer.concat([Buffer.from([0x89, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

/** Who must not go on with his mistakes in the page's log. */
const forgive = (errors, statuses) => errors.splice(0, errors.length, ...errors.filter((e) => !new RegExp(`status of (${statuses})`).test(e)));

/** @param tools of the browser test: check, visit, axe, until, picture, enter */
export function firstChecks({ check, visit, axe, until, picture, enter }) {
  for (const { lang, theme, width } of LOOKS) {
    const name = `${lang}-${theme}-${width}`;
    const at = (what) => `${what} ${name}`;
    check(`a fresh installation leads through its first steps, which wait where one left them, ${name}`, () =>
      visit({ assets: 0 }, async ({ page, mock, t, errors }) => {
        const { first } = mock;
        await enter(page, 'welcome');
        assert.equal(new URL(page.url()).pathname, '/welcome');
        await t('provider-form').waitFor();
        await axe(page, at('the MSP'));
        await picture(page, at('welcome-provider'));
        await page.locator('#name').fill('Rossi IT');
        await page.locator('#zone').fill('Europe/Rome');
        await t('provider-save').click();
        await t('mail-todo').waitFor();
        assert.deepEqual([first.provider.name, first.provider.zone, first.provider.language], ['Rossi IT', 'Europe/Rome', lang]);
        assert.equal(await t('step-provider').getAttribute('data-did'), 'true');
        if (width > 820) await t('home').filter({ hasText: 'Rossi IT' }).first().waitFor();
        await axe(page, at('no mail yet'));
        await picture(page, at('welcome-mail'));

        // set up meanwhile
        first.mailWorks();
        await t('mail-again').click();
        await page.locator('#to').fill('refused@example.com');
        await t('mail-test').click();
        await t('problem').filter({ hasText: '550' }).waitFor();
        forgive(errors, 409);
        await page.locator('#to').fill('anna@example.com');
        await t('mail-test').click();
        await t('mail-sent').filter({ hasText: 'anna@example.com' }).waitFor();
        assert.deepEqual(first.sent, ['anna@example.com']);
        await axe(page, at('mail works'));
        await t('welcome-next').click();

        await t('certificate-todo').waitFor();
        await t('certificate-files').filter({ hasText: '/var/lib/custode/keys/web.pem' }).waitFor();
        await axe(page, at('certificate'));
        await picture(page, at('welcome-certificate'));
        // another day, another window: where he was
        await until('it is kept', () => mock.lists.settings.get('console.welcome')?.at === 'certificate');
        await page.goto('/');
        await t('certificate-card').waitFor();
        assert.equal(new URL(page.url()).pathname, '/welcome');
        Object.assign(first.certificate, { own: true, subject: 'CN=rmm.example.com', issuer: 'CN=R11, O=Let’s Encrypt' });
        await t('certificate-again').click();
        await until('it is done', async () => (await t('step-certificate').getAttribute('data-did')) === 'true');
        await t('welcome-next').click();

        await t('agent-waits').waitFor();
        await axe(page, at('waits for a machine'));
        await t('tenant-name').fill('Arden');
        await page.keyboard.press('Enter');
        await t('make-token').click();
        await t('enrol-command').filter({ hasText: 'cst1.' }).waitFor();
        await picture(page, at('welcome-agent'));
        mock.operate.agents.unshift({ id: '01990000-0006-7000-8000-0000000000aa', tenant: mock.tenants[0].id, site: null, asset: null, state: 'ONLINE', version: '0.3.0', enrolledAt: new Date().toISOString(), certificateEnds: new Date().toISOString(), seenAt: new Date().toISOString(), hostname: 'pc-arden-1', address: '192.0.2.7', token: null, copyOf: null });
        mock.publish('AgentEnrolled', { tenant: mock.tenants[0].id, agent: '01990000-0006-7000-8000-0000000000aa' });
        await t('agent-here').filter({ hasText: 'pc-arden-1' }).waitFor();
        await axe(page, at('the machine is there'));
        await picture(page, at('welcome-here'));
        await t('welcome-next').click();
        await until('it is over', () => mock.lists.settings.get('console.welcome')?.over === 'finished');
        assert.equal(new URL(page.url()).pathname, '/overview');
        await page.goto('/');
        await t('count').waitFor();
        assert.equal(new URL(page.url()).pathname, '/', 'it does not come again');
      }, { theme, lang, width, signIn: false, at: '/' }));

  }

  for (const { lang, theme, width } of LOOKS) {
    const name = `${lang}-${theme}-${width}`;
    const at = (what) => `${what} ${name}`;
    check(`what is said once for the whole installation is seen and changed in one room, ${name}`, () =>
      visit({}, async ({ page, mock, t, errors }) => {
        const { first } = mock;
        await page.goto('/settings');
        await t('provider-form').waitFor();
        await t('version').filter({ hasText: '0.3.0' }).waitFor();
        await t('certificate-state').waitFor();
        assert.equal(await t('certificate-state').getAttribute('data-state'), 'made');
        await axe(page, at('settings'));

        // a colour that cannot be read is moved, and the picture made smaller
        await page.locator('#name').fill('Rossi IT');
        await t('colour').fill('#202020');
        await t('contrast-dark').filter({ hasText: lang === 'it' ? 'spostato' : 'moved' }).waitFor();
        await t('logo-file').setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') });
        await t('no-picture').waitFor();
        await axe(page, at('no picture'));
        await t('logo-file').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: png(2400, 1200) });
        await t('logo').waitFor();
        await page.getByRole('button', { name: '#c2410c' }).click();
        await axe(page, at('a look'));
        await picture(page, at('settings'));
        await page.locator('#zone').fill('nowhere');
        await t('provider-save').click();
        await page.locator('#zone-wrong').waitFor();
        forgive(errors, 400);
        await page.locator('#zone').fill('Europe/Rome');
        // somebody else was quicker
        first.provider = { ...first.provider, name: 'Bianchi IT', revision: first.provider.revision + 1 };
        await t('provider-save').click();
        await t('conflict').filter({ hasText: 'Bianchi IT' }).waitFor();
        forgive(errors, 409);
        await axe(page, at('two at once'));
        await t('conflict-keep').click();
        await until('it is saved', () => first.provider.name === 'Rossi IT' && first.provider.revision === 2);
        const size = Buffer.from(first.provider.logo, 'base64');
        assert.deepEqual([size.readUInt32BE(16), size.readUInt32BE(20)], [512, 256]);
        assert.equal(first.provider.accent, '#c2410c');
        const accent = () => page.evaluate(() => document.documentElement.style.getPropertyValue('--acc'));
        await until('the page has its colour', async () => (await accent()) !== '');
        await axe(page, at('in its own colours'));
        if (width > 820) await t('home').locator('img').first().waitFor();

        await t('keep-ALERTS').selectOption('90');
        await t('goes-ALERTS').filter({ hasText: /1[.,]?234/ }).waitFor();
        assert.equal(first.kept.get('ALERTS'), 90);

        await t('demo-add').click();
        await t('demo-counts').filter({ hasText: '42' }).waitFor();
        await axe(page, at('demo data'));
        await page.getByTestId('settings').evaluate((e) => e.scrollTo(0, 9999));
        await picture(page, at('settings-below'));
        const remove = (word) => t('demo-remove').filter({ hasText: word }).click();
        await remove(lang === 'it' ? 'Rimuovi i dati' : 'Remove demo');
        await t('demo-remove').filter({ hasText: lang === 'it' ? 'davvero' : 'Really' }).waitFor();
        // somebody works in a demo customer meanwhile
        first.demo = { ...first.demo, others: 2 };
        await remove(lang === 'it' ? 'davvero' : 'Really');
        await t('problem').filter({ hasText: 'Others added' }).waitFor();
        forgive(errors, 409);
        await t('demo-others').filter({ hasText: '2' }).waitFor();
        await axe(page, at('what others added'));
        await remove(lang === 'it' ? 'Rimuovi i dati' : 'Remove demo');
        await remove(lang === 'it' ? 'Rimuovi tutto' : 'Remove it all');
        await t('demo-add').waitFor();
        assert.ok(!mock.tenants.some((x) => x.name.startsWith('Demo: ')));
      }, { theme, lang, width }));
  }

  for (const { lang, theme, width } of LOOKS) {
    const name = `${lang}-${theme}-${width}`;
    check(`who is invited or forgot his password comes in by a code in his mail, ${name}`, () =>
      visit({}, async ({ page, mock, t, errors }) => {
        const { first } = mock;
        assert.equal(await t('forgot').count(), 0, 'nothing is offered that cannot be sent');
        first.mailWorks();
        await page.reload();
        await t('user').fill('anna');
        await t('forgot').click();
        await t('asked').filter({ hasText: 'anna' }).waitFor();
        assert.deepEqual(first.forgetful, ['anna']);
        await axe(page, `forgot ${name}`);
        await picture(page, `forgot-${name}`);
        await t('turn').click();
        await enter(page);

        await page.goto('/users');
        await t('invite').click();
        await t('invite-form').locator('input[name=name]').fill('new@msp.example');
        await t('invite-form').locator('input[name=mailTo]').fill('new@msp.example');
        await axe(page, `invited by mail ${name}`);
        await t('invite-form').getByRole('button').click();
        await t('code-mailed').filter({ hasText: 'new@msp.example' }).waitFor();
        assert.equal(await t('invite-code').count(), 0);
        await axe(page, `mailed ${name}`);
        await picture(page, `invited-${name}`);
        await page.keyboard.press('Escape');
        await t('code-mailed').waitFor({ state: 'hidden' });

        await t('row').first().click();
        await t('mail-form').locator('input').fill('u0000@msp.example');
        await t('mail-form').getByRole('button').click();
        first.mailFails = true;
        await t('reset-mail').click();
        await t('mail-failure').filter({ hasText: 'away' }).waitFor();
        await t('invite-code').filter({ hasText: 'once-only' }).waitFor();
        await axe(page, `not mailed ${name}`);

        await page.goto('/account');
        await t('own-mail').locator('[name=address]').fill('admin@msp.example');
        await t('own-mail').locator('[name=password]').fill('wrong');
        await t('own-mail').getByRole('button').click();
        await t('own-mail').getByTestId('problem').waitFor();
        forgive(errors, 403);
        await t('own-mail').locator('[name=password]').fill('correct horse');
        await t('own-mail').getByRole('button').click();
        await t('own-mail-saved').waitFor();
        assert.equal(first.address, 'admin@msp.example');
        await axe(page, `own address ${name}`);
      }, { theme, lang, width, signIn: false }));
  }

  check('the first steps are put off, asked for again, and taken by the keyboard alone', () =>
    visit({ assets: 0 }, async ({ page, mock, t }) => {
      await enter(page, 'welcome');
      await t('welcome-later').click();
      await until('it is kept', () => mock.lists.settings.get('console.welcome')?.over === 'later');
      await page.goto('/');
      await t('count').waitFor();
      assert.equal(new URL(page.url()).pathname, '/');
      await page.goto('/settings');
      await t('to-welcome').click();
      await t('provider-form').waitFor();
      await page.locator('#name').focus();
      await page.keyboard.type('Rossi IT');
      await page.keyboard.press('Enter');
      await t('mail-card').waitFor();
      assert.match(await page.evaluate(() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return at?.id ?? '';
      }), /^step$/, 'a reader is told of the step');
      for (const step of ['certificate-card', 'agent-waits']) {
        await t('welcome-next').focus();
        await page.keyboard.press('Enter');
        await t(step).waitFor();
      }
      await t('welcome-next').focus();
      await page.keyboard.press('Enter');
      await until('it is over', () => mock.lists.settings.get('console.welcome')?.over === 'finished');
    }, { signIn: false, at: '/' }));

  check('who may not say it sees neither settings nor first steps, and has the colours all the same', () =>
    visit({ permissions: ['core.asset.read', 'core.event.read', 'core.provider.read', 'core.self.manage', 'core.tenant.read'] }, async ({ page, mock, t }) => {
      mock.first.provider = { ...mock.first.provider, name: 'Rossi IT', accent: '#c2410c', language: 'it', revision: 3 };
      mock.publish('ProviderChanged', {});
      await t('home').filter({ hasText: 'Rossi IT' }).waitFor();
      await until('in the language of the house', () => page.evaluate(() => document.documentElement.lang === 'it'));
      assert.equal(await page.locator('a[href="/settings"]').count(), 0);
      for (const path of ['/settings', '/welcome']) {
        await page.goto(path);
        await t('missing').waitFor();
      }
      await page.goto('/');
      await t('count').waitFor();
    }));
}
