// SPDX-License-Identifier: Apache-2.0
// The rooms of customers, in the same browser as all else of the console.
import assert from 'node:assert/strict';
import { customers } from './mock-plugins.mjs';
import { LOOKS } from './looks.mjs';

const WORDS = {
  en: { members: 'Members', conflict: 'Somebody else changed this' },
  it: { members: 'Membri', conflict: 'Qualcun altro' },
};

/** What a refusal leaves in the browser's console is no fault of a page. */
const forgive = (errors, status) => errors.splice(0, errors.length, ...errors.filter((e) => !new RegExp(`status of ${status}`).test(e)));

/** @param tools of the browser test: check, visit, axe, until, picture */
export function tenantChecks({ check, visit, axe, until, picture }) {
  for (const { theme, lang, width } of LOOKS) {
    const at = (what) => `${what}, ${theme}, ${lang}, ${width} px`;
    const words = WORDS[lang];

    check(`customers are listed with what there is of each, found, opened and added: ${lang} ${width}`, () =>
      visit({}, async ({ page, t, mock }) => {
        await page.goto('/tenants');
        await until('all six', async () => (await t('row').count()) === 6);
        await t('row').filter({ hasText: 'Arden' }).waitFor();
        await until('alerts in the tone of the worst', async () => (await t('tenant-alerts').count()) > 1);
        await axe(page, at('customers'));
        await picture(page, at('customers'));
        await page.keyboard.press('/');
        await page.keyboard.type('bre');
        await until('one is left', async () => (await t('row').count()) === 1);
        assert.equal(new URL(page.url()).search, '?text=bre');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Enter');
        await t('tenant-name').filter({ hasText: 'Brera Studio' }).waitFor();
        assert.equal(new URL(page.url()).pathname, `/tenants/${mock.tenants[1].id}`);
        await page.goto('/tenants?text=zzz');
        await t('no-match').waitFor();
        await axe(page, at('no customer'));
        await t('tenant-add').click();
        await page.locator('#name').fill('Nuova Srl');
        await axe(page, at('new customer'));
        await page.keyboard.press('Enter');
        await t('tenant-name').filter({ hasText: 'Nuova Srl' }).waitFor();
        await t('tile-agreements').waitFor();
      }, { theme, lang, width }));

    check(`a customer's page tells how it does, live, and what a plugin has to show of it: ${lang} ${width}`, () =>
      visit({}, async ({ page, t, mock, errors }) => {
        const [tenant] = mock.tenants;
        await page.goto(`/tenants/${tenant.id}`);
        await t('tenant-alert').first().waitFor();
        await t('fields').waitFor();
        await t('happening').filter({ hasText: 'Arden & Cole LLP' }).waitFor();
        await axe(page, at('customer'));
        await picture(page, at('customer'));
        const alerts = await t('tenant-alert').count();
        mock.raise('The power is out', 'CRITICAL', tenant.id);
        await t('tenant-alert').filter({ hasText: 'The power is out' }).waitFor();
        assert.equal(await t('tenant-alert').count(), alerts + 1);
        await until('the figure too', async () => (await t('tile-alerts').textContent()).includes(String(alerts + 1)));

        mock.plugins.become(customers());
        await t('plugin-panel').getByText(`${words.members}: ${tenant.name}`).waitFor();
        await axe(page, at('panel of a plugin'));
        await t('field-vat').fill('IT99999999999');
        await t('fields-save').click();
        await until('the field is kept', () => mock.customers.fieldValues[0].value === 'IT99999999999');

        await t('tenant-rename').click();
        await page.locator('#name').fill('Arden LLP');
        mock.customers.elsewhere(tenant, { name: 'Arden, Cole & Sons' }, null);
        await t('rename-save').click();
        await t('conflict').filter({ hasText: 'Arden, Cole & Sons' }).filter({ hasText: words.conflict }).waitFor();
        await axe(page, at('conflict'));
        await picture(page, at('conflict'));
        await t('conflict-keep').click();
        await t('tenant-name').filter({ hasText: 'Arden LLP' }).waitFor();
        assert.equal(tenant.name, 'Arden LLP');
        forgive(errors, 409);
      }, { theme, lang, width }));

    check(`a customer's people see the portal as it is chosen for them: ${lang} ${width}`, () =>
      visit({}, async ({ page, t, mock, errors }) => {
        await page.goto(`/tenants/${mock.tenants[0].id}`);
        await t('tenant-branding').click();
        await t('branding-form').waitFor();
        assert.equal(await page.locator('#name').inputValue(), 'Arden & Cole LLP');
        await page.getByRole('button', { name: '#c2410c' }).click();
        await axe(page, at('look of the portal'));
        await picture(page, at('branding'));
        // somebody else was quicker
        mock.branding = { ...mock.branding, accent: '#0b7a68', revision: 1 };
        await t('branding-save').click();
        await t('conflict').filter({ hasText: '#0b7a68' }).waitFor();
        forgive(errors, 409);
        await t('conflict-take').click();
        await until('theirs is shown', async () => (await page.getByRole('button', { name: '#0b7a68' }).getAttribute('aria-pressed')) === 'true');
        await page.getByRole('button', { name: '#8a3ffc' }).click();
        await t('branding-save').click();
        await t('branding-form').waitFor({ state: 'detached' });
        assert.equal(mock.branding.accent, '#8a3ffc');
        assert.equal(mock.branding.revision, 2);
      }, { theme, lang, width }));

    check(`sites are added and renamed, and show what stands there: ${lang} ${width}`, () =>
      visit({}, async ({ page, t, mock, errors }) => {
        const tenant = mock.tenants[2];
        await page.goto(`/tenants/${tenant.id}?tab=sites`);
        await until('three sites', async () => (await t('site').count()) === 3);
        await t('floor-asset').first().waitFor();
        await axe(page, at('sites'));
        await picture(page, at('sites'));
        const first = mock.customers.sites.filter((s) => s.tenant === tenant.id && s.name === 'Milano')[0];
        await t('site').filter({ hasText: 'Milano' }).click();
        await t('site-shown').filter({ hasText: 'Milano' }).waitFor();
        assert.equal(new URL(page.url()).search, `?tab=sites&site=${first.id}`);
        const there = mock.assets.filter((a) => a.site === first.id && a.state !== 'RETIRED');
        await until('what stands there', async () => (await t('floor-asset').count()) === there.length);
        await t('site-rename').click();
        await page.locator('#name').fill('Milano Centrale');
        await t('rename-save').click();
        await t('site-shown').filter({ hasText: 'Milano Centrale' }).waitFor();
        await t('site-name').fill('leeds');
        await t('site-add').click();
        await t('problem').waitFor();
        await axe(page, at('a name that is used'));
        await t('site-name').fill('Roma');
        await t('site-add').click();
        await t('site-shown').filter({ hasText: 'Roma' }).waitFor();
        await t('floor-empty').waitFor();
        assert.equal(mock.customers.sites.at(-1).tenant, tenant.id);
        await t('site-remove').click();
        await t('site-remove').click();
        await until('it is gone', () => !mock.customers.sites.some((s) => s.name === 'Roma'));
        await t('site-shown').filter({ hasText: 'Headquarters' }).waitFor();
        await t('site-remove').click();
        await t('site-remove').click();
        await t('problem').filter({ hasText: 'Assets at the site' }).waitFor();
        forgive(errors, 409);
      }, { theme, lang, width }));

    check(`machines, people and agreements of a customer are found and changed: ${lang} ${width}`, () =>
      visit({}, async ({ page, t, mock, errors }) => {
        const [tenant] = mock.tenants;
        await page.goto(`/tenants/${tenant.id}`);
        await t('tab-assets').click();
        await t('row').first().waitFor();
        assert.equal(new URL(page.url()).search, '?tab=assets');
        await t('filter-online').selectOption('false');
        const offline = mock.assets.filter((a) => a.tenant === tenant.id && !a.online).length;
        await until('only those offline', async () => (await t('asset-count').textContent()).startsWith(`${offline} `));
        assert.equal(new URL(page.url()).search, '?tab=assets&online=false');
        await axe(page, at('machines of a customer'));

        await t('tab-people').click();
        await until('five people', async () => (await t('row').count()) === 5);
        await axe(page, at('people'));
        await picture(page, at('people'));
        await t('contact-add').click();
        await page.locator('#name').fill('Zoe Adams');
        await page.locator('#email').fill('anna@arden.example');
        await t('contact-save').click();
        await t('wrong').filter({ hasText: 'is used' }).waitFor();
        await axe(page, at('a refused field'));
        await page.locator('#email').fill('zoe@arden.example');
        await t('contact-save').click();
        await t('row').filter({ hasText: 'Zoe Adams' }).waitFor();
        await t('contact-dialog').waitFor({ state: 'hidden' });
        await t('row').getByText('Bruno Keller').click();
        await page.locator('#phone').fill('+44 20 7946 0000');
        mock.customers.elsewhere(mock.customers.people[1], { email: 'bk@arden.example' }, null);
        await t('contact-save').click();
        await t('conflict').filter({ hasText: 'bk@arden.example' }).waitFor();
        await t('conflict-take').click();
        await until('his is shown', async () => (await page.locator('#email').inputValue()) === 'bk@arden.example');
        await t('contact-remove').click();
        await t('contact-remove').click();
        await until('he is gone', () => !mock.customers.people.some((p) => p.name.startsWith('Bruno')));
        await t('contact-dialog').waitFor({ state: 'hidden' });

        await t('tab-agreements').click();
        await until('four agreements, what holds first', async () => (await t('agreement').count()) === 4);
        assert.equal(await t('agreement-state').first().getAttribute('data-state'), 'ACTIVE');
        await axe(page, at('agreements'));
        await picture(page, at('agreements'));
        await t('agreement').filter({ hasText: '30 min' }).getByTestId('agreement-change').click();
        await t('respond-HIGH').fill('soon');
        await t('agreement-save').click();
        await page.locator('#respond-HIGH-wrong').waitFor();
        await t('respond-HIGH').fill('90m');
        await axe(page, at('agreement'));
        await picture(page, at('agreement'));
        await t('agreement-save').click();
        await t('agreement-dialog').waitFor({ state: 'hidden' });
        const { sla, revision } = mock.customers.agreements[0];
        assert.deepEqual([sla.targets.find((x) => x.priority === 'HIGH').respond, revision], ['PT1H30M', 2]);
        forgive(errors, '(400|409)');
      }, { theme, lang, width }));
  }

  check('who may only read customers is offered no verb, and a customer that is not there is told so', () =>
    visit({ permissions: ['core.asset.read', 'core.event.read', 'core.tenant.read'] }, async ({ page, t, mock, errors }) => {
      await page.goto('/tenants');
      await t('row').first().waitFor();
      assert.equal(await t('tenant-add').count(), 0);
      await page.goto(`/tenants/${mock.tenants[0].id}?tab=people`);
      await t('tenant-name').waitFor();
      assert.equal((await t('tenant-rename').count()) + (await t('tab-people').count()), 0);
      await page.goto('/tenants/01990000-0001-7000-8000-0000000fffff');
      await t('missing').waitFor();
      await axe(page, 'no such customer');
      forgive(errors, 404);
    }));

  check('nothing that is typed into names becomes a part of the page', () =>
    visit({}, async ({ page, t, mock }) => {
      const script = '<img src=x onerror=document.title=1>';
      mock.tenants[0].name = script;
      mock.tenants[1].name = `שלום ${'x'.repeat(10_000)}`;
      mock.customers.people[0].name = `${script}👩‍🚀`;
      await page.goto('/tenants');
      await t('row').filter({ hasText: script }).waitFor();
      await axe(page, 'names of ten thousand letters');
      await page.goto(`/tenants/${mock.tenants[0].id}?tab=people`);
      await t('tenant-name').filter({ hasText: script }).waitFor();
      await t('row').filter({ hasText: '👩‍🚀' }).waitFor();
      assert.match(await page.title(), /onerror/);
      await page.goto(`/tenants/${mock.tenants[1].id}`);
      await t('tenant-name').waitFor();
      await axe(page, 'a customer of ten thousand letters');
    }));
}
