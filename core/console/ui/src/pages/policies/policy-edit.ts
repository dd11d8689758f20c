// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, call, get } from '../../app/api';
import { t } from '../../app/i18n';
import { diff, diffSheet, type Difference } from '../../parts/diff';
import { Editing } from '../../parts/editing';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { firstOf, labelOf, wordOf, type Schema } from '../../parts/schema';
import { schemaField, schemaSheet, type FormHost } from '../../parts/schema-form';
import { base } from '../../style/base';
import { isAt, pathOf, PROVIDER, sourceName, type Effective, type Place, type Policy, type PolicyType, type Source } from './policy';
import { differences, type SetThere } from './policy-diff';

/** Sets fields at a place, leaves the others inherited; nothing is saved before one saw what will be different. */
@customElement('cu-policy-edit')
export class PolicyEdit extends Editing<Policy> {
  static override styles = [
    base,
    diffSheet,
    schemaSheet,
    css`
      form { display: grid; gap: 0; background: var(--bg2); border: 1px solid var(--line); border-radius: var(--r3); }
      .row { display: grid; grid-template-columns: 132px minmax(0, 1fr); gap: 6px 18px; padding: 14px 16px; border-bottom: 1px solid var(--line); align-items: start; }
      .choice { display: grid; gap: 6px; padding-top: 20px; }
      .check { display: flex; gap: 8px; align-items: center; }
      .inherits .label { font-weight: 500; color: var(--fg2); font-size: 12px; margin-bottom: 5px; }
      .inherits .value { min-height: 32px; display: flex; align-items: center; gap: 10px; flex-wrap: wrap; overflow-wrap: anywhere; }
      .foot { display: flex; gap: 8px; flex-wrap: wrap; padding: 12px 16px; position: sticky; bottom: -1px; border-top: 1px solid var(--line); background: var(--bg2); border-radius: 0 0 var(--r3) var(--r3); align-items: center; }
      .foot .fill { flex: 1; }
      .said { padding: 0 16px; display: grid; gap: 10px; }
      .said > * { margin-top: 12px; }
      .before { padding: 16px; display: grid; gap: 10px; }
      @media (max-width: 820px) { .row { grid-template-columns: minmax(0, 1fr); } .choice { grid-auto-flow: column; justify-content: start; gap: 18px; padding-top: 0; } }
    `,
  ];

  @property({ attribute: false }) type!: PolicyType;
  @property({ attribute: false }) place: Place = PROVIDER;
  /** what was set here when one began */
  @property({ attribute: false }) policy: Policy | null = null;
  /** what applied then */
  @property({ attribute: false }) fields: Effective[] = [];
  @state() private draft: SetThere = { values: {}, locked: [] };
  @state() private wrong: Record<string, string> = {};
  @state() private reviewing = false;
  private typed: Record<string, string> = {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.known = this.policy ?? this.nothing();
    this.show(this.known);
  }

  /** That nothing is set is a policy too, of no revision yet. */
  private nothing(): Policy {
    return { type: this.type.name, tenant: this.place.tenant, target: this.place, values: {}, locked: [], revision: null };
  }

  protected override async again(): Promise<Policy> {
    try {
      return await get<Policy>(pathOf(this.type.name, this.place));
    } catch (e) {
      if (asProblem(e).status !== 404) throw e;
      return this.nothing();
    }
  }

  protected override show(theirs: Policy): void {
    this.draft = { values: { ...theirs.values }, locked: [...theirs.locked] };
    this.wrong = {};
    this.typed = {};
    this.reviewing = false;
  }

  protected override differences(theirs: Policy): Difference[] {
    return differences(this.type, theirs, this.draft);
  }

  protected override async save(): Promise<void> {
    const revision = this.known?.revision ?? null;
    if (Object.keys(this.draft.values).length > 0) await call('PUT', pathOf(this.type.name, this.place), { ...this.draft, revision });
    else if (revision !== null) await call('DELETE', pathOf(this.type.name, this.place, '', { revision }));
    this.dispatchEvent(new Event('done'));
  }

  /** Who forbids to say it here: somebody above. */
  private lockOf(f: Effective): Source | undefined {
    return f.sources.find((s) => s.locked && !isAt(s, this.place));
  }

  /** What would apply if nothing were set here. */
  private inherited(f: Effective, schema: Schema): { value: unknown; source: Source | undefined } {
    const above = f.sources.filter((s) => !isAt(s, this.place) && s.fate !== 'UNFIT' && s.fate !== 'LOCKED_OUT');
    const source = this.lockOf(f) ?? above.at(-1);
    const value = schema['x-custode-merged'] ? [...new Set(above.flatMap((s) => (Array.isArray(s.value) ? s.value : [])))] : source?.value;
    return { value, source };
  }

  private turn(f: Effective, schema: Schema, isSet: boolean): void {
    const { values, locked } = this.draft;
    const { [f.name]: _, ...others } = values;
    const start = schema['x-custode-merged'] ? [] : (this.inherited(f, schema).value ?? firstOf(schema));
    this.draft = isSet ? { values: { ...values, [f.name]: start }, locked } : { values: others, locked: locked.filter((x) => x !== f.name) };
    const elsewhere = (said: Record<string, string>) => Object.fromEntries(Object.entries(said).filter(([path]) => path.split('.')[0] !== f.name));
    this.wrong = elsewhere(this.wrong);
    this.typed = elsewhere(this.typed);
  }

  private lock(name: string, isLocked: boolean): void {
    const locked = this.draft.locked.filter((x) => x !== name);
    this.draft = { ...this.draft, locked: isLocked ? [...locked, name] : locked };
  }

  private get host(): FormHost {
    return {
      disabled: this.busy,
      wrong: (path) => this.wrong[path] ?? this.problem?.fields[`values.${path}`],
      typed: (path) => this.typed[path],
      changed: (path, value, wrong, typed) => {
        if (typed !== undefined) this.typed[path] = typed;
        const { [path]: _, ...others } = this.wrong;
        this.wrong = wrong ? { ...others, [path]: wrong } : others;
        if (!path.includes('.')) this.draft = { ...this.draft, values: { ...this.draft.values, [path]: value } };
      },
    };
  }

  protected override submit(event: Event): void {
    event.preventDefault();
    if (Object.keys(this.wrong).length) {
      this.one('[aria-invalid=true]')?.focus();
      return;
    }
    if (this.reviewing) {
      void this.saved();
      return;
    }
    this.problem = null;
    this.reviewing = true;
  }

  /** Once something was refused the form is what has to be seen. */
  protected override updated(): void {
    if (this.reviewing && this.problem && Object.keys(this.problem.fields).length) this.reviewing = false;
  }

  protected override render(): TemplateResult {
    const changes = differences(this.type, this.known ?? this.draft, this.draft);
    return html`<form data-testid="policy-form" @submit=${this.submit}>
      ${this.reviewing ? html`<div class="before"><h2>${t('policies.review')}</h2>${diff(changes)}</div>` : this.fields.map((f) => this.row(f))}
      <div class="said">${this.conflict()}<div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div></div>
      <div class="foot">${this.reviewing ? html`<button type="button" class="btn" data-testid="policy-back" @click=${() => (this.reviewing = false)}>${icon('chevron-left', 14)}${t('policies.back')}</button>` : nothing}
        <button type="button" class="btn ghost" data-testid="policy-leave" @click=${() => this.dispatchEvent(new Event('leave'))}>${t('policies.leave')}</button><span class="fill"></span>
        ${Object.keys(this.wrong).length ? html`<span class="quiet" role="status">${t('form.wrong')}</span>` : nothing}
        <button class="btn primary" data-testid=${this.reviewing ? 'policy-save' : 'policy-review'} ?disabled=${this.busy || this.theirs !== null || changes.length === 0}>${icon('check', 14)}${t(this.reviewing ? 'fields.save' : 'policies.review')}</button></div></form>`;
  }

  private row(f: Effective): TemplateResult | typeof nothing {
    const schema = this.type.schema?.properties?.[f.name];
    // what the type does not know any more stays as it is
    if (!schema) return nothing;
    const lock = this.lockOf(f);
    const isSet = Object.hasOwn(this.draft.values, f.name);
    const label = labelOf(f.name);
    return html`<div class="row" data-testid="edit-${f.name}"><div class="choice">
        <label class="check"><input type="checkbox" data-testid="set-${f.name}" .checked=${isSet} ?disabled=${this.busy || (lock !== undefined && !isSet)} @change=${(e: Event) => this.turn(f, schema, (e.target as HTMLInputElement).checked)}>${t('policies.set')}<span class="unseen">: ${label}</span></label>
        ${isSet && this.place.level !== 'ASSET' ? html`<label class="check"><input type="checkbox" data-testid="lock-${f.name}" .checked=${this.draft.locked.includes(f.name)} ?disabled=${this.busy} @change=${(e: Event) => this.lock(f.name, (e.target as HTMLInputElement).checked)}>${icon('lock', 12)}${t('policies.lock')}<span class="unseen">: ${label}</span></label>` : nothing}</div>
      ${isSet ? schemaField(this.host, schema, f.name, this.draft.values[f.name], label) : this.inherits(f, schema, lock)}</div>`;
  }

  private inherits(f: Effective, schema: Schema, lock: Source | undefined): TemplateResult {
    const { value, source } = this.inherited(f, schema);
    return html`<div class="inherits"><div class="label">${labelOf(f.name)}</div><div class="value"><span class="quiet">${wordOf(schema, value)}</span>
      ${source ? html`<span class="tag">${lock ? icon('lock', 12) : nothing}${sourceName(source, this.place)}</span>` : nothing}
      ${lock ? html`<span class="faint">${t('policies.lockedTodo')}</span>` : nothing}</div></div>`;
  }
}
