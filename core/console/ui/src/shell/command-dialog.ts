// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { asProblem, post, type Problem } from '../app/api';
import { directory } from '../app/directory';
import { t } from '../app/i18n';
import type { CommandInfo } from '../app/types';
import { Part } from '../parts/element';
import { icon } from '../parts/icon';
import { problemNotice } from '../parts/notice';
import { base } from '../style/base';
import { commandField, inputOf, WrongInput } from './command-form';
import { resultSheet, resultView } from './command-result';

/** The field of a list command by which one asks for its next page. */
const CURSOR = 'cursor';
const RISKS = { READ: '', CHANGE: 'warn', DANGEROUS: 'bad' } as const;

/** Runs a command of the platform: a form made of its input record, then its result. */
@customElement('cu-command-dialog')
export class CommandDialog extends Part {
  static override styles = [
    base,
    resultSheet,
    css`
      wa-dialog { --width: min(640px, calc(100vw - 24px)); }
      wa-dialog::part(dialog) { background: var(--bg2); box-shadow: var(--shadow); border-radius: var(--r3); }
      wa-dialog::part(title) { font-size: 15px; font-weight: 600; }
      form { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; }
      form > div:empty { display: none; }
      .what { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; }
      .foot { display: flex; justify-content: flex-end; gap: 8px; }
      .check { display: flex; gap: 8px; align-items: center; }
      .field > label em { font-style: normal; color: var(--fg3); font-weight: 400; }
    `,
  ];

  @state() private command: CommandInfo | null = null;
  @state() private open = false;
  @state() private busy = false;
  @state() private tenant = '';
  @state() private problem: Problem | null = null;
  @state() private wrong: Record<string, string> = {};
  @state() private result: unknown = undefined;

  show(command: CommandInfo): void {
    this.command = command;
    this.problem = null;
    this.wrong = {};
    this.result = undefined;
    this.open = true;
    // what asks nothing and changes nothing needs no second word
    if (command.risk === 'READ' && command.input.every((f) => !f.required)) {
      void this.updateComplete.then(() => this.run());
    }
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    void this.run();
  }

  private async run(cursor: string | null = null): Promise<void> {
    const command = this.command;
    const form = this.one<HTMLFormElement>('form');
    if (!command || !form || this.busy) return;
    this.busy = true;
    this.problem = null;
    this.wrong = {};
    try {
      const input = inputOf(command, new FormData(form));
      if (cursor !== null) input[CURSOR] = cursor;
      const scope = this.tenant ? `/tenants/${this.tenant}` : '';
      this.result = await post<unknown>(`${scope}/commands/${command.name}`, input);
    } catch (e) {
      this.fail(e);
    } finally {
      this.busy = false;
    }
  }

  private fail(thrown: unknown): void {
    if (thrown instanceof WrongInput) {
      this.wrong = { [thrown.field]: thrown.message };
      return;
    }
    this.problem = asProblem(thrown);
    this.wrong = this.problem.fields;
  }

  protected override render(): TemplateResult {
    const command = this.command;
    return html`<wa-dialog label=${command?.description ?? t('palette.commands')} ?open=${this.open} data-testid="command"
      light-dismiss @wa-after-hide=${() => (this.open = false)}>
      ${command && this.open ? this.form(command) : nothing}
    </wa-dialog>`;
  }

  private form(command: CommandInfo): TemplateResult {
    return html`<form @submit=${this.submit}>
      <div class="what"><span class="mono faint">${command.name}</span>
        <span class="tag ${RISKS[command.risk]}">${t(`risk.${command.risk}`)}</span></div>
      ${this.tenantChoice()}
      ${command.input.filter((field) => field.name !== CURSOR).map((field) => commandField(field, this.wrong[field.name]))}
      <div role="status">${this.problem ? problemNotice(this.problem) : nothing}</div>
      ${this.result === undefined ? nothing : html`<div data-testid="result">${resultView(this.result, (cursor) => void this.run(cursor))}</div>`}
      <div class="foot"><button type="button" class="btn" @click=${() => (this.open = false)}>${t('close')}</button>
        <button class="btn primary" data-testid="run-command" ?disabled=${this.busy}>${icon('play', 14)}${this.busy ? t('command.busy') : t('command.run')}</button></div>
    </form>`;
  }

  private tenantChoice(): TemplateResult | typeof nothing {
    if (directory.tenants.length === 0) return nothing;
    return html`<div class="field"><label for="tenant">${t('command.tenant')}</label>
      <select class="input" id="tenant" @change=${(e: Event) => (this.tenant = (e.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${this.tenant === ''}>${t('command.allTenants')}</option>
        ${directory.tenants.map((x) => html`<option value=${x.id} ?selected=${this.tenant === x.id}>${x.name}</option>`)}
      </select></div>`;
  }
}
