// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { asProblem, type Problem } from '../../app/api';
import { ago, count, day, moment, t } from '../../app/i18n';
import { live } from '../../app/live';
import { session } from '../../app/session';
import { userNames } from '../../app/users';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { problemNotice } from '../../parts/notice';
import { base } from '../../style/base';
import { factSheet, fingerprint, type Installed } from './plugin';
import type { Decision } from './revoke';
import { pairs, publishers, revocations, trustTag, type Certificate, type Publisher, type Revocation } from './trust';

const EVENTS = ['PublisherAdded', 'TrustRevoked', 'TrustRestored', 'PluginInstalled', 'PluginUninstalled', 'PluginPurged', 'ready'];
/** how the platform tells of a certificate that somebody added */
const ADDED = /^added (\S+) by (\S+)$/;

/** Whose plugins may run here, and what must not any more. It tells which `decision` is wanted. */
@customElement('cu-publishers')
export class Publishers extends Part {
  static override styles = [
    base,
    factSheet,
    css`
      :host { overflow: auto; padding: 8px 24px 32px; }
      section { max-width: 860px; }
      section + section { margin-top: 26px; }
      h2 { margin: 8px 0 4px; }
      details, li { border-bottom: 1px solid var(--line); }
      summary { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 12px 0; cursor: pointer; }
      summary b { min-width: 130px; overflow-wrap: anywhere; }
      summary .end { margin-left: auto; color: var(--fg3); }
      summary .ico { color: var(--fg3); }
      summary .tag .ico { color: inherit; }
      [open] > summary > .ico { transform: rotate(180deg); }
      .more { display: grid; gap: 12px; padding: 2px 0 16px 26px; }
      .cert { padding: 10px 12px; }
      .print { overflow-wrap: anywhere; }
      li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 4px 12px; align-items: center; padding: 10px 0; }
      li .line { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; }
      li p { grid-column: 1 / 3; color: var(--fg2); overflow-wrap: anywhere; }
      li .who { color: var(--fg3); }
      .gone { color: var(--fg3); }
      @media (max-width: 820px) { :host { padding: 8px 16px 32px; } .more { padding-left: 0; } summary .end { margin-left: 26px; flex-basis: 100%; } }
    `,
  ];

  @property({ attribute: false }) installed: Installed[] = [];
  @state() private known: Publisher[] | null = null;
  @state() private revoked: Revocation[] = [];
  @state() private names = new Map<string, string>();
  @state() private problem: Problem | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(live.on(({ name }) => EVENTS.includes(name) && void this.read()));
    void this.read();
    // without them ids are shown
    void userNames().then((names) => (this.names = names), () => undefined);
  }

  async read(): Promise<void> {
    try {
      const [known, revoked] = await Promise.all([publishers(), revocations()]);
      this.known = known.items;
      this.revoked = revoked.items;
      this.problem = null;
    } catch (e) {
      this.problem = asProblem(e);
    }
  }

  private want(verb: Decision['verb'], what: string, name: string): void {
    this.dispatchEvent(new CustomEvent<Decision>('decision', { detail: { verb, what, name } }));
  }

  private who(by: string): string {
    return by.startsWith('catalog:') ? t('trust.byCatalog', { name: by.slice('catalog:'.length) }) : (this.names.get(by) ?? by);
  }

  private origin(from: string): string {
    const [, when, by] = ADDED.exec(from) ?? [];
    return when && by ? t('trust.addedBy', { who: this.who(by), when: moment(when) }) : from;
  }

  /** What is known of a key or a jar by its fingerprint alone. */
  private called(what: string): string {
    const [kind, sha256 = ''] = what.split(/[:@]/);
    const publisher = kind === 'key' ? this.known?.find(({ key }) => key === sha256) : undefined;
    const plugin = kind === 'jar' ? this.installed.find((p) => p.sha256 === sha256) : undefined;
    return publisher?.name || (plugin ? `${plugin.name} ${plugin.version}` : '');
  }

  protected override render(): TemplateResult {
    const { known, problem } = this;
    return html`${problem ? problemNotice(problem, () => void this.read()) : nothing}
      ${known === null
        ? problem ? nothing : html`<p class="quiet">${t('loading')}</p>`
        : html`<section aria-labelledby="known"><h2 id="known" class="unseen">${t('trust.publishers')}</h2>
            ${known.length ? known.map((p) => this.publisher(p)) : html`<p class="quiet" data-testid="publishers-none">${t('trust.none')}</p>`}</section>
          <section aria-labelledby="revoked"><h2 id="revoked">${t('trust.revocations')}</h2>
            ${this.revoked.length ? html`<ul>${this.revoked.map((r) => this.revocation(r))}</ul>` : html`<p class="quiet">${t('trust.revocationsNone')}</p>`}</section>`}`;
  }

  private publisher(p: Publisher): TemplateResult {
    const may = session.may('core.publisher.decide') && p.state !== 'REVOKED';
    return html`<details data-testid="publisher" data-key=${p.key}>
      <summary>${icon('chevron-down', 14)}<b>${p.name || t('trust.nameless')}</b>${trustTag(p.state)}<span class="quiet">${count('trust.plugins', p.plugins.length)}</span>
        <span class="end num">${p.endsAt ? t(p.state === 'EXPIRED' ? 'trust.endedOn' : 'trust.endsOn', { when: day(p.endsAt.slice(0, 10)) }) : fingerprint(p.key)}</span></summary>
      <div class="more">
        ${p.state === 'TRUSTED' ? nothing : html`<div class="notice ${p.state === 'REVOKED' ? 'bad' : 'warn'}">${icon('circle-alert')}<div><p>${t(`trustMeans.${p.state}`)}</p>${p.reason ? html`<p>${t('trust.reason', { reason: p.reason })}</p>` : nothing}</div></div>`}
        <dl><dt>${t('trust.key')}</dt><dd class="mono print">${p.key}</dd>
          <dt>${t('plugins.title')}</dt><dd>${p.plugins.length ? p.plugins.map((id) => html`<a href="/plugins?plugin=${id}">${this.installed.find((i) => i.id === id)?.name ?? id}</a> `) : '–'}</dd></dl>
        ${p.certificates.map((c) => this.certificate(c))}
        ${may ? html`<div class="foot"><button class="btn danger" data-testid="revoke" @click=${() => this.want('revoke', `key:${p.key}`, p.name || p.key)}>${icon('ban', 14)}${t('trust.revoke')}…</button></div>` : nothing}
      </div></details>`;
  }

  private certificate(c: Certificate): TemplateResult {
    return html`<dl class="card cert" data-testid="certificate"><dt>${t('trust.subject')}</dt><dd>${c.subject}</dd>
      <dt>${t('trust.fingerprint')}</dt><dd class="mono">${pairs(c.fingerprint)}</dd>
      <dt>${t('trust.valid')}</dt><dd>${t('trust.fromTo', { from: day(c.beginsAt.slice(0, 10)), to: day(c.endsAt.slice(0, 10)) })}</dd>
      <dt>${t('trust.from')}</dt><dd>${this.origin(c.from)}</dd></dl>`;
  }

  private revocation(r: Revocation): TemplateResult {
    const jar = r.what.startsWith('jar:');
    const holds = r.liftedAt === null;
    return html`<li data-testid="revocation" data-what=${r.what} class=${holds ? '' : 'gone'}>
      <div class="line"><span class="tag ${holds ? 'bad' : ''}">${icon(holds ? 'ban' : 'circle-slash', 12)}${t(jar ? 'trust.jar' : 'trust.key')}</span>
        <b>${this.called(r.what)}</b>${fingerprint(r.what.slice(4))}</div>
      ${holds && session.may('core.publisher.decide')
        ? html`<button class="btn" data-testid="lift" @click=${() => this.want('lift', r.what, this.called(r.what) || r.what)}>${t('trust.lift')}…</button>`
        : html`<span class="who">${holds ? nothing : t('trust.lifted')}</span>`}
      <p>${r.reason}</p>
      <p class="who">${this.who(r.by)}, <time datetime=${r.at} title=${moment(r.at)}>${ago(r.at)}</time>${r.liftedAt ? html` · ${t('trust.liftedBy', { who: this.who(r.liftedBy ?? ''), when: moment(r.liftedAt) })}` : nothing}</p></li>`;
  }
}
