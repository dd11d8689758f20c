// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { get } from '../app/api';
import { directory } from '../app/directory';
import { t, type Key } from '../app/i18n';
import { live } from '../app/live';
import { followLinks, navigate, onRoute, ownPath, query as address, route, type Route } from '../app/router';
import { provider } from '../app/provider';
import { push } from '../app/push';
import { scope } from '../app/scope';
import { session } from '../app/session';
import { settings } from '../app/settings';
import '../app/zone';
import { toast, toastProblem, type Tone } from '../app/toast';
import type { Page } from '../app/types';
import { welcome } from '../app/welcome';
import { pageWorker } from '../app/worker';
import { Part } from '../parts/element';
import { icon } from '../parts/icon';
import '../parts/connection';
import '../parts/lapsed';
import '../parts/sign-in';
import '../parts/toasts';
import { base } from '../style/base';
import './bar';
import './nav';
import type { KeysHelp } from './keys-help';
import './palette';
import type { Palette } from './palette';
import { roomAt } from './rooms';

/** What everybody is told as long as it holds. */
interface Warning {
  name: string;
  text: string;
}

const TONES: Record<string, Tone> = { CRITICAL: 'bad', WARNING: 'warn' };

const entitle = (key: Key) => (document.title = `${t(key)} · Custode`);

/** The frame around every page: navigation, palette, messages; and the door, for who is signed out. */
@customElement('cu-shell')
export class Shell extends Part {
  static override styles = [
    base,
    css`
      :host { display: grid; grid-template: auto minmax(0, 1fr) / var(--side) minmax(0, 1fr); height: 100dvh; overflow: hidden; }
      :host([bare]) { display: block; overflow: auto; }
      .warnings { grid-area: 1 / 1 / 2 / -1; }
      cu-nav.side { grid-area: 2 / 1; background: var(--bg); border-right: 1px solid var(--line); }
      /* what is hidden inside must not make the window itself scroll */
      main { position: relative; overflow: clip; grid-area: 2 / 2; min-width: 0; min-height: 0; display: flex; flex-direction: column; background: var(--bg1); }
      main > * { flex: 1; min-height: 0; }
      main > cu-connection { flex: none; }
      :host([bare]) main > * { min-height: 100dvh; }
      cu-bar { display: none; }
      .skip { position: absolute; left: -999px; z-index: 9; }
      .skip:focus { left: 12px; top: 12px; }
      .lost { flex: none; display: flex; align-items: center; gap: 8px; padding: 6px 16px; border-bottom: 1px solid var(--line); color: var(--warn); font-size: 12px; }
      .scope { padding-block: 2px; color: var(--fg2); }
      .warned { display: flex; align-items: center; gap: 8px; padding: 7px 16px; background: var(--bad); color: var(--bg1); font-weight: 600; }
      .middle { display: grid; place-content: center; justify-items: center; gap: 10px; padding: 48px 24px; text-align: center; height: 100%; }
      .middle > .ico { color: var(--fg3); }
      .middle p { color: var(--fg2); max-width: 46ch; }
      .soon { animation: soon 200ms 400ms both; }
      @keyframes soon { from { opacity: 0; } }
      .mark { width: 22px; height: 22px; flex: none; display: block; }
      wa-drawer::part(dialog) { background: var(--bg); box-shadow: var(--shadow); }
      wa-drawer::part(body) { padding: 0; display: grid; }
      @media (max-width: 820px) {
        :host { --bar: calc(57px + env(safe-area-inset-bottom)); grid-template: auto minmax(0, 1fr) var(--bar) / minmax(0, 1fr); padding-top: env(safe-area-inset-top); }
        :host([bare]) { --bar: 0px; }
        main { grid-area: 2 / 1; }
        cu-nav.side { display: none; }
        cu-bar { display: block; grid-area: 3 / 1; }
      }
    `,
  ];

  @state() private menuOpen = false;
  @state() private stale = false;
  @state() private warnings: Warning[] = [];
  @query('cu-palette') private palette!: Palette | null;
  @query('main') private main!: HTMLElement | null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(onRoute(() => this.moved()));
    this.listen(session, 'session', () => this.sessionChanged());
    this.listen(live, 'state', () => this.freshness());
    this.listen(scope, 'scope', () => this.requestUpdate());
    this.listen(directory, 'directory', () => scope.tenant !== null && this.requestUpdate());
    this.listen(provider, 'provider', () => this.requestUpdate());
    this.listen(this, 'click', (e) => followLinks(e as MouseEvent));
    this.listen(this, 'palette', () => this.palette?.show());
    this.listen(this, 'menu', () => (this.menuOpen = true));
    this.listen(this, 'keys', () => void this.showKeys().catch(toastProblem));
    this.listen(window, 'keydown', (e) => this.key(e as KeyboardEvent));
    this.until(
      live.on(({ name, data }) => {
        if (name === 'NoticeShown') toast(String(data.subject), TONES[String(data.severity)] ?? 'info');
        if (/^(Tenant|Site)(Created|Changed|Removed)$/.test(name)) void directory.again();
      }),
    );
    // a notice was opened that this browser showed
    if ('serviceWorker' in navigator) {
      this.listen(navigator.serviceWorker, 'message', (e) => navigate(ownPath(String((e as MessageEvent<{ open?: unknown }>).data?.open ?? ''))));
    }
    this.listen(window, 'online', () => session.state === 'unreachable' && void session.restore());
    pageWorker.start();
    void session.restore();
  }

  private sessionChanged(): void {
    const here = location.pathname + location.search;
    if (session.state === 'out') {
      directory.forget();
      if (route().page !== 'sign-in') navigate(`/sign-in?next=${encodeURIComponent(here)}`, 'replace');
    }
    // customers have pages of their own
    if (session.user?.kind === 'CONTACT') return location.replace('/portal/');
    if (session.state === 'in') {
      void directory.read().catch(() => undefined); // pages show ids' names when they come
      void settings.read(); // times are told in the zone that he chose
      void push.settle().catch(() => undefined); // the next sign-in, or the account's page, does it again
      if (route().page === 'sign-in') navigate(ownPath(address().get('next')), 'replace');
      void welcome.greet();
    }
    this.requestUpdate();
  }

  /** Asked at each connection: the platform may have been started in another way meanwhile. */
  private async readWarnings(): Promise<void> {
    try {
      this.warnings = (await get<Page<Warning>>('/warnings')).items;
    } catch {
      // what was told still holds, and the next connection asks again
    }
  }

  /** One that these pages do not know yet is told as the platform says it. */
  private warning({ name, text }: Warning): TemplateResult {
    return html`<div class="warned" data-testid="warning">${icon('triangle-alert', 14)}${name === 'developer-mode' ? t(`warning.${name}`) : text}</div>`;
  }

  /** A word about a lost connection only when it stays lost: a reconnect in passing is no news. */
  private freshness(): void {
    if (live.connected) {
      this.stale = false;
      void this.readWarnings();
    } else setTimeout(() => (this.stale = !live.connected && session.state === 'in' && !document.hidden), 4000);
  }

  private moved(): void {
    this.menuOpen = false;
    this.requestUpdate();
    // the door puts the focus into its own first field
    if (session.state === 'in') void this.updateComplete.then(() => this.main?.focus());
  }

  /** Rarely wanted, so it is read when it is. */
  private async showKeys(): Promise<void> {
    await import('./keys-help');
    this.one<KeysHelp>('cu-keys-help')?.show();
  }

  private key(event: KeyboardEvent): void {
    const writes = event.composedPath().some((n) => n instanceof HTMLElement && n.matches('input, textarea, select, dialog, wa-dialog'));
    if (event.key === '?' && !writes && session.state === 'in') void this.showKeys().catch(toastProblem);
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && session.state === 'in') {
      event.preventDefault();
      this.palette?.show();
    }
  }

  protected override render(): TemplateResult {
    const isIn = session.inside && session.user?.kind !== 'CONTACT';
    this.toggleAttribute('bare', !isIn);
    if (isIn) return this.frame();
    document.title = 'Custode';
    if (session.state === 'out') return html`<main tabindex="-1"><cu-sign-in name="Custode" lead=${t('signIn.lead')}></cu-sign-in></main>`;
    return html`<main tabindex="-1">${session.state === 'unreachable' ? this.unreachable() : this.waiting()}</main>`;
  }

  private frame(): TemplateResult {
    return html`<button class="btn skip" @click=${() => this.main?.focus()}>${t('shell.skip')}</button>
      ${this.warnings.length ? html`<div class="warnings" role="status">${this.warnings.map((each) => this.warning(each))}</div>` : nothing}
      <cu-nav class="side"></cu-nav>
      <main tabindex="-1">
        <cu-connection></cu-connection>
        ${this.stale && navigator.onLine ? html`<div class="lost" role="status">${icon('wifi-off', 14)}${t('shell.lost')}</div>` : nothing}
        ${this.scoped()}${keyed(scope.tenant, this.page())}
      </main>
      <cu-bar ?open=${this.menuOpen}></cu-bar>
      <wa-drawer placement="start" without-header label=${t('shell.menu')} light-dismiss ?open=${this.menuOpen}
        @wa-after-hide=${() => (this.menuOpen = false)} .style=${'--size:272px'}>
        ${this.menuOpen ? html`<cu-nav></cu-nav>` : nothing}
      </wa-drawer>
      <cu-palette></cu-palette><cu-keys-help></cu-keys-help><cu-toasts></cu-toasts><cu-lapsed name="Custode"></cu-lapsed>`;
  }

  private page(): TemplateResult {
    const here = route();
    if (here.page === 'plugin') return this.ofPlugin(here);
    const room = roomAt(here);
    if (!room || here.page !== 'room') return this.missing();
    if (room.title) entitle(room.title);
    void room.read?.().catch(toastProblem);
    return room.draw(here.id);
  }

  private ofPlugin({ plugin, path }: Extract<Route, { page: 'plugin' }>): TemplateResult {
    void import('../plugins/plugin-page').catch(toastProblem);
    return html`<cu-plugin-page .plugin=${plugin} .path=${path}></cu-plugin-page>`;
  }

  /** So that nobody takes the lists of one customer for all there is. */
  private scoped(): TemplateResult | typeof nothing {
    const { tenant } = scope;
    // a list whose address says whose it is goes by that
    if (tenant === null || !roomAt(route())?.scoped || address().has('tenant')) return nothing;
    return html`<div class="lost scope" role="status" data-testid="scoped">${icon('building-2', 14)}<span class="cut">${t('scope.only', { name: directory.tenant(tenant) })}</span>
      <button class="btn ghost" @click=${() => scope.choose(null)}>${t('scope.clear')}</button></div>`;
  }

  private missing(): TemplateResult {
    entitle('missing.title');
    return html`<div class="middle" data-testid="missing"><h1 tabindex="-1">${t('missing.title')}</h1><p>${t('missing.todo')}</p>
      <a class="btn" href="/assets">${t('missing.home')}</a></div>`;
  }

  /** Only who waits long enough to wonder sees it. */
  private waiting(): TemplateResult {
    return html`<div class="middle soon" role="status" data-testid="waiting"><cu-mark class="mark"></cu-mark>${t('loading')}</div>`;
  }

  private unreachable(): TemplateResult {
    const offline = !navigator.onLine;
    return html`<div class="middle" role="alert" data-testid="unreachable">${icon('wifi-off', 28)}<h1>${t(offline ? 'offline.title' : 'problem.offline')}</h1><p>${t(offline ? 'offline.opened' : 'problem.offline.todo')}</p>
      <button class="btn primary" @click=${() => void session.restore()}>${t('again')}</button></div>`;
  }
}
