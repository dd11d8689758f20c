// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, get, post, queryOf, type Problem } from '../../app/api';
import { t } from '../../app/i18n';
import { live } from '../../app/live';
import { recall, remember } from '../../app/memory';
import { session } from '../../app/session';
import { toastProblem } from '../../app/toast';
import type { Action, Asset, Page } from '../../app/types';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { actionSheet, actionView } from './action-view';
import { cardSheet } from './asset-sheet';

const VERB = 'run-script';
const LONGEST = 65_536;
const INTERPRETERS = ['sh', 'bash', 'python3', 'perl', 'pwsh'];

/** Runs a script on the machine and shows what becomes of it; survives a reload, it is all in the platform. */
@customElement('cu-asset-scripts')
export class AssetScripts extends Part {
  static override styles = [
    base,
    cardSheet,
    actionSheet,
    css`
      form { display: grid; gap: 10px; padding: 0 16px 14px; }
      textarea { min-height: 84px; background: var(--bg); }
      .foot { display: flex; gap: 10px; align-items: center; justify-content: space-between; }
      .foot .hint { flex: 1; color: var(--fg3); font-size: 12px; }
      .foot select { width: auto; height: 30px; }
      @media (max-width: 820px) { .foot select { height: 38px; } }
      .past { border-top: 1px solid var(--line); }
      .none { padding: 14px 16px; color: var(--fg2); }
      .more { width: 100%; border: 0; border-top: 1px solid var(--line); border-radius: 0; }
    `,
  ];

  @property({ attribute: false }) asset: Asset | null = null;
  @state() private actions: Action[] = [];
  @state() private next: string | null = null;
  @state() private opened = new Set<string>();
  @state() private busy = false;
  @state() private problem: Problem | null = null;
  @state() private interpreter = INTERPRETERS.find((x) => x === recall('interpreter')) ?? 'sh';
  private shownFor = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(live, 'resync', () => void this.read());
    this.until(
      live.on(({ name, data }) => {
        if (name.startsWith('Action') && data.asset === this.asset?.id) void this.refresh(String(data.action));
      }),
    );
    this.every(15_000, () => this.requestUpdate());
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('asset') && this.asset && this.asset.id !== this.shownFor) {
      this.shownFor = this.asset.id;
      void this.read();
    }
  }

  private async read(cursor: string | null = null): Promise<void> {
    const asset = this.asset;
    if (!asset || !session.may('core.action.read')) return;
    try {
      const page = await get<Page<Action>>(`/actions${queryOf({ asset: asset.id, verb: VERB, limit: 10, cursor })}`);
      this.actions = cursor === null ? page.items : [...this.actions, ...page.items];
      this.next = page.next;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  private async refresh(id: string): Promise<void> {
    try {
      const fresh = await get<Action>(`/actions/${id}`);
      if (fresh.verb !== VERB) return;
      const known = this.actions.some((x) => x.id === id);
      this.actions = known ? this.actions.map((x) => (x.id === id ? fresh : x)) : [fresh, ...this.actions];
    } catch (e) {
      toastProblem(e);
    }
  }

  private async run(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const asset = this.asset;
    const text = this.one<HTMLTextAreaElement>('textarea');
    if (!asset || !text?.value.trim() || this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      const action = await post<Action>(`/tenants/${asset.tenant}/actions`, { asset: asset.id, verb: VERB, input: { interpreter: this.interpreter, script: text.value } });
      this.opened = new Set(this.opened).add(action.id);
      if (!this.actions.some((x) => x.id === action.id)) this.actions = [action, ...this.actions];
    } catch (e) {
      this.problem = asProblem(e);
    } finally {
      this.busy = false;
    }
  }

  private async cancel(action: Action): Promise<void> {
    try {
      await post<Action>(`/tenants/${action.tenant}/actions/${action.id}/cancel`);
      await this.refresh(action.id);
    } catch (e) {
      toastProblem(e);
      await this.refresh(action.id);
    }
  }

  private toggle(id: string): void {
    const next = new Set(this.opened);
    if (!next.delete(id)) next.add(id);
    this.opened = next;
  }

  private choose(event: Event): void {
    this.interpreter = (event.target as HTMLSelectElement).value;
    remember('interpreter', this.interpreter);
  }

  private key(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.one<HTMLFormElement>('form')?.requestSubmit();
  }

  protected override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="scripts" data-testid="scripts"><h2 id="scripts">${t('script.title')}</h2>
      ${session.may('core.action.request') ? this.form() : nothing}
      <div class="past" role="log" aria-label=${t('script.past')}>
        ${this.actions.length === 0 ? html`<p class="none">${t('script.none')}</p>` : nothing}
        ${this.actions.map((action) => actionView(action, {
          open: this.opened.has(action.id),
          toggle: () => this.toggle(action.id),
          cancel: session.may('core.action.cancel') ? () => void this.cancel(action) : null,
        }))}
      </div>
      ${this.next ? html`<button class="btn ghost more" @click=${() => void this.read(this.next)}>${t('script.older')}</button>` : nothing}
    </section>`;
  }

  private form(): TemplateResult {
    const agentless = this.asset !== null && this.asset.agent === null;
    if (agentless) return html`<p class="none">${t('script.noAgent')}</p>`;
    return html`<form @submit=${this.run}>
      <label class="unseen" for="script">${t('script.label')}</label>
      <textarea class="input mono" id="script" data-testid="script" rows="4" maxlength=${LONGEST} spellcheck="false" required
        placeholder=${t('script.hint')} @keydown=${this.key}></textarea>
      <div role="status">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <div class="foot"><span class="hint">${this.asset?.online === false ? t('script.waits') : t('script.asRoot')}</span>
        <select class="input mono" aria-label=${t('script.interpreter')} data-testid="interpreter" @change=${this.choose}>
          ${INTERPRETERS.map((x) => html`<option ?selected=${x === this.interpreter}>${x}</option>`)}</select>
        <button class="btn primary" data-testid="run-script" ?disabled=${this.busy || !this.asset}>${icon('play', 14)}${t('script.run')}</button></div>
    </form>`;
  }
}
