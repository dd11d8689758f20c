// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { clock, dayName, localDate, moment, t } from '../app/i18n';
import { base } from '../style/base';
import { Part } from './element';
import { icon, type IconName } from './icon';

/** Something that happened. */
export interface Happening {
  id: string;
  at: string;
  /** one of the kinds of the timeline */
  kind: string;
  icon: IconName;
  /** how good or bad it is; shape and words say it too */
  tone?: '' | 'ok' | 'info' | 'warn' | 'bad';
  title: unknown;
  /** whose doing it was */
  by?: string;
  detail?: unknown;
  /** where more of it is told */
  href?: string | undefined;
}

/** What can be shown alone. */
export interface HappeningKind {
  id: string;
  label: string;
  icon: IconName;
}

/** What happened, newest first, by day. It asks for older ones with `more`. */
@customElement('cu-timeline')
export class Timeline extends Part {
  static override styles = [
    base,
    css`
      :host { display: grid; gap: 12px; min-width: 0; grid-template-columns: minmax(0, 1fr); }
      .kinds { display: flex; flex-wrap: wrap; gap: 6px; }
      .kinds button { display: inline-flex; align-items: center; gap: 6px; height: 26px; padding: 0 10px; border: 1px solid var(--line2); border-radius: 999px; background: none; color: var(--fg2); font-size: 12px; font-weight: 500; cursor: pointer; }
      .kinds button:hover { background: var(--hover); color: var(--fg); }
      .kinds button[aria-pressed='true'] { background: var(--sel); border-color: color-mix(in srgb, var(--acc) 45%, transparent); color: var(--fg); }
      h3 { margin: 0 0 8px; font-size: 12px; font-weight: 600; color: var(--fg2); }
      .day + .day { margin-top: 16px; }
      .one { position: relative; display: grid; grid-template-columns: 24px minmax(0, 1fr) auto; gap: 0 10px; padding-bottom: 14px; }
      .day:last-child .one:last-child { padding-bottom: 2px; }
      /* the line goes from one mark to the next, not beyond the last of a day */
      .one:not(:last-child)::before { content: ''; position: absolute; left: 11.5px; top: 26px; bottom: 2px; width: 1px; background: var(--line2); }
      .mark { display: grid; place-items: center; width: 24px; height: 24px; border-radius: 50%; border: 1px solid var(--line2); background: var(--bg2); color: var(--fg2); }
      .mark.ok { color: var(--ok); } .mark.info { color: var(--info); } .mark.warn { color: var(--warn); } .mark.bad { color: var(--bad); }
      .mark:is(.ok, .info, .warn, .bad) { border-color: color-mix(in srgb, currentColor 40%, transparent); background: color-mix(in srgb, currentColor 10%, var(--bg2)); }
      .what { display: grid; gap: 2px; min-width: 0; padding-top: 2px; }
      .title { font-weight: 500; overflow-wrap: anywhere; }
      .title a { text-decoration: none; }
      .title a:hover { text-decoration: underline; text-underline-offset: 3px; }
      .detail, .by { color: var(--fg2); font-size: 12px; overflow-wrap: anywhere; }
      .by { color: var(--fg3); }
      time { padding-top: 3px; color: var(--fg3); font-size: 12px; font-variant-numeric: tabular-nums; white-space: nowrap; }
      .none { color: var(--fg2); }
      .wait { display: grid; gap: 14px; }
      @media (max-width: 820px) { .kinds button { height: 34px; } }
    `,
  ];

  /** newest first; null: they are on their way */
  @property({ attribute: false }) items: Happening[] | null = null;
  @property({ attribute: false }) kinds: HappeningKind[] = [];
  /** whether there are older ones */
  @property({ type: Boolean }) more = false;
  @state() private only = '';

  protected override render(): TemplateResult {
    if (this.items === null) return html`<div class="wait" aria-hidden="true">${[60, 45, 70].map((w) => html`<i class="bone" .style=${`width:${w}%`}></i>`)}</div>`;
    const shown = this.items.filter((one) => !this.only || one.kind === this.only);
    return html`${this.kinds.length > 1 ? this.choice() : nothing}
      ${shown.length === 0 ? html`<p class="none" data-testid="timeline-none">${t(this.only ? 'timeline.noneSuch' : 'history.none')}</p>` : nothing}
      ${shown.length ? html`<div>${repeat(byDay(shown), ([day]) => day, ([day, all]) => html`<section class="day" data-testid="day"><h3>${dayName(day)}</h3>
        <ol>${repeat(all, (one) => one.id, (one) => this.happening(one))}</ol></section>`)}</div>` : nothing}
      ${this.more ? html`<div><button class="btn" data-testid="timeline-more" @click=${() => this.dispatchEvent(new CustomEvent('more'))}>${t('history.more')}</button></div>` : nothing}`;
  }

  private choice(): TemplateResult {
    const pick = (id: string, label: string, shape: IconName | null) => html`<button aria-pressed=${this.only === id} data-testid="kind-${id || 'all'}" @click=${() => (this.only = id)}>${shape ? icon(shape, 12) : nothing}${label}</button>`;
    return html`<div class="kinds" role="group" aria-label=${t('timeline.kinds')}>${pick('', t('timeline.all'), null)}${this.kinds.map((kind) => pick(kind.id, kind.label, kind.icon))}</div>`;
  }

  private happening(one: Happening): TemplateResult {
    return html`<li class="one" data-testid="happening" data-kind=${one.kind}>
      <span class="mark ${one.tone ?? ''}">${icon(one.icon, 13)}</span>
      <div class="what"><div class="title">${one.href ? html`<a href=${one.href}>${one.title}</a>` : one.title}</div>
        ${one.detail ? html`<div class="detail">${one.detail}</div>` : nothing}${one.by ? html`<div class="by">${one.by}</div>` : nothing}</div>
      <time datetime=${one.at} title=${moment(one.at)}>${clock(one.at)}</time></li>`;
  }
}

/** @param all newest first */
function byDay(all: Happening[]): [string, Happening[]][] {
  const days = new Map<string, Happening[]>();
  for (const one of all) {
    const day = localDate(one.at);
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  return [...days];
}
