// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { call, get, post } from '../../app/api';
import { directory } from '../../app/directory';
import { t, type Key } from '../../app/i18n';
import { session } from '../../app/session';
import { machineZone, zones } from '../../app/zone';
import type { Difference } from '../../parts/diff';
import { diffSheet } from '../../parts/diff';
import { Editing } from '../../parts/editing';
import { field, formText, textField } from '../../parts/field';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { linesOf, type BusinessCalendar, type RuleLines } from './rules';

/** Kinds of rules that are lists: how the form, the command and the refusal name them, and how one is written. */
const LISTS = [
  { name: 'hours', input: 'hours', example: 'mon-fri 09:00-13:00 14:00-18:00', rows: 2 },
  { name: 'feasts', input: 'feast', example: "12-07 Sant'Ambrogio", rows: 2 },
  { name: 'extraDays', input: 'extraDay', example: '2026-12-24 09:00-12:00 Christmas Eve', rows: 2 },
  { name: 'windows', input: 'window', example: '2.tue 22:00 PT3H Servers', rows: 2 },
  { name: 'freezes', input: 'freeze', example: '2026-12-20/2027-01-06 End of the year', rows: 2 },
] as const satisfies { name: Exclude<keyof RuleLines, 'holidays'>; input: string; example: string; rows: number }[];

const NONE = 'none';

/** A calendar: new, or to be changed or removed. Rules are lines, one each. `done` tells the calendar, null: it is gone. */
@customElement('cu-calendar-form')
export class CalendarForm extends Editing<BusinessCalendar> {
  static override styles = [
    base,
    diffSheet,
    css`
      form { display: grid; gap: 14px; grid-template-columns: minmax(0, 1fr); }
      .two { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 12px; }
      .foot { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; }
      .fill { flex: 1; }
      textarea { font-family: var(--mono); font-size: 12px; }
      @media (max-width: 820px) { .two { grid-template-columns: minmax(0, 1fr); } textarea { font-size: 16px; } }
    `,
  ];

  /** null: a new one */
  @property({ attribute: false }) calendar: BusinessCalendar | null = null;
  @state() private shown: BusinessCalendar | null = null;
  @state() private sure = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.known = this.shown = this.calendar;
  }

  private read(): { name: string; zone: string; tenant: string; lines: RuleLines } {
    const of = formText(this.one<HTMLFormElement>('form') as HTMLFormElement);
    const lines = (name: string) => (of(name) ?? '').split('\n').map((line) => line.trim()).filter(Boolean);
    const [hours = [], feasts = [], extraDays = [], windows = [], freezes = []] = LISTS.map(({ name }) => lines(name));
    return { name: of('name') ?? '', zone: of('zone') ?? '', tenant: of('tenant') ?? '', lines: { hours, feasts, extraDays, windows, freezes, holidays: of('holidays') ?? '' } };
  }

  private path(tenant: string | null): string {
    return tenant ? `/tenants/${tenant}` : '';
  }

  protected async save(): Promise<void> {
    const { name, zone, tenant, lines } = this.read();
    const known = this.known;
    // what is given replaces what there was, and nothing is given as a word
    const list = (given: string[]) => (given.length || !known ? given : [NONE]);
    const input = { name, zone, holidays: lines.holidays || (known ? NONE : null), ...Object.fromEntries(LISTS.map((one) => [one.input, list(lines[one.name])])) };
    const made = known
      ? await post<BusinessCalendar>(`${this.path(known.tenant)}/commands/msp.calendar-change`, { ...input, calendar: known.id, revision: known.revision })
      : await post<BusinessCalendar>(`${this.path(tenant)}/commands/msp.calendar-add`, input);
    this.done(made);
  }

  protected again(known: BusinessCalendar): Promise<BusinessCalendar> {
    return get<BusinessCalendar>(`/calendars/${known.id}`);
  }

  protected differences(theirs: BusinessCalendar): Difference[] {
    const mine = this.read();
    const [before, after] = [linesOf(theirs.rules), mine.lines].map((lines) => ({ ...Object.fromEntries(LISTS.map(({ name }) => [name, lines[name].join('; ')])), holidays: lines.holidays }) as Record<string, string>);
    const all: Record<string, [string, string]> = { name: [theirs.name, mine.name], zone: [theirs.rules.zone, mine.zone] };
    for (const name of Object.keys(before ?? {})) all[name] = [before?.[name] ?? '', after?.[name] ?? ''];
    return Object.entries(all).filter(([, [was, is]]) => was !== is).map(([name, [was, is]]) => ({ name: t((name === 'zone' ? 'calendar.zone' : `calendars.${name}`) as Key), before: was || null, after: is || null }));
  }

  protected show(theirs: BusinessCalendar): void {
    this.shown = theirs;
  }

  private done(calendar: BusinessCalendar | null): void {
    this.dispatchEvent(new CustomEvent('done', { detail: calendar }));
  }

  private takeAway(calendar: BusinessCalendar): void {
    if (!this.sure) {
      this.sure = true;
      return;
    }
    void this.work(async () => {
      await call('DELETE', `${this.path(calendar.tenant)}/calendars/${calendar.id}`);
      this.done(null);
    });
  }

  protected override render(): TemplateResult {
    const it = this.shown;
    const lines = it ? linesOf(it.rules) : null;
    const wrong = this.problem?.fields ?? {};
    const zone = it?.rules.zone ?? machineZone();
    return html`<form data-testid="calendar-form" @submit=${this.submit}>
      ${textField('name', t('calendars.name'), it?.name ?? '', { wrong: wrong.name })}
      <div class="two">${field('zone', t('calendar.zone'), { wrong: wrong.zone }, ({ id, invalid, by }) => html`<input class="input" id=${id} name="zone" list="zones" required maxlength="100" autocomplete="off" spellcheck="false" aria-invalid=${invalid} aria-describedby=${by} .value=${zone}>
          <datalist id="zones">${zones().map((z) => html`<option value=${z}></option>`)}</datalist>`)}
        ${textField('holidays', t('calendars.holidays'), lines?.holidays ?? '', { optional: true, hint: 'it, it/32, de/by', wrong: wrong.holidays ?? wrong.country })}</div>
      ${it ? nothing : this.owner()}
      ${LISTS.map((one) => field(one.name, t(`calendars.${one.name}`), { wrong: wrong[one.name], hint: one.example, optional: true }, ({ id, invalid, by }) => html`<textarea class="input" id=${id} name=${one.name} rows=${Math.max(one.rows, lines?.[one.name].length ?? 0)} maxlength="20000" spellcheck="false"
        aria-invalid=${invalid} aria-describedby=${by} .value=${lines?.[one.name].join('\n') ?? ''}></textarea>`))}
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}${this.conflict()}</div>
      <div class="foot">${it ? html`<button type="button" class="btn" data-testid="calendar-remove" ?disabled=${this.busy} @click=${() => this.takeAway(it)}>${t(this.sure ? 'calendars.removeSure' : 'calendars.remove')}</button>` : nothing}
        <span class="fill"></span><button class="btn primary" data-testid="calendar-save" ?disabled=${this.busy || this.theirs !== null}>${icon('check', 14)}${t('fields.save')}</button></div></form>`;
  }

  private owner(): TemplateResult {
    const provides = session.may('core.calendar.provide');
    return html`<div class="field"><label for="tenant">${t('calendars.whose')}</label><select class="input" id="tenant" name="tenant">
      ${provides ? html`<option value="">${t('calendars.everybody')}</option>` : nothing}${directory.tenants.map((x) => html`<option value=${x.id}>${x.name}</option>`)}</select></div>`;
  }
}
