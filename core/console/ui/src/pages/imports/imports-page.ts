// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { asProblem, get, post, queryOf, upload, type Problem } from '../../app/api';
import { directory } from '../../app/directory';
import { number, t } from '../../app/i18n';
import { IMPORT_KINDS, type Import, type ImportKind, type Trial } from '../../app/types';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';

const COLUMNS: Record<ImportKind, string> = {
  TENANTS: 'key, name',
  SITES: 'key, name',
  CONTACTS: 'key, name, email, phone, site',
  ASSETS: 'key, name, kind, state, site, serial, mac, manufacturer, model, custom.*',
};

/** A CSV file: tried first, then taken in, with how far it is. */
@customElement('cu-imports-page')
export class ImportsPage extends Part {
  static override styles = [
    base,
    css`
      :host { min-height: 0; }
      .page { height: 100%; overflow: auto; padding: 16px 24px 32px; display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; align-content: start; }
      .lead { color: var(--fg2); max-width: 70ch; margin-top: 6px; }
      form { display: grid; gap: 14px; padding: 16px; max-width: 620px; }
      .counts { display: flex; flex-wrap: wrap; gap: 8px 28px; padding: 12px 16px 14px; }
      .counts dt { color: var(--fg3); font-size: 12px; }
      .counts dd { font-size: 17px; font-weight: 600; font-variant-numeric: tabular-nums; }
      .card > h2 { padding: 12px 16px 6px; }
      .card > p { padding: 12px 16px 0; color: var(--fg2); }
      .sheet { overflow: auto; max-height: 340px; }
      td { white-space: normal; overflow-wrap: anywhere; }
      .foot { display: flex; flex-wrap: wrap; gap: 8px; padding: 12px 16px; }
      input[type='file'] { padding: 5px; height: auto; }
      @media (max-width: 820px) { .page { padding: 14px 16px 32px; } }
    `,
  ];

  @state() private kind: ImportKind = 'ASSETS';
  @state() private tenant = '';
  @state() private file: File | null = null;
  @state() private trial: Trial | null = null;
  @state() private now: Import | null = null;
  @state() private busy = false;
  @state() private problem: Problem | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.requestUpdate());
    this.every(1_000, () => void this.look());
  }

  private base(): string {
    return this.kind === 'TENANTS' || !this.tenant ? '' : `/tenants/${this.tenant}`;
  }

  private async work(what: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await what();
    } catch (e) {
      this.problem = asProblem(e);
    } finally {
      this.busy = false;
    }
  }

  private check(event: Event): void {
    event.preventDefault();
    const file = this.file;
    if (!file) return;
    void this.work(async () => {
      this.trial = await upload<Trial>(`${this.base()}/imports${queryOf({ kind: this.kind })}`, file);
      this.now = null;
    });
  }

  private start(trial: Trial): void {
    void this.work(async () => {
      this.now = await post<Import>(`${this.base()}/imports/${trial.of.id}/start`);
    });
  }

  private async look(): Promise<void> {
    const one = this.now;
    if (one?.state !== 'RUNNING') return;
    try {
      const next = await get<Import>(`${this.base()}/imports/${one.id}`);
      if (this.now?.id === next.id) this.now = next;
    } catch {
      return; // it goes on without us; the next look may tell
    }
  }

  private again(): void {
    this.trial = null;
    this.now = null;
    this.file = null;
    this.problem = null;
  }

  protected override render(): TemplateResult {
    const trial = this.trial;
    return html`<div class="page">
      <header><h1 tabindex="-1">${t('imports.title')}</h1><p class="lead">${t('imports.lead')}</p></header>
      <div role="status">${this.problem ? problemNotice(this.problem) : nothing}</div>
      ${trial ? this.tried(trial) : this.form()}
    </div>`;
  }

  private form(): TemplateResult {
    return html`<form class="card" @submit=${this.check}>
      <div class="field"><label for="kind">${t('imports.kind')}</label>
        <select class="input" id="kind" data-testid="import-kind" @change=${(e: Event) => (this.kind = (e.target as HTMLSelectElement).value as ImportKind)}>
          ${IMPORT_KINDS.map((k) => html`<option value=${k} ?selected=${k === this.kind}>${t(`importKind.${k}`)}</option>`)}</select>
        <p class="hint">${t('imports.columns', { columns: COLUMNS[this.kind] })}</p></div>
      ${this.kind === 'TENANTS'
        ? nothing
        : html`<div class="field"><label for="tenant">${t('imports.tenant')}</label>
          <select class="input" id="tenant" data-testid="import-tenant" @change=${(e: Event) => (this.tenant = (e.target as HTMLSelectElement).value)}>
            <option value="">${t('imports.perRow')}</option>
            ${directory.tenants.map((x) => html`<option value=${x.id} ?selected=${x.id === this.tenant}>${x.name}</option>`)}</select></div>`}
      <div class="field"><label for="file">${t('imports.file')}</label>
        <input class="input" id="file" type="file" accept=".csv,text/csv,.txt,.tsv" data-testid="import-file" @change=${(e: Event) => (this.file = (e.target as HTMLInputElement).files?.[0] ?? null)}></div>
      <div><button class="btn primary" data-testid="import-check" ?disabled=${this.busy || !this.file}>${icon('search', 14)}${t('imports.check')}</button></div>
    </form>`;
  }

  private tried(trial: Trial): TemplateResult {
    const shown = this.now ?? trial.of;
    const counts: [string, number][] = [
      [t('imports.created'), shown.created],
      [t('imports.changed'), shown.changed],
      [t('imports.same'), shown.same],
      [t('imports.rejected'), shown.rejected],
      [t('imports.proposals'), shown.proposals],
    ];
    return html`<section class="card" data-testid="import-result" data-state=${shown.state}>
        <p role="status" data-testid="import-word">${this.word(shown)}</p>
        <dl class="counts">${counts.map(([k, v]) => html`<div><dt>${k}</dt><dd>${number(v)}</dd></div>`)}</dl>
        <div class="foot">
          ${shown.state === 'CHECKED' && shown.created + shown.changed + shown.same > 0
            ? html`<button class="btn primary" data-testid="import-start" ?disabled=${this.busy} @click=${() => this.start(trial)}>${icon('upload', 14)}${t('imports.start')}</button>`
            : nothing}
          ${shown.state === 'RUNNING' ? nothing : html`<button class="btn" data-testid="import-other" @click=${this.again}>${t('imports.other')}</button>`}
          ${shown.rejected > 0
            ? html`<a class="btn" target="_self" download data-testid="import-rejects" href="/api/v1${this.base()}/imports/${shown.id}/rejects.csv">${t('imports.download')}</a>`
            : nothing}
        </div></section>
      ${trial.rejects.length > 0 ? this.rejects(trial) : nothing}
      ${this.now === null && trial.differences.length > 0 ? this.differences(trial) : nothing}`;
  }

  private word(one: Import): string {
    switch (one.state) {
      case 'CHECKED':
        return `${t('imports.read', { encoding: one.encoding, rows: number(one.rows) })} ${t('imports.nothing')}`;
      case 'RUNNING':
        return t('imports.running', { seen: number(one.seen), rows: number(one.rows) });
      case 'DONE':
        return t('imports.done');
      default:
        return t('imports.stopped', { note: one.note ?? '' });
    }
  }

  private rejects(trial: Trial): TemplateResult {
    return html`<div class="card"><h2>${t('imports.rejects')}</h2>
      <div class="sheet" tabindex="0" role="region" aria-label=${t('imports.rejects')}><table>
        <thead><tr><th scope="col">${t('imports.row')}</th><th scope="col">${t('imports.column')}</th><th scope="col">${t('imports.reason')}</th></tr></thead>
        <tbody>${trial.rejects.map((r) => html`<tr data-testid="reject"><td class="num">${number(r.row)}</td><td class="mono">${r.column}</td><td>${r.reason}</td></tr>`)}</tbody></table></div></div>`;
  }

  private differences(trial: Trial): TemplateResult {
    return html`<div class="card"><h2>${t('imports.differences')}</h2>
      <div class="sheet" tabindex="0" role="region" aria-label=${t('imports.differences')}><table>
        <thead><tr>${(['row', 'key', 'field', 'from', 'to'] as const).map((x) => html`<th scope="col">${t(`imports.${x}`)}</th>`)}</tr></thead>
        <tbody>${trial.differences.map((d) => html`<tr data-testid="difference"><td class="num">${number(d.row)}</td><td class="mono">${d.key}</td><td class="mono">${d.field}</td><td>${d.from ?? '–'}</td><td>${d.to ?? '–'}</td></tr>`)}</tbody></table></div></div>`;
  }
}
