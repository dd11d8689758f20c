// SPDX-License-Identifier: Apache-2.0
import { html, type TemplateResult } from 'lit';
import { directory } from '../../app/directory';
import { ago, bytes, moment, number, t } from '../../app/i18n';
import type { Asset } from '../../app/types';
import type { Column } from '../../parts/grid-columns';
import { icon } from '../../parts/icon';
import { dot, kindIcon, onlineTag, onlineWord } from '../../parts/words';

/** @param without what all rows have in common where they are shown */
export function assetColumns(without: string[] = []): Column<Asset>[] {
  const all: Column<Asset>[] = [
    { key: 'name', title: t('assets.name'), width: 'minmax(200px, 1.4fr)', sort: 'NAME', fixed: true, cell: (a) => html`<span class="named">${dot(a.online)}${icon(kindIcon(a.kind), 14)}<a class="mono cut" tabindex="-1" href="/assets/${a.id}">${a.name}</a></span>` },
    { key: 'status', title: t('assets.status'), width: '116px', sort: 'ONLINE', cell: onlineTag },
    { key: 'tenant', title: t('assets.tenant'), width: 'minmax(130px, 1fr)', sort: 'TENANT', cell: (a) => directory.tenant(a.tenant) || '–' },
    { key: 'site', title: t('assets.site'), width: 'minmax(100px, 0.8fr)', cell: (a) => directory.site(a.site) || '–' },
    { key: 'os', title: t('assets.os'), width: 'minmax(150px, 1.2fr)', sort: 'OS', cell: (a) => a.os ?? '–' },
    { key: 'kind', title: t('assets.kind'), width: '132px', sort: 'KIND', extra: true, cell: (a) => t(`kind.${a.kind}`) },
    { key: 'state', title: t('assets.state'), width: '104px', sort: 'STATE', cell: (a) => t(`state.${a.state}`) },
    { key: 'serial', title: t('assets.serial'), width: '150px', sort: 'SERIAL', extra: true, cell: (a) => html`<span class="mono">${a.serial ?? '–'}</span>` },
    { key: 'cpus', title: t('assets.cpus'), width: '76px', end: true, sort: 'CPUS', cell: (a) => (a.cpus > 0 ? number(a.cpus) : '–') },
    { key: 'memory', title: t('assets.memory'), width: '96px', end: true, sort: 'MEMORY', cell: (a) => (a.memoryBytes > 0 ? bytes(a.memoryBytes) : '–') },
    { key: 'seen', title: t('assets.seen'), width: '120px', end: true, sort: 'SEEN', cell: seen },
    { key: 'created', title: t('assets.created'), width: '120px', end: true, sort: 'CREATED', extra: true, cell: (a) => time(a.createdAt) },
  ];
  return all.filter((column) => !without.includes(column.key));
}

function seen(asset: Asset): unknown {
  if (asset.online) return t('assets.now');
  return asset.seenAt ? time(asset.seenAt) : t('assets.never');
}

function time(at: string): TemplateResult {
  return html`<time datetime=${at} title=${moment(at)}>${ago(at)}</time>`;
}

export function assetCard(a: Asset): TemplateResult {
  return html`<div class="slip">${dot(a.online)}<b class="mono cut"><a tabindex="-1" href="/assets/${a.id}">${a.name}</a></b>
    <span class="faint num">${a.online ? onlineWord(true) : seen(a)}</span>
    <span class="more cut">${[directory.tenant(a.tenant), a.os].filter(Boolean).join(' · ') || t(`kind.${a.kind}`)}</span></div>`;
}
