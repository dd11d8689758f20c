// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Chart, ChartLine } from '../../../public/ui/sdk/1.1/sdk';
import { Problem } from '../../app/api';
import { t } from '../../app/i18n';
import { toast } from '../../app/toast';
import type { Severity } from '../../app/types';
import '../../parts/chart';
import { diff, diffSheet } from '../../parts/diff';
import { Part } from '../../parts/element';
import { textField } from '../../parts/field';
import type { Column } from '../../parts/grid';
import '../../parts/grid';
import { icon } from '../../parts/icon';
import { SHAPES, type IconName } from '../../parts/icon-data';
import { letter, meter, meterSheet } from '../../parts/meter';
import { problemNotice } from '../../parts/notice';
import { schemaField, schemaSheet, type FormHost } from '../../parts/schema-form';
import type { Schema } from '../../parts/schema';
import { actionTag, dot, dotSheet } from '../../parts/words';
import { base } from '../../style/base';
import { severityTag } from '../alerts/alert-words';
import './kit-figures';

interface Row {
  name: string;
  severity: Severity;
  size: number;
}

const ROWS: Row[] = Array.from({ length: 200 }, (_, n) => ({ name: `srv-${n}`, severity: (['INFO', 'WARNING', 'CRITICAL'] as const)[n % 3] as Severity, size: (n * 37) % 100 }));
const NOW = 1_800_000_000_000;
const TIMES = Array.from({ length: 90 }, (_, n) => NOW + n * 10_000);
const BUSY = TIMES.map((_, n) => (n > 40 && n < 46 ? null : 40 + 30 * Math.sin(n / 9)));
const FULL = TIMES.map((_, n) => 62 + 6 * Math.cos(n / 5));
const TRAFFIC = TIMES.map((_, n) => 9e6 + 6e6 * Math.sin(n / 7) * Math.cos(n / 23));
const SCHEMA: Schema = {
  type: 'object',
  properties: { hours: { type: 'integer', minimum: 1, maximum: 24 }, level: { type: 'string', enum: ['LOW', 'HIGH'] }, restart: { type: 'boolean' }, exceptions: { type: 'array', items: { type: 'string' } } },
};

/** Every part of the design system once, as it is used; the theme is that of whatever it stands in. */
@customElement('cu-kit-samples')
export class KitSamples extends Part {
  static override styles = [
    base,
    dotSheet,
    meterSheet,
    diffSheet,
    schemaSheet,
    css`
      :host { display: grid; gap: 22px; padding: 20px 24px 32px; background: var(--bg1); min-width: 0; align-content: start; grid-template-columns: minmax(0, 1fr); }
      section { display: grid; gap: 10px; min-width: 0; grid-template-columns: minmax(0, 1fr); }
      h2 { color: var(--fg3); font-weight: 500; }
      .line { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
      .colours { display: grid; grid-template-columns: repeat(auto-fill, minmax(92px, 1fr)); gap: 8px; font-size: 11.5px; }
      .colours i { display: block; height: 34px; border-radius: var(--r1); border: 1px solid var(--line2); margin-bottom: 4px; }
      .list { display: flex; height: 230px; border: 1px solid var(--line); border-radius: var(--r2); overflow: hidden; }
      .grow { flex: 1; min-width: 0; }
      .icons { display: flex; flex-wrap: wrap; gap: 12px; color: var(--fg2); }
      .empty { display: grid; justify-items: center; gap: 6px; padding: 26px; text-align: center; border: 1px dashed var(--line2); border-radius: var(--r2); }
      .empty p { color: var(--fg2); }
    `,
  ];

  @state() private record: Record<string, unknown> = { hours: 8, level: 'LOW', restart: true, exceptions: ['srv-1'] };

  private readonly host: FormHost = {
    disabled: false,
    wrong: () => undefined,
    typed: () => undefined,
    changed: (path, value) => path === 'record' && (this.record = value as Record<string, unknown>),
  };

  protected override render(): TemplateResult {
    return html`${this.sample('colours', this.colours())}
      ${this.sample('buttons', html`<div class="line"><button class="btn primary">${icon('play', 14)}${t('kit.do')}</button><button class="btn">${t('kit.other')}</button>
        <button class="btn ghost">${t('kit.quiet')}</button><button class="btn square" aria-label=${t('kit.other')}>${icon('plus', 14)}</button><button class="btn" disabled>${t('kit.off')}</button>
        <button class="btn" data-testid="kit-toast" @click=${() => toast(t('kit.toast'), 'ok')}>${t('kit.tell')}</button><kbd>Ctrl</kbd><kbd>K</kbd></div>`)}
      ${this.sample('tags', html`<div class="line">${(['INFO', 'WARNING', 'CRITICAL'] as const).map(severityTag)}${(['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED'] as const).map(actionTag)}${dot(true)}${dot(false)}${meter(7, 9)}${letter('Custode')}</div>`)}
      ${this.sample('fields', html`${textField('kit', t('kit.label'), 'srv-1', {})}${textField('kit-wrong', t('kit.label'), '', { wrong: t('schema.required') })}
        <div class="field"><label for="kit-choice">${t('kit.choice')}</label><select class="input" id="kit-choice"><option>A</option><option>B</option></select></div>`)}
      ${this.sample('schema', schemaField(this.host, SCHEMA, 'record', this.record, t('kit.record')))}
      ${this.sample('notices', html`${problemNotice(new Problem(409, 'conflict', t('kit.problem'), t('kit.todo'), {}, 'c0ffee00c0ffee00'))}
        <div class="notice warn">${icon('triangle-alert')}<div><p>${t('kit.warning')}</p></div></div>`)}
      ${this.sample('diff', diff([{ name: 'hours', before: '8', after: '12' }, { name: 'exceptions', before: null, after: 'srv-7' }]))}
      ${this.sample('grid', html`<div class="list"><cu-grid class="grow" .rows=${ROWS} .columns=${this.columns()} .keyOf=${(r: Row) => r.name} label=${t('kit.grid')}></cu-grid></div>`)}
      ${this.sample('chart', html`<cu-chart height="150" .of=${this.chart('%', [{ label: 'A', values: BUSY, filled: true }, { label: 'B', values: FULL }])}></cu-chart>
        <cu-chart height="150" .of=${this.chart('By/s', [{ label: 'C', values: TRAFFIC, low: TRAFFIC.map((v) => v * 0.7), high: TRAFFIC.map((v) => v * 1.2) }])}></cu-chart>`)}
      <cu-kit-figures></cu-kit-figures>
      ${this.sample('empty', html`<div class="empty"><b>${t('kit.nothing')}</b><p>${t('kit.next')}</p></div><div class="line"><i class="bone" .style=${'width:40%'}></i><i class="bone" .style=${'width:25%'}></i></div>`)}
      ${this.sample('icons', html`<div class="icons">${(Object.keys(SHAPES) as IconName[]).map((name) => html`<span title=${name}>${icon(name)}</span>`)}</div>`)}`;
  }

  private sample(name: 'colours' | 'buttons' | 'tags' | 'fields' | 'schema' | 'notices' | 'diff' | 'grid' | 'chart' | 'empty' | 'icons', content: unknown): TemplateResult {
    return html`<section data-testid="kit-${name}"><h2>${t(`kit.${name}`)}</h2>${content}</section>`;
  }

  private chart(unit: string, lines: ChartLine[]): Chart {
    return { label: t('kit.chart'), unit, from: NOW, to: NOW + 890_000, times: TIMES, lines };
  }

  private colours(): TemplateResult {
    const all = ['bg', 'bg1', 'bg2', 'bg3', 'fg', 'fg2', 'fg3', 'acc', 'ok', 'info', 'warn', 'bad', 'series2'];
    return html`<div class="colours">${all.map((name) => html`<span class="mono"><i .style=${`background:var(--${name})`}></i>--${name}</span>`)}</div>`;
  }

  private columns(): Column<Row>[] {
    return [
      { key: 'name', title: t('assets.name'), width: 'minmax(120px, 1fr)', cell: (r) => html`<span class="mono">${r.name}</span>` },
      { key: 'severity', title: t('alerts.severity'), width: '120px', cell: (r) => severityTag(r.severity) },
      { key: 'size', title: t('kit.size'), width: '80px', end: true, cell: (r) => r.size },
    ];
  }
}
