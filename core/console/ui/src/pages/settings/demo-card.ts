// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { directory } from '../../app/directory';
import { number, t } from '../../app/i18n';
import { run } from '../../app/run';
import { toast } from '../../app/toast';
import { Asking } from '../../parts/asking';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { settingCard } from './card-sheet';

interface Demo {
  customers: number;
  sites: number;
  people: number;
  assets: number;
  alerts: number;
  /** what others put into its customers */
  others: number;
}

/** Made-up customers to look around in, put there and taken away by one press each. */
@customElement('cu-demo-card')
export class DemoCard extends Asking {
  static override styles = settingCard;

  @state() private demo: Demo | null = null;
  @state() private sure = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.work(async () => void (this.demo = await run<Demo>('demo-show')));
  }

  private add(): Promise<void> {
    return this.work(async () => {
      this.demo = await run<Demo>('demo-add');
      await directory.again();
      toast(t('demo.added'), 'ok');
    });
  }

  /** Asked once what goes, and a second time for it to go. */
  private takeAway(): Promise<void> {
    const sure = this.sure ? this.demo : null;
    this.sure = !this.sure;
    return this.work(async () => {
      try {
        if (sure) await run('demo-remove', { others: sure.others > 0 });
      } finally {
        this.demo = await run<Demo>('demo-show');
      }
      if (!sure) return;
      await directory.again();
      toast(t('demo.gone'), 'ok');
    });
  }

  protected override render(): TemplateResult {
    const { demo } = this;
    const there = demo !== null && demo.customers > 0;
    return html`<section class="card" data-testid="demo-card"><h2>${icon('flask', 15)}${t('demo.title')}<span class="fill"></span>${there ? html`<span class="tag info" data-testid="demo-there">${t('demo.there')}</span>` : nothing}</h2><div class="inside">
      <p class="quiet">${t('demo.what')}</p>
      ${there ? this.there(demo) : nothing}
      <div role="status">${this.problem ? problemNotice(this.problem) : nothing}</div>
      ${demo ? html`<div class="go">${there ? this.away(demo) : html`<button class="btn" data-testid="demo-add" ?disabled=${this.busy} @click=${() => void this.add()}>${icon('plus', 14)}${t(this.busy ? 'demo.adding' : 'demo.add')}</button>`}</div>` : nothing}</div></section>`;
  }

  private there({ others, ...counts }: Demo): TemplateResult {
    const words = Object.fromEntries(Object.entries(counts).map(([key, n]) => [key, number(n)]));
    return html`<p class="num" data-testid="demo-counts">${t('demo.counts', words)}</p>
      ${others ? html`<div class="notice warn" data-testid="demo-others">${icon('triangle-alert')}<p>${t('demo.others', { n: number(others) })}</p></div>` : nothing}`;
  }

  private away({ others }: Demo): TemplateResult {
    const word = this.busy ? 'demo.removing' : !this.sure ? 'demo.remove' : others ? 'demo.removeAll' : 'demo.removeSure';
    return html`<button class="btn" data-testid="demo-remove" ?disabled=${this.busy} @click=${() => void this.takeAway()}>${t(word)}</button>`;
  }
}
