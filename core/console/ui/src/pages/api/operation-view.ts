// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { directory } from '../../app/directory';
import { t } from '../../app/i18n';
import { curl, type Content, type Document, type Operation, type Parameter } from '../../app/openapi';
import { session } from '../../app/session';
import '../../parts/code';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import { base } from '../../style/base';
import { methodSheet } from './method';
import './schema-view';
import { typeWord, valuesOf } from './schema-view';

/** What one operation takes, gives and needs, and how it is called from a shell. */
@customElement('cu-operation')
export class OperationView extends Part {
  static override styles = [
    base,
    methodSheet,
    css`
      :host { display: grid; gap: 18px; grid-template-columns: minmax(0, 1fr); align-content: start; }
      h2 { font-size: 17px; letter-spacing: -0.012em; overflow-wrap: anywhere; }
      h3 { margin: 0 0 6px; font-size: 12px; font-weight: 600; color: var(--fg2); }
      .where { display: flex; align-items: center; gap: 8px; flex-wrap: wrap; margin-top: 6px; }
      .path { overflow-wrap: anywhere; font-size: 13px; }
      .needs { display: flex; gap: 6px; flex-wrap: wrap; margin-top: 10px; }
      .parameters li { display: grid; grid-template-columns: minmax(110px, 0.5fr) minmax(0, 1fr); gap: 2px 14px; padding: 7px 0; border-top: 1px solid var(--line); }
      .parameters li:first-child { border-top: 0; }
      .parameters em { font-style: normal; color: var(--bad); }
      .in { color: var(--fg3); font-size: 12px; }
      .type { color: var(--info); }
      .doc { display: block; color: var(--fg2); overflow-wrap: anywhere; }
      .box { display: grid; gap: 10px; grid-template-columns: minmax(0, 1fr); }
      .fields { padding: 4px 14px; border: 1px solid var(--line); border-radius: var(--r2); background: var(--bg2); }
      details > summary { display: flex; align-items: center; gap: 8px; cursor: pointer; padding: 6px 0; }
      details > summary .tag { font-family: var(--mono); }
      details .box { padding: 4px 0 10px; }
      .base { display: flex; align-items: center; gap: 8px; margin-bottom: 8px; flex-wrap: wrap; }
      .base label { color: var(--fg2); font-size: 12px; }
      .base select { width: auto; max-width: 100%; height: 28px; }
      @media (max-width: 820px) { .base select { height: 40px; } .parameters li { grid-template-columns: minmax(0, 1fr); } }
    `,
  ];

  @property({ attribute: false }) document!: Document;
  @property({ attribute: false }) operation!: Operation;
  @state() private tenant = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(directory, 'directory', () => this.requestUpdate());
  }

  protected override render(): TemplateResult {
    const one = this.operation;
    return html`<header><h2 tabindex="-1">${one.summary || one.id}</h2>
        <div class="where"><span class="method ${one.method}">${one.method}</span><span class="mono path" data-testid="operation-path">${one.path}</span></div>
        <div class="needs">${one.permissions.length === 0 ? html`<span class="tag">${t('api.nothingNeeded')}</span>` : one.permissions.map((p) => this.need(p))}</div></header>
      ${one.parameters.length ? html`<section><h3>${t('api.parameters')}</h3><ul class="parameters">${one.parameters.map((p) => this.parameter(p))}</ul></section>` : nothing}
      ${one.body ? html`<section data-testid="operation-body"><h3>${t('api.body')} <span class="mono faint">${one.body[0]}</span></h3>${this.content(one.body[1], t('api.example'))}</section>` : nothing}
      ${this.shell()}
      <section><h3>${t('api.answers')}</h3>${one.answers.map((a, n) => html`<details ?open=${n === 0 && a.content !== null}><summary><span class="tag ${a.status.startsWith('2') ? 'ok' : ''}">${a.status}</span>${a.description}${a.type ? html` <span class="mono faint">${a.type}</span>` : nothing}</summary>
        ${a.content ? this.content(a.content, t('api.example')) : nothing}</details>`)}</section>`;
  }

  private need(permission: string): TemplateResult {
    const may = session.may(permission);
    return html`<span class="tag ${may ? 'ok' : 'warn'}" title=${t(may ? 'api.may' : 'api.mayNot')} data-testid="operation-permission">${icon(may ? 'circle-check' : 'ban', 12)}<span class="mono">${permission}</span><span class="unseen">${t(may ? 'api.may' : 'api.mayNot')}</span></span>`;
  }

  private parameter(p: Parameter): TemplateResult {
    const schema = p.schema ?? {};
    return html`<li data-testid="parameter"><span><span class="mono">${p.name}</span>${p.required ? html`<em title=${t('api.required')} aria-label=${t('api.required')} role="img">*</em>` : nothing} <span class="in">${p.in}</span></span>
      <span><span class="type mono">${typeWord(schema)}</span><span class="doc">${[p.description, valuesOf(schema)].filter(Boolean).join(' · ')}</span></span></li>`;
  }

  private content({ schema, example }: Content, label: string): TemplateResult {
    return html`<div class="box">${schema ? html`<div class="fields"><cu-schema .document=${this.document} .schema=${schema}></cu-schema></div>` : nothing}
      ${example === undefined ? nothing : html`<cu-code label=${label} language="json" .text=${JSON.stringify(example, null, 2)}></cu-code>`}</div>`;
  }

  private shell(): TemplateResult {
    const root = `${location.origin}/api/v1${this.tenant ? `/tenants/${this.tenant}` : ''}`;
    return html`<section><div class="base"><label for="base">${t('api.scope')}</label><select class="input" id="base" data-testid="api-scope" @change=${(e: Event) => (this.tenant = (e.target as HTMLSelectElement).value)}>
        <option value="">${t('api.fleet')}</option>${directory.tenants.map((x) => html`<option value=${x.id} ?selected=${x.id === this.tenant}>${x.name}</option>`)}</select></div>
      <cu-code label="curl" language="bash" mark="curl" .text=${curl(this.operation, root)}></cu-code></section>`;
  }
}
