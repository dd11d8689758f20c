// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { navigate, onRoute } from '../app/address';
import { t } from '../app/i18n';
import { session } from '../app/session';
import { toastProblem } from '../app/toast';
import { Part } from '../parts/element';
import { icon, type IconName } from '../parts/icon';
import { addressOf, iconOf, registry, titleOf } from '../plugins/registry';
import { base } from '../style/base';
import { brand } from './brand';
import { route, to } from './routes';

interface Link {
  path: string;
  title: string;
  icon: IconName;
  isHere: boolean;
}

/** The customer's name and where one can go; on a phone the ways stand below and can be pushed aside. */
@customElement('cu-portal-head')
export class PortalHead extends Part {
  static override styles = [
    base,
    css`
      header { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; align-items: center; gap: 8px 20px; padding: 0 24px; min-height: 60px; background: var(--bg1); border-bottom: 1px solid var(--line); }
      .brand { display: flex; align-items: center; gap: 11px; max-width: 300px; font-size: 15px; font-weight: 600; letter-spacing: -0.012em; text-decoration: none; }
      .brand img { display: block; max-height: 32px; max-width: 140px; }
      .initial { flex: none; display: grid; place-items: center; width: 30px; height: 30px; border-radius: var(--r2); background: var(--acc); color: var(--acc-fg); font-size: 14px; text-transform: uppercase; }
      nav { min-width: 0; overflow-x: auto; scrollbar-width: none; padding: 4px 0; }
      ul { display: flex; gap: 4px; }
      nav a { display: flex; align-items: center; gap: 8px; height: 36px; padding: 0 12px; border-radius: var(--r2); color: var(--fg2); font-weight: 500; text-decoration: none; white-space: nowrap; }
      nav a:hover { background: var(--hover); color: var(--fg); }
      nav a:focus-visible { outline-offset: -2px; }
      nav a[aria-current='page'] { background: var(--sel); color: var(--fg); }
      nav a[aria-current='page'] .ico { color: var(--acc); }
      .me { display: flex; align-items: center; gap: 2px; }
      .me .btn { height: 36px; }
      @media (max-width: 820px) {
        header { grid-template-columns: minmax(0, 1fr) auto; padding: 6px 8px 0 16px; gap: 2px 8px; }
        nav { grid-area: 2 / 1 / 3 / -1; margin-left: -8px; }
        nav a { height: 42px; padding: 0 10px; }
        .me .btn { height: 42px; width: 42px; padding: 0; }
        .me .btn span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(onRoute(() => this.requestUpdate()));
    this.listen(registry, 'change', () => this.requestUpdate());
    this.listen(brand, 'brand', () => this.requestUpdate());
    this.listen(session, 'session', () => this.requestUpdate());
  }

  private links(): Link[] {
    const here = route();
    const rooms = registry.at('portal.page').map((one) => ({
      path: addressOf(one),
      title: titleOf(one.its),
      icon: iconOf(one.its),
      isHere: here.page === 'room' && registry.page(here.plugin, here.path)?.its === one.its,
    }));
    return [
      { path: to('/'), title: t('portal.home'), icon: 'house', isHere: here.page === 'home' },
      ...(session.may('core.asset.read')
        ? [{ path: to('/machines'), title: t('portal.machines'), icon: 'monitor' as const, isHere: here.page === 'machines' || here.page === 'machine' }]
        : []),
      ...rooms,
    ];
  }

  private signOut(): void {
    void session.signOut().then(() => navigate(to('/sign-in'), 'replace')).catch(toastProblem);
  }

  protected override render(): TemplateResult {
    const name = brand.name || t('portal.title');
    return html`<header>
      <a class="brand" href=${to('/')} data-testid="brand">
        ${brand.logo ? html`<img src=${brand.logo} alt="">` : html`<span class="initial" aria-hidden="true">${[...name][0]}</span>`}<span class="cut">${name}</span></a>
      <nav aria-label=${t('portal.nav')}><ul>${this.links().map((link) => html`<li><a href=${link.path} aria-current=${link.isHere ? 'page' : 'false'}>${icon(link.icon)}${link.title}</a></li>`)}</ul></nav>
      <div class="me">
        ${session.may('core.self.manage') ? html`<a class="btn ghost" data-testid="to-account" href=${to('/account')} title=${session.user?.name ?? nothing}>${icon('user', 16)}<span>${t('account.title')}</span></a>` : nothing}
        <button class="btn ghost" data-testid="sign-out" @click=${() => this.signOut()}>${icon('log-out', 16)}<span>${t('user.signOut')}</span></button>
      </div></header>`;
  }
}
