// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ago, bytes, count, moment, number, percent, span, t, type Key } from '../../app/i18n';
import { query, setQuery } from '../../app/router';
import type { Inventory, Software } from '../../app/types';
import { Part } from '../../parts/element';
import '../../parts/grid';
import type { Column } from '../../parts/grid';
import { icon } from '../../parts/icon';
import { base } from '../../style/base';
import { cardSheet } from './asset-sheet';

const TABS = ['system', 'disks', 'network', 'packages', 'users'] as const;
type Tab = (typeof TABS)[number];

/** What the machine says it is, in tabs; the one that is open is in the address. */
@customElement('cu-asset-inventory')
export class AssetInventory extends Part {
  static override styles = [
    base,
    cardSheet,
    css`
      wa-tab-group { --track-width: 1px; --indicator-color: var(--acc); --track-color: var(--line2); }
      wa-tab-group::part(nav) { padding: 0 4px; }
      wa-tab::part(base) { padding: 10px 12px; font-size: 13px; font-weight: 500; }
      wa-tab { color: var(--fg2); }
      wa-tab[active] { color: var(--fg); }
      wa-tab em { font-style: normal; color: var(--fg3); font-size: 12px; margin-left: 6px; font-variant-numeric: tabular-nums; }
      wa-tab-panel { --padding: 0; }
      .sheet { overflow: auto; }
      .facts { grid-template-columns: 1fr 1fr; gap: 0 32px; padding: 6px 16px 12px; }
      .fact { display: flex; justify-content: space-between; gap: 16px; padding: 6px 0; border-bottom: 1px solid var(--line); min-width: 0; }
      .fact:last-child, .fact:nth-last-child(2):nth-child(odd) { border-bottom: 0; }
      .fact dt { white-space: nowrap; }
      .bar { display: inline-block; vertical-align: middle; width: 90px; height: 4px; border-radius: 9px; background: var(--bg3); overflow: hidden; margin-left: 10px; }
      .bar i { display: block; height: 100%; background: var(--acc); }
      .packages { display: flex; flex-direction: column; height: 420px; }
      .find { position: relative; padding: 10px 16px; display: flex; gap: 12px; align-items: center; }
      .find .input { max-width: 300px; height: 30px; }
      .find span { white-space: nowrap; }
      .none { padding: 28px 16px; color: var(--fg2); text-align: center; }
      .taken { margin-left: auto; color: var(--fg3); font-size: 12px; font-weight: 400; }
      .bones { padding: 8px 16px 20px; display: grid; gap: 14px; }
      @media (max-width: 820px) { .facts { grid-template-columns: 1fr; } .find .input { height: 40px; max-width: none; } }
    `,
  ];

  @property({ attribute: false }) inventory: Inventory | null = null;
  /** whether there is one is known */
  @property({ type: Boolean }) known = false;
  @state() private tab: Tab = TABS.find((x) => x === query().get('tab')) ?? 'system';
  @state() private text = '';

  private turned(event: CustomEvent<{ name: string }>): void {
    this.tab = TABS.find((x) => x === event.detail.name) ?? 'system';
    setQuery({ ...Object.fromEntries(query()), tab: this.tab === 'system' ? '' : this.tab });
  }

  protected override render(): TemplateResult {
    const i = this.inventory;
    return html`<section class="card" aria-labelledby="inventory" data-testid="inventory">
      <h2 id="inventory">${t('inventory.title')}${i ? html`<time class="taken" datetime=${i.takenAt} title=${moment(i.takenAt)}>${t('inventory.taken', { ago: ago(i.takenAt) })}</time>` : nothing}</h2>
      ${i ? this.tabs(i) : this.known ? html`<p class="none">${t('inventory.none')}</p>` : html`<div class="bones">${[70, 55, 62, 48].map((w) => html`<i class="bone" .style=${`width:${w}%`}></i>`)}</div>`}
    </section>`;
  }

  private tabs(i: Inventory): TemplateResult {
    const counts: Partial<Record<Tab, number>> = { disks: i.disks.length, network: i.nics.length, packages: i.software.length, users: i.logins.length };
    return html`<wa-tab-group active=${this.tab} @wa-tab-show=${this.turned} without-scroll-controls>
      ${TABS.map((tab) => html`<wa-tab panel=${tab} data-testid="tab-${tab}">${t(`inventory.${tab}` as Key)}${counts[tab] === undefined ? nothing : html`<em>${number(counts[tab])}</em>`}</wa-tab>`)}
      ${TABS.map((tab) => html`<wa-tab-panel name=${tab} data-testid="panel-${tab}">${tab === this.tab ? this.panel(tab, i) : nothing}</wa-tab-panel>`)}
    </wa-tab-group>`;
  }

  private panel(tab: Tab, i: Inventory): TemplateResult {
    switch (tab) {
      case 'system':
        return this.system(i);
      case 'disks':
        return this.disks(i);
      case 'network':
        return this.network(i);
      case 'packages':
        return this.packages(i.software);
      default:
        return this.users(i);
    }
  }

  private system(i: Inventory): TemplateResult {
    const h = i.hardware;
    const facts: [Key, string | null][] = [
      ['system.hostname', i.hostname],
      ['system.os', i.os.name],
      ['system.version', i.os.version],
      ['system.kernel', i.os.kernel],
      ['system.arch', i.os.arch],
      ['system.uptime', span((Date.parse(i.takenAt) - Date.parse(i.bootedAt)) / 1000)],
      ['system.booted', moment(i.bootedAt)],
      ['system.cpu', h.cpuModel],
      ['system.cpus', number(h.cpus)],
      ['system.memory', bytes(h.memoryBytes)],
      ['system.manufacturer', h.manufacturer],
      ['system.product', h.product],
      ['system.serial', h.serial],
      ['system.uuid', h.uuid],
      ['system.machineId', h.machineId],
    ];
    const mono = new Set<Key>(['system.hostname', 'system.kernel', 'system.arch', 'system.serial', 'system.uuid', 'system.machineId']);
    return html`<dl class="facts">${facts.filter(([, v]) => v).map(([k, v]) => html`<div class="fact"><dt>${t(k)}</dt><dd class="num ${mono.has(k) ? 'mono' : ''}">${v}</dd></div>`)}</dl>`;
  }

  private disks(i: Inventory): TemplateResult {
    const head = [t('disk.mount'), t('disk.device'), t('disk.type')];
    return sheet(t('inventory.disks'), head, [t('disk.size'), t('disk.free'), t('disk.used')], i.disks.map((d) => {
      const used = d.sizeBytes > 0 ? ((d.sizeBytes - d.freeBytes) / d.sizeBytes) * 100 : 0;
      return html`<tr><td class="mono">${d.mount}</td><td class="mono quiet">${d.device}</td><td class="quiet">${d.type}</td>
        <td class="end">${bytes(d.sizeBytes)}</td><td class="end">${bytes(d.freeBytes)}</td>
        <td class="end">${percent(used)}<span class="bar"><i .style=${`width:${used}%`}></i></span></td></tr>`;
    }));
  }

  private network(i: Inventory): TemplateResult {
    return sheet(t('inventory.network'), [t('nic.name'), t('nic.state'), t('nic.addresses'), t('nic.mac')], [], i.nics.map((n) => html`<tr>
      <td class="mono">${n.name}</td><td><span class="tag ${n.up ? 'ok' : ''}">${icon(n.up ? 'circle-check' : 'circle-slash', 12)}${n.up ? t('nic.up') : t('nic.down')}</span></td>
      <td class="mono">${n.addresses.length ? n.addresses.map((x) => html`<div>${x}</div>`) : '–'}</td><td class="mono quiet">${n.mac ?? '–'}</td></tr>`));
  }

  private users(i: Inventory): TemplateResult {
    return sheet(t('inventory.users'), [t('login.user'), t('login.terminal'), t('login.since')], [], i.logins.map((l) => html`<tr>
      <td>${l.user}</td><td class="mono quiet">${l.terminal}</td><td class="num">${l.since ? moment(l.since) : '–'}</td></tr>`));
  }

  private packages(all: Software[]): TemplateResult {
    const text = this.text.trim().toLowerCase();
    const rows = text ? all.filter((s) => s.name.toLowerCase().includes(text) || s.version.toLowerCase().includes(text)) : all;
    const columns: Column<Software>[] = [
      { key: 'name', title: t('package.name'), width: 'minmax(160px, 1.4fr)', cell: (s) => html`<span class="mono">${s.name}</span>` },
      { key: 'version', title: t('package.version'), width: 'minmax(120px, 1fr)', cell: (s) => html`<span class="mono">${s.version}</span>` },
    ];
    return html`<div class="packages">
      <div class="find"><input class="input" type="search" data-testid="package-filter" aria-label=${t('package.filter')} placeholder=${t('package.filter')} maxlength="200"
        autocomplete="off" spellcheck="false" @input=${(e: InputEvent) => (this.text = (e.target as HTMLInputElement).value)}>
        <span class="faint num" role="status">${count('package.count', rows.length, number(rows.length))}</span></div>
      <cu-grid .rows=${rows} .columns=${columns} .rowHeight=${28} .keyOf=${(s: Software) => `${s.name} ${s.version}`} label=${t('inventory.packages')} data-testid="packages"></cu-grid>
    </div>`;
  }
}

function sheet(label: string, head: string[], end: string[], rows: TemplateResult[]): TemplateResult {
  if (rows.length === 0) return html`<p class="none">${t('inventory.nothing')}</p>`;
  return html`<div class="sheet" tabindex="0" role="region" aria-label=${label}><table>
    <thead><tr>${head.map((x) => html`<th scope="col">${x}</th>`)}${end.map((x) => html`<th scope="col" class="end">${x}</th>`)}</tr></thead>
    <tbody>${rows}</tbody></table></div>`;
}
