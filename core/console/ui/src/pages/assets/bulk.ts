// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { get, queryOf } from '../../app/api';
import { runAll, type Outcome } from '../../app/bulk';
import { count, number, t } from '../../app/i18n';
import { recall, remember } from '../../app/memory';
import { ASSET_STATES, type Asset, type AssetState, type Page } from '../../app/types';
import { Asking } from '../../parts/asking';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { planGroup, planScript, planState, rowsOf, type ListGroup, type Plan } from './bulk-plans';
import { preview, previewSheet } from './bulk-preview';

export type Bulk = 'script' | 'state' | 'group';

const INTERPRETERS = ['sh', 'bash', 'python3', 'perl', 'pwsh'];
const LONGEST = 65_536;
const FAILURES = 5;

/** One thing done with many assets: what will happen is said before, what happened after, and a state can be put back. */
@customElement('cu-asset-bulk')
export class AssetBulk extends Asking {
  static override styles = [
    base,
    previewSheet,
    css`
      form, .result { display: grid; gap: 12px; }
      textarea { min-height: 110px; background: var(--bg); }
      .foot { display: flex; gap: 8px; justify-content: flex-end; align-items: center; }
      .foot .num { flex: 1; color: var(--fg2); }
      progress { width: 100%; height: 6px; accent-color: var(--acc); }
      .failed { display: grid; gap: 4px; color: var(--bad); overflow-wrap: anywhere; }
    `,
  ];

  @property() what: Bulk = 'script';
  @property({ attribute: false }) assets: Asset[] = [];
  @state() private script = '';
  @state() private interpreter = INTERPRETERS.find((x) => x === recall('interpreter')) ?? 'sh';
  @state() private to: AssetState = 'ACTIVE';
  @state() private groups: ListGroup[] | null = null;
  @state() private group = '';
  @state() private outcome: Outcome<Asset> | null = null;
  @state() private total = 0;
  @state() private back: Plan | null = null;
  private stop = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    // the dialog that goes takes along what it was doing
    this.until(() => this.stop.abort());
    if (this.what === 'group') void this.work(() => this.readGroups());
  }

  private async readGroups(): Promise<void> {
    const tenants = new Set(this.assets.map((asset) => asset.tenant));
    const found: ListGroup[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<ListGroup & { filter: unknown }> = await get(`/groups${queryOf({ limit: 500, cursor })}`);
      found.push(...page.items.filter((group) => group.filter === null && tenants.has(group.tenant)));
      cursor = page.next;
    } while (cursor !== null);
    this.groups = found;
    this.group = found[0]?.id ?? '';
  }

  private plan(): Plan | null {
    if (this.what === 'script') return planScript(this.assets, this.interpreter, this.script);
    if (this.what === 'state') return planState(this.assets, this.to);
    const group = this.groups?.find((x) => x.id === this.group);
    return group ? planGroup(this.assets, group) : null;
  }

  private async go(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    const before: [Asset, Asset][] = [];
    const plan = this.what === 'state' ? planState(this.assets, this.to, (was, is) => before.push([was, is])) : this.plan();
    if (!plan) return;
    await this.do(plan);
    const back = before.map(([was, is]) => planState([is], was.state));
    if (back.length) this.back = { jobs: back.flatMap((one) => one.jobs), skipped: [] };
  }

  private do(plan: Plan): Promise<void> {
    this.stop = new AbortController();
    this.total = rowsOf(plan).length;
    this.outcome = { done: 0, failed: [], left: this.total };
    return this.work(async () => {
      this.outcome = await runAll(plan.jobs, this.stop.signal, (outcome) => (this.outcome = outcome));
      this.dispatchEvent(new Event('done'));
    });
  }

  private async undo(): Promise<void> {
    const plan = this.back;
    this.back = null;
    if (plan) await this.do(plan);
  }

  protected override render(): TemplateResult {
    return this.outcome ? this.result(this.outcome) : this.form();
  }

  private form(): TemplateResult {
    const plan = this.plan();
    const some = plan !== null && rowsOf(plan).length > 0;
    return html`<form @submit=${this.go}>
      ${this.what === 'script' ? this.scriptFields() : this.what === 'state' ? this.stateField() : this.groupField()}
      ${plan ? preview(plan) : nothing}
      ${this.problem ? problemNotice(this.problem) : nothing}
      <div class="foot"><button class="btn primary" data-testid="bulk-go" ?disabled=${this.busy || !some || (this.what === 'script' && !this.script.trim())}>
        ${icon('play', 14)}${count('bulk.go', plan ? rowsOf(plan).length : 0)}</button></div>
    </form>`;
  }

  private scriptFields(): TemplateResult {
    return html`<label class="field"><span class="label">${t('script.interpreter')}</span><select class="input mono" @change=${this.chooseInterpreter}>
        ${INTERPRETERS.map((x) => html`<option ?selected=${x === this.interpreter}>${x}</option>`)}</select></label>
      <label class="field"><span class="label">${t('script.label')}</span><textarea class="input mono" data-testid="bulk-text" rows="5" maxlength=${LONGEST} spellcheck="false" required
        placeholder=${t('script.hint')} .value=${this.script} @input=${(e: Event) => (this.script = (e.target as HTMLTextAreaElement).value)}></textarea>
        <span class="hint">${t('script.asRoot')}</span></label>`;
  }

  private chooseInterpreter(event: Event): void {
    this.interpreter = (event.target as HTMLSelectElement).value;
    remember('interpreter', this.interpreter);
  }

  private stateField(): TemplateResult {
    return html`<label class="field"><span class="label">${t('bulk.toState')}</span><select class="input" data-testid="bulk-to-state" @change=${(e: Event) => (this.to = (e.target as HTMLSelectElement).value as AssetState)}>
      ${ASSET_STATES.filter((s) => s !== 'LOAN').map((s) => html`<option value=${s} ?selected=${s === this.to}>${t(`state.${s}`)}</option>`)}</select></label>`;
  }

  private groupField(): TemplateResult {
    if (this.groups === null) return html`<p class="quiet">${this.problem ? '' : t('loading')}</p>`;
    if (this.groups.length === 0) return html`<p class="quiet" data-testid="bulk-no-group">${t('bulk.noGroup')}</p>`;
    return html`<label class="field"><span class="label">${t('bulk.toGroup')}</span><select class="input" data-testid="bulk-to-group" @change=${(e: Event) => (this.group = (e.target as HTMLSelectElement).value)}>
      ${this.groups.map((g) => html`<option value=${g.id} ?selected=${g.id === this.group}>${g.name}</option>`)}</select></label>`;
  }

  private result({ done, failed, left }: Outcome<Asset>): TemplateResult {
    return html`<div class="result" data-testid="bulk-result" data-state=${this.busy ? 'RUNNING' : 'DONE'}>
      <progress max=${this.total} .value=${this.total - left} aria-label=${t('bulk.progress')}></progress>
      <p role="status" data-testid="bulk-told">${count('bulk.done', done)}${failed.length ? ` ${count('bulk.failed', failed.length)}` : ''}${!this.busy && left ? ` ${t('bulk.left', { n: number(left) })}` : ''}</p>
      ${failed.length ? html`<ul class="failed">${failed.slice(0, FAILURES).map(({ row, problem }) => html`<li><b class="mono">${row.name}</b> ${problem.message}</li>`)}
        ${failed.length > FAILURES ? html`<li>${t('bulk.more', { n: number(failed.length - FAILURES) })}</li>` : nothing}</ul>` : nothing}
      <div class="foot">
        ${this.busy ? html`<button class="btn" data-testid="bulk-stop" @click=${() => this.stop.abort()}>${t('bulk.stop')}</button>` : nothing}
        ${this.back && !this.busy ? html`<button class="btn" data-testid="bulk-undo" @click=${this.undo}>${t('bulk.undo')}</button>` : nothing}
        ${this.busy ? nothing : html`<button class="btn primary" data-testid="bulk-close" @click=${() => this.dispatchEvent(new Event('close'))}>${t('close')}</button>`}
      </div></div>`;
  }
}
