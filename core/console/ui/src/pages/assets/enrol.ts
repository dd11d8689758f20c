// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { asProblem, post } from '../../app/api';
import { directory } from '../../app/directory';
import { moment, t } from '../../app/i18n';
import { session } from '../../app/session';
import type { IssuedToken, Tenant } from '../../app/types';
import { Asking } from '../../parts/asking';
import { copyButton } from '../../parts/copy';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { enrolCommand } from './enrol-command';

/** How a machine comes in: whose it is, a token for it, the line to run there. */
@customElement('cu-enrol')
export class Enrol extends Asking {
  static override styles = [
    base,
    css`
      ol { display: grid; gap: 16px; counter-reset: step; }
      li { display: grid; grid-template-columns: 24px minmax(0, 1fr); gap: 4px 12px; counter-increment: step; }
      li::before { content: counter(step); width: 22px; height: 22px; border-radius: 50%; background: var(--bg3); display: grid; place-items: center; font-size: 11.5px; font-weight: 600; font-variant-numeric: tabular-nums; }
      li > div { display: grid; gap: 8px; }
      .made { display: flex; gap: 8px; color: var(--fg2); }
      .made .ico { margin-top: 2px; color: var(--ok); }
      .two { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; }
      .new { display: flex; gap: 8px; }
      .line { position: relative; border: 1px solid var(--line2); border-radius: var(--r2); background: var(--bg); }
      pre { margin: 0; padding: 12px 44px 12px 12px; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.6; }
      wa-copy-button { position: absolute; right: 4px; top: 4px; }
      wa-copy-button::part(button) { color: var(--fg2); }
      @media (max-width: 820px) { .two { grid-template-columns: 1fr; } }
    `,
  ];

  @state() private tenant = '';
  @state() private site = '';
  @state() private issued: IssuedToken | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.requestUpdate());
    void directory.read().catch((e) => (this.problem = asProblem(e)));
  }

  private get chosen(): Tenant | undefined {
    return directory.tenants.find((x) => x.id === this.tenant) ?? directory.tenants[0];
  }

  private issue(): Promise<void> {
    return this.work(async () => {
      const tenant = this.chosen;
      if (!tenant) return;
      this.issued = await post<IssuedToken>(`/tenants/${tenant.id}/enrolment-tokens`, { site: this.site || null, validFor: null });
    });
  }

  private addTenant(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const name = String(new FormData(event.target as HTMLFormElement).get('name')).trim();
    return this.work(async () => {
      const made = await post<Tenant>('/tenants', { name });
      await directory.again();
      this.tenant = made.id;
    });
  }

  protected override render(): TemplateResult {
    return html`<ol data-testid="enrol-steps">
      <li><div><h2>${t('enrol.whose')}</h2>${this.whose()}</div></li>
      <li><div><h2>${t('enrol.token')}</h2>${this.token()}</div></li>
      <li><div><h2>${t('enrol.run')}</h2><p class="quiet">${t('enrol.runTodo')}</p>${this.line()}</div></li>
    </ol>
    <div role="status">${this.problem ? problemNotice(this.problem) : nothing}</div>`;
  }

  private whose(): TemplateResult {
    if (directory.tenants.length === 0) {
      if (!session.may('core.tenant.write')) return html`<p class="quiet">${t('enrol.noTenant')}</p>`;
      return html`<form class="new" @submit=${this.addTenant}><input class="input" name="name" required maxlength="200" data-testid="tenant-name"
          aria-label=${t('enrol.tenantName')} placeholder=${t('enrol.tenantName')}><button class="btn" ?disabled=${this.busy}>${t('enrol.addTenant')}</button></form>`;
    }
    const sites = directory.sites.filter((x) => x.tenant === this.chosen?.id);
    return html`<div class="two">
      <select class="input" data-testid="enrol-tenant" aria-label=${t('assets.tenant')} @change=${this.tenantChosen}>
        ${directory.tenants.map((x) => html`<option value=${x.id} ?selected=${x === this.chosen}>${x.name}</option>`)}</select>
      ${sites.length ? html`<select class="input" aria-label=${t('assets.site')} @change=${this.siteChosen}>
        <option value="">${t('enrol.noSite')}</option>${sites.map((x) => html`<option value=${x.id} ?selected=${x.id === this.site}>${x.name}</option>`)}</select>` : nothing}
    </div>`;
  }

  private tenantChosen(event: Event): void {
    this.tenant = (event.target as HTMLSelectElement).value;
    this.site = '';
    this.issued = null;
  }

  private siteChosen(event: Event): void {
    this.site = (event.target as HTMLSelectElement).value;
    this.issued = null;
  }

  private token(): TemplateResult {
    if (!session.may('core.enrolment.issue')) return html`<p class="quiet">${t('enrol.mayNot')}</p>`;
    if (this.issued) {
      return html`<p class="made" data-testid="token-made">${icon('circle-check', 14)}${t('enrol.made', { until: moment(this.issued.token.expiresAt) })}</p>`;
    }
    return html`<div><button class="btn primary" data-testid="make-token" ?disabled=${this.busy || !this.chosen} @click=${this.issue}>${icon('key-round', 14)}${t('enrol.make')}</button></div>`;
  }

  private line(): TemplateResult {
    const command = enrolCommand(location, this.issued?.secret ?? null, t('enrol.placeholder'));
    return html`<div class="line"><pre class="mono" data-testid="enrol-command">${command}</pre>
      ${this.issued ? copyButton(command) : nothing}</div>`;
  }
}
