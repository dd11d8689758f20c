// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { number, t } from '../../app/i18n';
import { Part } from '../../parts/element';
import { base } from '../../style/base';
import type { RingProgress } from './rollout';

/** One bar for each ring: what is done, what failed, what is under way; words say the same. */
@customElement('cu-ring-bar')
export class RingBar extends Part {
  static override styles = [
    base,
    css`
      :host { display: flex; align-items: center; gap: 3px; min-width: 0; }
      .ring { display: flex; flex: 1; max-width: 64px; min-width: 14px; height: 8px; border-radius: 3px; overflow: hidden; background: var(--bg3); border: 1px solid var(--line2); }
      :host([wide]) .ring { max-width: none; }
      .ok { background: var(--ok); }
      .bad { background: repeating-linear-gradient(-45deg, var(--bad) 0 3px, color-mix(in srgb, var(--bad) 55%, var(--bg2)) 3px 5px); }
      .info { background: color-mix(in srgb, var(--info) 55%, var(--bg2)); }
    `,
  ];

  @property({ type: Number }) rings = 0;
  @property({ attribute: false }) progress: RingProgress[] = [];

  private words(): string {
    const parts = this.progress.map((p) => t('rollouts.ringWord', { ring: p.ring, done: number(p.succeeded), all: number(all(p)), failed: number(p.failed) }));
    return parts.length ? parts.join('; ') : t('rollouts.ringNone');
  }

  protected override render(): TemplateResult {
    const words = this.words();
    return html`<span class="unseen">${words}</span>${Array.from({ length: this.rings }, (_, i) => this.ring(this.progress.find((p) => p.ring === i + 1)))}`;
  }

  private ring(p: RingProgress | undefined): TemplateResult {
    const part = (n: number, tone: string) => html`<i class=${tone} .style=${`flex:${n} 0 0`}></i>`;
    return html`<span class="ring" aria-hidden="true" title=${this.words()}>${p
      ? html`${part(p.succeeded, 'ok')}${part(p.failed, 'bad')}${part(p.started, 'info')}${part(p.waiting + p.skipped, '')}`
      : ''}</span>`;
  }
}

export function all(p: RingProgress): number {
  return p.waiting + p.started + p.succeeded + p.failed + p.skipped;
}

export function failures(progress: RingProgress[]): number {
  return progress.reduce((sum, p) => sum + p.failed, 0);
}
