// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { asProblem, get, post, Problem } from '../../app/api';
import { directory } from '../../app/directory';
import { t } from '../../app/i18n';
import { session } from '../../app/session';
import type { Page } from '../../app/types';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import type { Ring, Rollout, Step } from './rollout';

interface Named {
  id: string;
  tenant: string | null;
  name: string;
}

const MOST_RINGS = 10;

/** A rollout to be; `made` tells that it began. */
@customElement('cu-rollout-add')
export class RolloutAdd extends Part {
  static override styles = [
    base,
    css`
      form { display: grid; gap: 14px; }
      .two { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
      fieldset { border: 0; padding: 0; margin: 0; display: grid; gap: 8px; min-width: 0; }
      legend { font-weight: 500; color: var(--fg2); font-size: 12px; padding: 0 0 5px; }
      .ring { display: grid; grid-template-columns: 18px minmax(0, 1fr) 92px 30px; gap: 8px; align-items: center; }
      .foot { display: flex; justify-content: flex-end; gap: 8px; }
      fieldset .btn { justify-self: start; }
      @media (max-width: 820px) { .two { grid-template-columns: 1fr; } .ring { grid-template-columns: 14px minmax(0, 1fr) 70px 38px; } }
    `,
  ];

  @state() private tenant = '';
  @state() private steps: Step[] | null = null;
  @state() private step = '';
  @state() private groups: Named[] = [];
  @state() private calendars: Named[] = [];
  @state() private rings: Ring[] = [{ group: null, afterDays: 0 }];
  @state() private problem: Problem | null = null;
  @state() private busy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.choose(this.tenant || (directory.tenants[0]?.id ?? '')));
    this.choose(directory.tenants[0]?.id ?? '');
    void get<Page<Step>>('/rollouts/steps').then(
      ({ items }) => {
        this.steps = items;
        this.step = items[0]?.id ?? '';
      },
      (e) => (this.problem = asProblem(e)),
    );
  }

  private choose(tenant: string): void {
    if (!tenant || tenant === this.tenant) return;
    this.tenant = tenant;
    this.rings = [{ group: null, afterDays: 0 }];
    void this.of('groups', 'core.group.read').then((items) => (this.groups = items));
    void this.of('calendars', 'core.calendar.read').then((items) => (this.calendars = items));
  }

  /** Those of the tenant and the provider's; who may not read them does without. */
  private async of(what: string, permission: string): Promise<Named[]> {
    if (!session.may(permission)) return [];
    try {
      return (await get<Page<Named>>(`/tenants/${this.tenant}/${what}?limit=500`)).items;
    } catch (e) {
      this.problem = asProblem(e);
      return [];
    }
  }

  private ring(i: number, next: Partial<Ring>): void {
    this.rings = this.rings.map((ring, j) => (i === j ? { ...ring, ...next } : ring));
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const text = String(data.get('target')).trim() || '{}';
    let target: unknown;
    try {
      target = JSON.parse(text);
    } catch {
      this.problem = new Problem(0, 'invalid', t('rollouts.targetWrong'), '');
      return;
    }
    this.busy = true;
    this.problem = null;
    try {
      const made = await post<Rollout>(`/tenants/${this.tenant}/rollouts`, {
        name: String(data.get('name')).trim(),
        step: this.step,
        target,
        rings: this.rings,
        calendar: String(data.get('calendar') ?? '') || null,
        maxFailedPercent: Number(data.get('maxFailedPercent')),
        minObserved: Number(data.get('minObserved')),
      });
      this.dispatchEvent(new CustomEvent<Rollout>('made', { detail: made }));
    } catch (e) {
      this.problem = asProblem(e);
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    if (this.steps?.length === 0) return html`<p class="quiet" data-testid="no-steps">${t('rollouts.noSteps')}</p>`;
    const about = this.steps?.find((s) => s.id === this.step)?.description;
    const picked = (e: Event) => (e.target as HTMLSelectElement).value;
    return html`<form data-testid="rollout-form" @submit=${(e: SubmitEvent) => void this.submit(e)}>
      <div class="two">
        <div class="field"><label for="name">${t('rollouts.name')}</label><input class="input" id="name" name="name" required maxlength="200" autocomplete="off"></div>
        <div class="field"><label for="tenant">${t('assets.tenant')}</label><select class="input" id="tenant" data-testid="rollout-tenant" @change=${(e: Event) => this.choose(picked(e))}>
          ${directory.tenants.map((x) => html`<option value=${x.id} ?selected=${x.id === this.tenant}>${x.name}</option>`)}</select></div>
      </div>
      <div class="field"><label for="step">${t('rollouts.step')}</label><select class="input" id="step" data-testid="rollout-step" aria-describedby="step-about" @change=${(e: Event) => (this.step = picked(e))}>
        ${(this.steps ?? []).map((s) => html`<option value=${s.id} ?selected=${s.id === this.step}>${s.id}</option>`)}</select>
        <span class="hint" id="step-about">${about ?? ''}</span></div>
      <div class="field"><label for="target">${t('rollouts.target')}</label><textarea class="input mono" id="target" name="target" rows="3" maxlength="10000" spellcheck="false">{}</textarea></div>
      <fieldset><legend>${t('rollouts.ringsLegend')}</legend>${this.rings.map((ring, i) => this.ringRow(ring, i))}
        ${this.rings.length < MOST_RINGS ? html`<button type="button" class="btn ghost" data-testid="ring-add" @click=${() => this.addRing()}>${icon('plus', 14)}${t('rollouts.ringAdd')}</button>` : nothing}</fieldset>
      <div class="field"><label for="calendar">${t('rollouts.calendar')}</label><select class="input" id="calendar" name="calendar">
        <option value="">${t('rollouts.anyTime')}</option>${this.calendars.map((c) => html`<option value=${c.id}>${c.name}</option>`)}</select></div>
      <div class="two">
        <div class="field"><label for="max">${t('rollouts.maxFailed')}</label><input class="input" id="max" name="maxFailedPercent" type="number" min="0" max="100" value="5" required></div>
        <div class="field"><label for="min">${t('rollouts.minObserved')}</label><input class="input" id="min" name="minObserved" type="number" min="1" max="1000" value="3" required></div>
      </div>
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <div class="foot"><button class="btn primary" data-testid="rollout-begin" ?disabled=${this.busy || !this.tenant || !this.step}>${icon('play', 14)}${t('rollouts.begin')}</button></div>
    </form>`;
  }

  /** Before the ring of all others, if there is one. */
  private addRing(): void {
    const at = this.rings.at(-1)?.group === null ? this.rings.length - 1 : this.rings.length;
    const after = this.rings[at - 1]?.afterDays ?? 0;
    this.rings = [...this.rings.slice(0, at), { group: this.groups[0]?.id ?? null, afterDays: after }, ...this.rings.slice(at)];
  }

  private ringRow(ring: Ring, i: number): TemplateResult {
    const isLast = i === this.rings.length - 1;
    const word = { ring: i + 1 };
    return html`<div class="ring" data-testid="ring"><span class="num faint" aria-hidden="true">${i + 1}</span>
      <select class="input" aria-label=${t('rollouts.ringGroup', word)} @change=${(e: Event) => this.ring(i, { group: (e.target as HTMLSelectElement).value || null })}>
        ${isLast || ring.group === null ? html`<option value="" ?selected=${ring.group === null}>${t('rollouts.others')}</option>` : nothing}
        ${this.groups.map((g) => html`<option value=${g.id} ?selected=${g.id === ring.group}>${g.name}</option>`)}</select>
      <input class="input" type="number" min="0" max="365" required aria-label=${t('rollouts.ringDays', word)} title=${t('rollouts.ringDays', word)} .value=${String(ring.afterDays)}
        @input=${(e: Event) => this.ring(i, { afterDays: Number((e.target as HTMLInputElement).value) })}>
      ${this.rings.length > 1
        ? html`<button type="button" class="btn ghost square" aria-label=${t('rollouts.ringRemove', word)} @click=${() => (this.rings = this.rings.filter((_, j) => j !== i))}>${icon('x', 14)}</button>`
        : nothing}</div>`;
  }
}
