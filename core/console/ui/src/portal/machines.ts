// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { navigate, onRoute, query as address, setQuery } from '../app/address';
import { count, number, t } from '../app/i18n';
import { live } from '../app/live';
import { Rows } from '../app/rows';
import type { Asset } from '../app/types';
import { Part } from '../parts/element';
import '../parts/grid';
import type { Column, Grid } from '../parts/grid';
import { icon } from '../parts/icon';
import { problemNotice } from '../parts/notice';
import { dot, dotSheet, kindIcon, onlineTag } from '../parts/words';
import { base } from '../style/base';
import { brand } from './brand';
import { isAway, isThere, seen } from './machine-words';
import { to } from './routes';

type Online = '' | 'true' | 'false';

/** The customer's machines: found by name, live, walked by keyboard. */
@customElement('cu-portal-machines')
export class PortalMachines extends Part {
  static override styles = [
    base,
    dotSheet,
    css`
      :host { display: flex; flex-direction: column; gap: 14px; }
      .head, .bar { display: flex; align-items: center; gap: 10px; flex-wrap: wrap; }
      h1 { font-size: 20px; }
      .count { color: var(--fg3); }
      .find { position: relative; flex: 1 1 220px; max-width: 340px; }
      .find .ico { position: absolute; left: 10px; top: 50%; transform: translateY(-50%); color: var(--fg3); }
      .find .input { padding-left: 32px; }
      .choices { display: flex; border: 1px solid var(--line2); border-radius: var(--r1); overflow: hidden; }
      .choices button { display: flex; align-items: center; gap: 7px; height: 30px; padding: 0 12px; border: 0; background: none; color: var(--fg2); cursor: pointer; }
      .choices button + button { border-left: 1px solid var(--line2); }
      .choices button[aria-pressed='true'] { background: var(--sel); color: var(--fg); }
      .choices button:focus-visible { outline-offset: -2px; }
      .table { display: flex; flex-direction: column; overflow: hidden; height: calc(100dvh - 230px); min-height: 320px; }
      cu-grid { flex: 1; }
      .empty { display: grid; justify-items: center; gap: 8px; padding: 56px 24px; text-align: center; }
      .empty p { color: var(--fg2); max-width: 44ch; }
      @media (max-width: 820px) { .choices button { height: 40px; } .find { max-width: none; flex-basis: 100%; } }
    `,
  ];

  @state() private text = '';
  @state() private online: Online = '';
  private readonly list = new Rows<Asset>(
    () => ({ path: '/assets', values: { text: this.text, online: this.online } }),
    () => this.requestUpdate(),
  );
  private typing: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.fromAddress();
    this.listen(live, 'resync', () => void this.list.read());
    this.until(onRoute(() => this.fromAddress() && void this.list.anew()));
    this.until(live.on(({ data }) => typeof data.asset === 'string' && !('points' in data) && this.list.touch()));
    this.until(() => this.list.stop());
    this.every(15_000, () => this.requestUpdate()); // "3 minutes ago" grows older
    void this.list.anew();
  }

  /** @returns whether it says something else than what is shown */
  private fromAddress(): boolean {
    const text = (address().get('text') ?? '').slice(0, 200);
    const asked = address().get('online');
    const online: Online = asked === 'true' || asked === 'false' ? asked : '';
    const changed = text !== this.text || online !== this.online;
    this.text = text;
    this.online = online;
    return changed;
  }

  private show(text: string, online: Online): void {
    this.text = text;
    this.online = online;
    setQuery({ text, online });
    this.one<Grid>('cu-grid')?.rewind();
    void this.list.read();
  }

  private typed(event: InputEvent): void {
    const text = (event.target as HTMLInputElement).value;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.show(text, this.online), 180);
  }

  protected override render(): TemplateResult {
    const { waiting, problem, next } = this.list;
    const rows = this.list.rows.filter((a) => isThere(a) && (this.online !== 'false' || isAway(a)));
    document.title = `${t('portal.machines')} · ${brand.name || t('portal.title')}`;
    const none = !waiting && rows.length === 0 && !next && !problem;
    return html`<div class="head"><h1 tabindex="-1">${t('portal.machines')}</h1>
        <span class="count num" role="status" data-testid="count">${waiting ? '' : count('portal.count', rows.length, number(rows.length) + (next ? '+' : ''))}</span></div>
      ${this.bar()}
      ${problem ? problemNotice(problem, () => void this.list.read()) : nothing}
      ${none ? this.empty() : html`<div class="card table"><cu-grid .rows=${rows} .columns=${this.columns()} .card=${(a: Asset) => this.card(a)} .keyOf=${(a: Asset) => a.id} label=${t('portal.machines')} .rowHeight=${42}
        ?more=${next !== null} ?waiting=${waiting} @more=${() => void this.list.more()} @open=${(e: CustomEvent<Asset>) => navigate(to(`/machines/${e.detail.id}`))}></cu-grid></div>`}`;
  }

  private bar(): TemplateResult {
    const choice = (value: Online, label: string, mark: unknown) => html`<button aria-pressed=${this.online === value} data-testid="online-${value || 'any'}" @click=${() => this.show(this.text, value)}>${mark}${label}</button>`;
    return html`<div class="bar" role="search"><label class="find">${icon('search', 14)}<input class="input" type="search" data-testid="find" maxlength="200" .value=${this.text} aria-label=${t('portal.find')} placeholder=${t('portal.find')} autocomplete="off" spellcheck="false" @input=${this.typed}></label>
      <div class="choices" role="group" aria-label=${t('assets.status')}>${choice('', t('assets.any'), nothing)}${choice('true', t('online'), html`<i class="dot on"></i>`)}${choice('false', t('offline'), html`<i class="dot"></i>`)}</div></div>`;
  }

  private columns(): Column<Asset>[] {
    return [
      { key: 'name', title: t('assets.name'), width: 'minmax(180px, 1.3fr)', sorted: true, cell: (a) => html`<span class="named">${icon(kindIcon(a.kind), 15)}<a class="cut" tabindex="-1" href=${to(`/machines/${a.id}`)}>${a.name}</a></span>` },
      { key: 'kind', title: t('assets.kind'), width: 'minmax(130px, 0.8fr)', cell: (a) => t(`kind.${a.kind}`) },
      { key: 'os', title: t('assets.os'), width: 'minmax(160px, 1.2fr)', cell: (a) => a.os ?? '–' },
      { key: 'status', title: t('assets.status'), width: '116px', cell: (a) => (a.agent === null ? '–' : onlineTag(a)) },
      { key: 'seen', title: t('assets.seen'), width: '120px', end: true, cell: seen },
    ];
  }

  private card(a: Asset): TemplateResult {
    return html`<div class="slip">${a.agent === null ? html`<i></i>` : dot(a.online)}<b class="cut"><a tabindex="-1" href=${to(`/machines/${a.id}`)}>${a.name}</a></b><span class="faint num">${seen(a)}</span>
      <span class="more cut">${a.os ?? t(`kind.${a.kind}`)}</span></div>`;
  }

  private empty(): TemplateResult {
    const filtered = this.text !== '' || this.online !== '';
    return html`<div class="card empty" data-testid="empty">${icon('monitor', 24)}<h2>${filtered ? t('portal.noMatch') : t('portal.none')}</h2>
      <p>${filtered ? t('portal.noMatchTodo') : t('portal.noneTodo')}</p>${filtered ? html`<button class="btn" @click=${() => this.show('', '')}>${t('portal.showAll')}</button>` : nothing}</div>`;
  }
}
