// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { followLinks, navigate, onRoute, ownPath, query as address } from '../app/address';
import { t } from '../app/i18n';
import { live } from '../app/live';
import { session } from '../app/session';
import { toastProblem } from '../app/toast';
import { pageWorker } from '../app/worker';
import { Part } from '../parts/element';
import { icon } from '../parts/icon';
import '../parts/connection';
import '../parts/lapsed';
import '../parts/sign-in';
import '../parts/toasts';
import { base } from '../style/base';
import { brand } from './brand';
import './head';
import './home';
import { frameSheet } from './frame-sheet';
import { route, to, type Route } from './routes';

/** What is read when it is first opened. */
const LATER: Partial<Record<Route['page'], () => Promise<unknown>>> = {
  account: () => import('./account'),
  machine: () => import('./machine'),
  machines: () => import('./machines'),
  room: () => import('./room'),
};

/** The customer portal: what a customer's people see of what the MSP does for them. */
@customElement('cu-portal')
export class Portal extends Part {
  static override styles = [base, frameSheet];

  @state() private stale = false;
  @query('main') private main!: HTMLElement | null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(onRoute(() => this.moved()));
    this.listen(session, 'session', () => this.sessionChanged());
    this.listen(brand, 'brand', () => this.requestUpdate());
    this.listen(live, 'state', () => this.freshness());
    this.listen(live, 'resync', () => this.readBrand());
    this.listen(this, 'click', (e) => followLinks(e as MouseEvent));
    this.until(live.on(({ name }) => (name === 'TenantChanged' || name === 'BrandingChanged') && this.readBrand()));
    this.listen(window, 'online', () => session.state === 'unreachable' && void session.restore());
    pageWorker.start();
    void session.restore();
  }

  private get isContact(): boolean {
    return session.inside && session.user?.kind === 'CONTACT';
  }

  private sessionChanged(): void {
    const here = location.pathname + location.search;
    if (session.state === 'out') {
      brand.forget();
      if (route().page !== 'sign-in') navigate(to(`/sign-in?next=${encodeURIComponent(here)}`), 'replace');
    }
    if (this.isContact && session.state === 'in') {
      this.readBrand();
      if (route().page === 'sign-in') navigate(ownPath(address().get('next')), 'replace');
    }
    this.requestUpdate();
  }

  private readBrand(): void {
    // without it the portal looks as it does by itself, and works
    if (this.isContact) void brand.read().catch(() => undefined);
  }

  /** A word about a lost connection only when it stays lost. */
  private freshness(): void {
    if (live.connected) this.stale = false;
    else setTimeout(() => (this.stale = !live.connected && session.state === 'in' && !document.hidden), 4000);
  }

  private moved(): void {
    this.requestUpdate();
    // the door puts the focus into its own first field
    if (this.isContact) void this.updateComplete.then(() => this.main?.focus());
  }

  protected override render(): TemplateResult {
    this.toggleAttribute('bare', !this.isContact);
    if (this.isContact) return this.frame();
    document.title = t('portal.title');
    if (session.state === 'out') return html`<main tabindex="-1"><cu-sign-in name=${t('portal.title')} lead=${t('portal.lead')}></cu-sign-in></main>`;
    if (session.state === 'in') return html`<main tabindex="-1">${this.noCustomer()}</main>`;
    return html`<main tabindex="-1">${session.state === 'unreachable' ? this.unreachable() : nothing}</main>`;
  }

  private frame(): TemplateResult {
    return html`<button class="btn skip" @click=${() => this.main?.focus()}>${t('shell.skip')}</button>
      <cu-portal-head></cu-portal-head>
      <main tabindex="-1">
        <cu-connection></cu-connection>
        ${this.stale && navigator.onLine ? html`<div class="lost" role="status">${icon('wifi-off', 14)}${t('shell.lost')}</div>` : nothing}
        <div class="page">${this.page()}</div>
      </main><cu-toasts></cu-toasts><cu-lapsed name=${t('portal.title')}></cu-lapsed>`;
  }

  private page(): TemplateResult {
    const here = route();
    void LATER[here.page]?.().catch(toastProblem);
    switch (here.page) {
      case 'home':
        return html`<cu-portal-home></cu-portal-home>`;
      case 'machines':
        return html`<cu-portal-machines></cu-portal-machines>`;
      case 'machine':
        return html`<cu-portal-machine .machine=${here.id}></cu-portal-machine>`;
      case 'account':
        return html`<cu-portal-account></cu-portal-account>`;
      case 'room':
        return html`<cu-portal-room .plugin=${here.plugin} .path=${here.path}></cu-portal-room>`;
      default:
        document.title = t('missing.title');
        return html`<div class="middle" data-testid="missing"><h1 tabindex="-1">${t('missing.title')}</h1><p>${t('missing.todo')}</p>
          <a class="btn" href=${to('/')}>${t('portal.toHome')}</a></div>`;
    }
  }

  /** Who works for the MSP has the console. */
  private noCustomer(): TemplateResult {
    return html`<div class="middle" data-testid="no-customer"><h1 tabindex="-1">${t('portal.notYours')}</h1>
      <p>${t('portal.notYoursTodo', { name: session.user?.name ?? '' })}</p>
      <a class="btn primary" href="/">${t('portal.console')}</a>
      <button class="btn ghost" data-testid="sign-out" @click=${() => void session.signOut().catch(toastProblem)}>${t('user.signOut')}</button></div>`;
  }

  private unreachable(): TemplateResult {
    return html`<div class="middle" role="alert" data-testid="unreachable"><h1>${t(navigator.onLine ? 'problem.offline' : 'offline.title')}</h1><p>${t(navigator.onLine ? 'problem.offline.todo' : 'offline.opened')}</p>
      <button class="btn" @click=${() => void session.restore()}>${t('again')}</button></div>`;
  }
}
