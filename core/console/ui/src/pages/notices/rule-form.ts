// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { call, get, post, Problem } from '../../app/api';
import { directory } from '../../app/directory';
import { t } from '../../app/i18n';
import { session } from '../../app/session';
import { SEVERITIES, type Page, type Severity } from '../../app/types';
import { diffSheet, type Difference } from '../../parts/diff';
import { Editing } from '../../parts/editing';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { formSheet, type NewNoticeRule, type NoticeRule, type Preview } from './notice';

/** What a target looks like. */
const TARGETS: Record<string, string> & { mail: string } = { mail: 'oncall@example.com', webhook: 'https://desk.example.com/hook', push: 'giulia' };

interface Named {
  id: string;
  name: string;
}

/** A rule: new, or to be changed, switched, removed; shows what it would send. `done` tells that the list is another. */
@customElement('cu-rule-form')
export class RuleForm extends Editing<NoticeRule> {
  static override styles = [base, formSheet, diffSheet];

  /** null: a new one */
  @property({ attribute: false }) rule: NoticeRule | null = null;
  @state() private kinds: string[] = [];
  @state() private channels: string[] = [];
  @state() private groups: Named[] = [];
  @state() private calendars: Named[] = [];
  @state() private tenant = '';
  @state() private channel = 'mail';
  @state() private examples: Preview[] = [];
  @state() private sure = false;

  override firstUpdated(): void {
    this.known = this.rule;
    this.tenant = this.rule?.tenant ?? '';
    this.channel = this.rule?.channel ?? 'mail';
    void this.work(async () => {
      const [kinds, channels] = await Promise.all([get<Page<string>>('/notice-rules/kinds'), get<Page<string>>('/notice-rules/channels')]);
      this.kinds = [...new Set([...kinds.items, ...(this.rule?.kinds ?? [])])].sort();
      this.channels = channels.items;
      if (session.may('core.calendar.read')) this.calendars = (await get<Page<Named>>('/calendars?limit=500')).items;
      await this.readGroups();
    });
  }

  private async readGroups(): Promise<void> {
    this.groups = this.tenant && session.may('core.group.read') ? (await get<Page<Named>>(`/tenants/${this.tenant}/groups?limit=500`)).items : [];
  }

  private said(): NewNoticeRule {
    const data = new FormData(this.one<HTMLFormElement>('form') as HTMLFormElement);
    const text = (name: string) => String(data.get(name) ?? '').trim() || null;
    return {
      name: text('name') ?? '',
      kinds: data.getAll('kind').map(String),
      severity: text('severity') as Severity | null,
      tenant: text('tenant'),
      group: text('group'),
      channel: this.channel,
      target: this.channel === 'console' ? '-' : (text('target') ?? ''),
      secret: text('secret'),
      language: text('language') ?? 'en',
      quietOutside: text('quiet'),
    };
  }

  /** There is no asking for one of them. */
  protected override async again(known: NoticeRule): Promise<NoticeRule> {
    const { items } = await get<Page<NoticeRule>>('/notice-rules?limit=500');
    const now = items.find((one) => one.id === known.id);
    if (!now) throw new Problem(404, 'not-found', t('notices.gone'), t('notices.goneTodo'));
    return now;
  }

  protected override show(theirs: NoticeRule): void {
    this.rule = theirs;
    this.tenant = theirs.tenant ?? '';
    this.channel = theirs.channel;
    void this.work(() => this.readGroups());
  }

  protected override differences(theirs: NoticeRule): Difference[] {
    const mine = this.said();
    const named = (all: Named[], id: string | null) => (id ? (all.find((one) => one.id === id)?.name ?? '…') : null);
    const words: [string, (of: NewNoticeRule) => string | null][] = [
      [t('rollouts.name'), (of) => of.name],
      [t('notices.what'), (of) => of.kinds.join(', ') || t('notices.allKinds')],
      [t('alerts.severity'), (of) => t(`severity.from.${of.severity ?? 'INFO'}`)],
      [t('language'), (of) => of.language],
      [t('assets.tenant'), (of) => (of.tenant ? directory.tenant(of.tenant) : t('notices.anyTenant'))],
      [t('notices.group'), (of) => named(this.groups, of.group)],
      [t('notices.channel'), (of) => of.channel],
      [t('notices.target'), (of) => of.target],
      [t('notices.secret'), (of) => of.secret],
      [t('notices.quiet'), (of) => named(this.calendars, of.quietOutside)],
    ];
    return words.map(([name, word]) => ({ name, before: word(theirs), after: word(mine) }));
  }

  protected override async save(): Promise<void> {
    const rule = this.known;
    await (rule ? call('PUT', `/notice-rules/${rule.id}?revision=${rule.revision}`, this.said()) : post('/notice-rules', this.said()));
    this.dispatchEvent(new Event('done'));
  }

  private preview(): void {
    void this.work(async () => {
      this.examples = (await post<Page<Preview>>('/notice-rules/preview', { ...this.said(), name: this.said().name || '–', target: this.said().target || '–' })).items;
    });
  }

  private toggle(rule: NoticeRule): void {
    void this.work(async () => {
      await call('PATCH', `/notice-rules/${rule.id}`, { enabled: !rule.enabled });
      this.dispatchEvent(new Event('done'));
    });
  }

  private takeAway(rule: NoticeRule): void {
    if (!this.sure) {
      this.sure = true;
      return;
    }
    void this.work(async () => {
      await call('DELETE', `/notice-rules/${rule.id}`);
      this.dispatchEvent(new Event('done'));
    });
  }

  protected override render(): TemplateResult {
    const r = this.rule;
    const may = session.may('core.notice.write');
    return html`${keyed(r, html`<form data-testid="rule-form" @submit=${this.submit}>
      <div class="field"><label for="name">${t('rollouts.name')}</label><input class="input" id="name" name="name" required maxlength="200" autocomplete="off" .value=${r?.name ?? ''} ?disabled=${!may}></div>
      <fieldset><legend>${t('notices.what')}</legend>${this.kinds.map((k) => html`<label class="check"><input type="checkbox" name="kind" value=${k} ?checked=${r?.kinds.includes(k)} ?disabled=${!may}><span class="mono">${k}</span></label>`)}
        <span class="hint faint">${t('notices.kindsHint')}</span></fieldset>
      <div class="two">
        ${this.select('severity', t('alerts.severity'), SEVERITIES.map((s) => [s, t(`severity.from.${s}`)]), r?.severity ?? 'INFO')}
        ${this.select('language', t('language'), [['en', 'English'], ['it', 'Italiano']], r?.language ?? 'en')}
        ${this.select('tenant', t('assets.tenant'), [['', t('notices.anyTenant')], ...directory.tenants.map((x): [string, string] => [x.id, x.name])], this.tenant, (v) => this.about(v))}
        ${this.select('group', t('notices.group'), [['', t('notices.anyGroup')], ...this.groups.map((g): [string, string] => [g.id, g.name])], r?.group ?? '')}
        ${this.select('channel', t('notices.channel'), this.channels.map((c) => [c, c]), this.channel, (v) => (this.channel = v))}
        ${this.channel === 'console' ? nothing : html`<div class="field"><label for="target">${t('notices.target')}</label><input class="input" id="target" name="target" required maxlength="500" autocomplete="off" spellcheck="false"
            placeholder=${TARGETS[this.channel] ?? TARGETS.mail} .value=${r?.target ?? ''} ?disabled=${!may}></div>`}
        ${this.channel === 'webhook' ? html`<div class="field"><label for="secret">${t('notices.secret')}</label><input class="input mono" id="secret" name="secret" maxlength="100" autocomplete="off" placeholder="core.webhook-helpdesk" .value=${r?.secret ?? ''} ?disabled=${!may}></div>` : nothing}
        ${this.select('quiet', t('notices.quiet'), [['', t('notices.never')], ...this.calendars.map((c): [string, string] => [c.id, c.name])], r?.quietOutside ?? '')}
      </div>
      ${this.conflict()}
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <div class="foot"><button type="button" class="btn" data-testid="rule-preview" ?disabled=${this.busy} @click=${() => this.preview()}>${t('notices.preview')}</button>
        ${r && may ? html`<button type="button" class="btn" data-testid="rule-toggle" ?disabled=${this.busy} @click=${() => this.toggle(r)}>${t(r.enabled ? 'notices.switchOff' : 'notices.switchOn')}</button>
          <button type="button" class="btn" data-testid="rule-remove" ?disabled=${this.busy} @click=${() => this.takeAway(r)}>${t(this.sure ? 'notices.removeSure' : 'notices.remove')}</button>` : nothing}
        <span class="fill"></span>${may ? html`<button class="btn primary" data-testid="rule-save" ?disabled=${this.busy || this.theirs !== null}>${icon('check', 14)}${t('fields.save')}</button>` : nothing}</div>
    </form>`)}
    ${this.examples.length ? html`<section aria-label=${t('notices.preview')} data-testid="examples">${this.examples.map((e) => html`<div class="example" data-testid="example"><span class="mono faint">${e.kind}</span><b>${e.subject}</b><pre>${e.text}</pre></div>`)}</section>` : nothing}`;
  }

  private about(tenant: string): void {
    this.tenant = tenant;
    void this.work(() => this.readGroups());
  }

  private select(name: string, label: string, choices: readonly (readonly [string, string])[], chosen: string, changed: (value: string) => void = () => {}): TemplateResult {
    return html`<div class="field"><label for=${name}>${label}</label><select class="input" id=${name} name=${name} data-testid="rule-${name}" ?disabled=${!session.may('core.notice.write')} @change=${(e: Event) => changed((e.target as HTMLSelectElement).value)}>
      ${choices.map(([v, word]) => html`<option value=${v} ?selected=${v === chosen}>${word}</option>`)}</select></div>`;
  }
}
