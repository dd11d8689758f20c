// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, type Problem } from '../app/api';
import { ago, t, type Key } from '../app/i18n';
import { run } from '../app/run';
import { toastProblem } from '../app/toast';
import type { Page } from '../app/types';
import { Part } from './element';
import { problemNotice } from './notice';
import { base } from '../style/base';

export interface Thing {
  id: string;
}

/** A kind of what one has: how it is listed, told and removed. */
export interface ThingKind<T extends Thing> {
  list: string;
  remove: string;
  none: Key;
  away: Key;
  name: (thing: T) => string;
  more: (thing: T) => string;
}

interface WebSession extends Thing {
  address: string | null;
  browser: string | null;
  seenAt: string;
}

/** Where one is signed in. */
export const SESSIONS: ThingKind<WebSession> = {
  list: 'session-list', remove: 'session-revoke', none: 'account.noSessions', away: 'account.end',
  name: (s) => s.browser ?? '–', more: (s) => `${s.address ?? '–'} · ${t('account.seen', { when: ago(s.seenAt) })}`,
};

export function usedWords(thing: { usedAt: string | null }): string {
  return thing.usedAt ? t('account.used', { when: ago(thing.usedAt) }) : t('account.unused');
}

/** What one has of a kind, with a button that takes each away. */
@customElement('cu-own-things')
export class OwnThings<T extends Thing = Thing> extends Part {
  static override styles = [
    base,
    css`
      ul { display: grid; border: 1px solid var(--line); border-radius: var(--r2); }
      li { display: flex; align-items: center; gap: 12px; padding: 8px 12px; }
      li + li { border-top: 1px solid var(--line); }
      li > div { flex: 1; min-width: 0; overflow-wrap: anywhere; }
      small { display: block; color: var(--fg2); font-size: 12px; }
    `,
  ];

  @property({ attribute: false }) kind!: ThingKind<T>;
  /** whose, where the command lists others' too */
  @property({ attribute: false }) input: Record<string, unknown> = {};
  @state() private things: T[] | null = null;
  @state() private next: string | null = null;
  @state() private problem: Problem | null = null;

  override firstUpdated(changed: PropertyValues<this>): void {
    super.firstUpdated(changed);
    void this.read();
  }

  /** Reads all of it anew. */
  async read(cursor: string | null = null): Promise<void> {
    try {
      const page = await run<Page<T>>(this.kind.list, { ...this.input, limit: 50, ...(cursor ? { cursor } : {}) });
      this.things = [...(cursor ? (this.things ?? []) : []), ...page.items];
      this.next = page.next;
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  private async takeAway(thing: T): Promise<void> {
    try {
      await run(this.kind.remove, { id: thing.id });
      await this.read();
      this.dispatchEvent(new Event('removed'));
    } catch (e) {
      toastProblem(e);
    }
  }

  protected override render(): TemplateResult {
    if (this.problem) return problemNotice(this.problem, () => void this.read());
    if (!this.things) return html`<i class="bone" style="width:60%"></i>`;
    if (this.things.length === 0) return html`<p class="quiet">${t(this.kind.none)}</p>`;
    return html`<ul>${this.things.map((thing) => html`<li data-testid="thing"><div>${this.kind.name(thing)}<small>${this.kind.more(thing)}</small></div>
      <button class="btn" aria-label="${t(this.kind.away)}: ${this.kind.name(thing)}" @click=${() => void this.takeAway(thing)}>${t(this.kind.away)}</button></li>`)}</ul>
      ${this.next ? html`<p><button class="btn ghost" @click=${() => void this.read(this.next)}>${t('more')}</button></p>` : nothing}`;
  }
}
