// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { call, get, post, Problem } from '../../app/api';
import { asTyped, duration, typedDuration } from '../../app/duration';
import { day, localDate, t } from '../../app/i18n';
import { session } from '../../app/session';
import type { Page } from '../../app/types';
import { diffSheet, type Difference } from '../../parts/diff';
import { Editing } from '../../parts/editing';
import { field, formText, textField } from '../../parts/field';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { formSheet } from '../notices/notice';
import { AGREEMENT_KINDS } from '../tenants/tenant';
import { PRIORITIES, type Agreement, type Sla, type Target } from './agreement';

/** What a form says of an agreement. */
type Told = Pick<Agreement, 'name' | 'startsOn' | 'endsOn' | 'sla'>;

/** An agreement: new, or to be changed. None is removed: it ends. `done` tells that the list is another. */
@customElement('cu-agreement-form')
export class AgreementForm extends Editing<Agreement> {
  static override styles = [
    base,
    formSheet,
    diffSheet,
    css`
      .two { align-items: start; }
      .targets { display: grid; grid-template-columns: minmax(80px, auto) 1fr 1fr; gap: 8px 12px; align-items: start; }
      .targets > span { line-height: 32px; }
      .targets .head { color: var(--fg3); font-size: 12px; }
    `,
  ];

  @property() tenant = '';
  /** null: a new one */
  @property({ attribute: false }) agreement: Agreement | null = null;
  @state() private calendars: { id: string; name: string }[] = [];
  @state() private promised = false;
  @state() private wrong: Record<string, string> = {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.known = this.agreement;
    this.promised = Boolean(this.agreement?.sla);
  }

  override firstUpdated(): void {
    if (!session.may('core.calendar.read')) return;
    void this.work(async () => void (this.calendars = (await get<Page<{ id: string; name: string }>>(`/tenants/${this.tenant}/calendars?limit=500`)).items));
  }

  private get path(): string {
    return `/tenants/${this.tenant}/agreements`;
  }

  private get said(): (name: string) => string | null {
    return formText(this.one<HTMLFormElement>('form') as HTMLFormElement);
  }

  private told(): Told {
    const said = this.said;
    return { name: said('name') ?? '', startsOn: said('startsOn') ?? '', endsOn: said('endsOn'), sla: this.promised ? this.sla() : null };
  }

  private sla(): Sla {
    const said = this.said;
    this.wrong = {};
    const time = (name: string): string | null => {
      const typed = said(name);
      const iso = typed === null ? null : typedDuration(typed);
      if (typed !== null && iso === null) this.wrong = { ...this.wrong, [name]: t('duration.wrong') };
      return iso;
    };
    const targets = PRIORITIES.map((priority) => ({ priority, respond: time(`respond-${priority}`), resolve: time(`resolve-${priority}`) }));
    for (const { priority, respond, resolve } of targets) {
      if (resolve && !respond && !this.wrong[`respond-${priority}`]) this.wrong = { ...this.wrong, [`respond-${priority}`]: t('agreement.respondToo') };
    }
    return { calendar: said('calendar') ?? '', targets: targets.filter((x): x is Target => x.respond !== null) };
  }

  protected override again({ id }: Agreement): Promise<Agreement> {
    return get<Agreement>(`${this.path}/${id}`);
  }

  protected override differences(theirs: Agreement): Difference[] {
    const mine = this.told();
    const date = (value: string | null) => (value ? day(value) : t('agreement.open'));
    const all: [string, string, string][] = [
      [t('agreement.name'), theirs.name, mine.name],
      [t('agreement.startsOn'), date(theirs.startsOn), date(mine.startsOn)],
      [t('agreement.endsOn'), date(theirs.endsOn), date(mine.endsOn)],
      [t('agreement.sla'), this.slaWord(theirs.sla), this.slaWord(mine.sla)],
    ];
    return all.map(([name, before, after]) => ({ name, before, after }));
  }

  private slaWord(sla: Sla | null): string {
    if (!sla) return t('history.empty');
    const calendar = this.calendars.find((c) => c.id === sla.calendar)?.name ?? sla.calendar;
    return [calendar, ...sla.targets.map((x) => `${t(`priority.${x.priority}`)}: ${duration(x.respond)}${x.resolve ? ` / ${duration(x.resolve)}` : ''}`)].join('\n');
  }

  protected override show(theirs: Agreement): void {
    this.agreement = theirs;
    this.promised = theirs.sla !== null;
  }

  protected override async save(): Promise<void> {
    const { name, startsOn, endsOn, sla } = this.told();
    if (Object.keys(this.wrong).length) throw new Problem(0, 'invalid', t('form.wrong'), '');
    if (this.known) {
      const clear = [endsOn === null && 'ENDS_ON', sla === null && 'SLA'].filter(Boolean);
      await call('PATCH', `${this.path}/${this.known.id}`, { name, startsOn, endsOn, sla, clear, revision: this.known.revision });
    } else await post(this.path, { name, kind: this.said('kind'), startsOn, endsOn, sla });
    this.dispatchEvent(new Event('done'));
  }

  protected override render(): TemplateResult {
    const a = this.agreement;
    const refused = this.problem?.fields ?? {};
    const today = localDate();
    return html`<form data-testid="agreement-form" @submit=${this.submit}>
      ${textField('name', t('agreement.name'), a?.name ?? '', { wrong: refused.name })}
      ${a ? nothing : field('kind', t('agreement.kind'), { wrong: refused.kind }, ({ id }) => html`<select class="input" id=${id} name="kind">${AGREEMENT_KINDS.map((k) => html`<option value=${k}>${t(`agreementKind.${k}`)}</option>`)}</select>`)}
      <div class="two">${textField('startsOn', t('agreement.startsOn'), a?.startsOn ?? today, { wrong: refused.startsOn, type: 'date' })}
        ${textField('endsOn', t('agreement.endsOn'), a?.endsOn ?? '', { wrong: refused.endsOn, type: 'date', optional: true, hint: t('agreement.endsHint') })}</div>
      ${session.may('core.calendar.read') ? html`<label class="check"><input type="checkbox" name="promised" data-testid="promised" .checked=${this.promised} @change=${(e: Event) => (this.promised = (e.target as HTMLInputElement).checked)}>${t('agreement.promise')}</label>
        ${this.promised ? this.targets(a?.sla ?? null) : nothing}` : nothing}
      ${this.conflict()}
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <div class="foot"><span class="fill"></span><button class="btn primary" data-testid="agreement-save" ?disabled=${this.busy || this.theirs !== null}>${icon('check', 14)}${t('fields.save')}</button></div></form>`;
  }

  private targets(sla: Sla | null): TemplateResult {
    const time = (what: 'respond' | 'resolve', priority: string, iso: string | null | undefined) => {
      const name = `${what}-${priority}`;
      const label = `${t(`priority.${priority as Target['priority']}`)}: ${t(`agreement.${what}`)}`;
      return html`<div class="field"><input class="input num" name=${name} data-testid=${name} autocomplete="off" maxlength="40" aria-label=${label} placeholder=${what === 'respond' ? '1h' : '8h'} aria-invalid=${this.wrong[name] ? 'true' : nothing}
        aria-describedby=${this.wrong[name] ? `${name}-wrong` : nothing} .value=${iso ? asTyped(iso) : ''}>${this.wrong[name] ? html`<span class="wrong" id="${name}-wrong">${this.wrong[name]}</span>` : nothing}</div>`;
    };
    // what was wrong is being put right: whether it is shows when it is saved
    const typing = (e: Event) => {
      const { [(e.target as HTMLInputElement).name]: _, ...others } = this.wrong;
      this.wrong = others;
    };
    return html`${field('calendar', t('agreement.calendar'), { wrong: this.problem?.fields['sla.calendar'], hint: this.calendars.length || this.busy ? undefined : t('agreement.noCalendar') }, ({ id, invalid, by }) => html`<select class="input" id=${id} name="calendar" required aria-invalid=${invalid} aria-describedby=${by}>
        ${this.calendars.map((c) => html`<option value=${c.id} ?selected=${c.id === sla?.calendar}>${c.name}</option>`)}</select>`)}
      <div class="targets" @input=${typing}><span class="head">${t('agreement.priority')}</span><span class="head">${t('agreement.respond')}</span><span class="head">${t('agreement.resolve')}</span>
        ${PRIORITIES.map((p) => {
          const target = sla?.targets.find((x) => x.priority === p);
          return html`<span>${t(`priority.${p}`)}</span>${time('respond', p, target?.respond)}${time('resolve', p, target?.resolve)}`;
        })}</div><p class="quiet">${t('duration.hint')}</p>`;
  }
}
