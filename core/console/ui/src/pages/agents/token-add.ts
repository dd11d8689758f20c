// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, post, type Problem } from '../../app/api';
import { directory } from '../../app/directory';
import { moment, t } from '../../app/i18n';
import { copyButton } from '../../parts/copy';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { enrolCommand } from '../assets/enrol-command';
import type { Token } from './agent';

const VALID = ['PT1H', 'P1D', 'P7D', 'P30D', 'P90D'] as const;

/** A token for many machines; its secret is shown once, in the line to run. `made` tells that it is there. */
@customElement('cu-token-add')
export class TokenAdd extends Part {
  static override styles = [
    base,
    css`
      form { display: grid; gap: 14px; }
      .two { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
      .check { display: flex; gap: 8px; align-items: center; }
      .foot { display: flex; justify-content: flex-end; }
      .line { position: relative; border: 1px solid var(--line2); border-radius: var(--r2); background: var(--bg); margin-top: 10px; }
      pre { margin: 0; padding: 12px 44px 12px 12px; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.6; }
      wa-copy-button { position: absolute; right: 4px; top: 4px; }
      wa-copy-button::part(button) { color: var(--fg2); }
      @media (max-width: 820px) { .two { grid-template-columns: 1fr; } }
    `,
  ];

  @property() tenant = '';
  @state() private issued: { token: Token; secret: string } | null = null;
  @state() private busy = false;
  @state() private problem: Problem | null = null;

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const networks = String(data.get('networks')).split(/[\s,]+/).filter(Boolean);
    this.busy = true;
    this.problem = null;
    try {
      this.issued = await post(`/tenants/${this.tenant}/enrolment-tokens`, {
        site: String(data.get('site') ?? '') || null,
        validFor: data.get('validFor'),
        uses: Number(data.get('uses')),
        networks,
        approval: data.get('approval') === 'true',
      });
      this.dispatchEvent(new Event('made'));
    } catch (e) {
      this.problem = asProblem(e);
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    if (this.issued) return this.line(this.issued);
    const sites = directory.sites.filter((x) => x.tenant === this.tenant);
    return html`<form data-testid="token-form" @submit=${(e: SubmitEvent) => void this.submit(e)}>
      <div class="two">
        <div class="field"><label for="uses">${t('tokens.uses')}</label><input class="input" id="uses" name="uses" type="number" min="1" max="10000" value="1" required></div>
        <div class="field"><label for="valid">${t('tokens.valid')}</label><select class="input" id="valid" name="validFor">${VALID.map((v) => html`<option value=${v}>${t(`tokenValid.${v}`)}</option>`)}</select></div>
      </div>
      <div class="field"><label for="site">${t('assets.site')}</label><select class="input" id="site" name="site"><option value="">${t('enrol.noSite')}</option>${sites.map((x) => html`<option value=${x.id}>${x.name}</option>`)}</select></div>
      <div class="field"><label for="networks">${t('tokens.networks')} <span class="faint">(${t('optional')})</span></label>
        <input class="input mono" id="networks" name="networks" maxlength="1000" placeholder="192.0.2.0/24" autocomplete="off" spellcheck="false"></div>
      <label class="check"><input type="checkbox" name="approval" value="true">${t('tokens.approvalWord')}</label>
      <div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>
      <div class="foot"><button class="btn primary" data-testid="token-make" ?disabled=${this.busy}>${icon('key-round', 14)}${t('enrol.make')}</button></div>
    </form>`;
  }

  private line(issued: { token: Token; secret: string }): TemplateResult {
    const command = enrolCommand(location, issued.secret, t('enrol.placeholder'));
    return html`<p>${t('tokens.made', { uses: issued.token.uses, until: moment(issued.token.expiresAt) })}</p>
      <div class="line"><pre class="mono" data-testid="token-command">${command}</pre>
        ${copyButton(command)}</div>`;
  }
}
