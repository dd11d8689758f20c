// SPDX-License-Identifier: Apache-2.0
// No build: the browser reads this as it is, and the console says where @custode/sdk is.
import { CustodeElement, api, base, css, html, messages, toast } from '@custode/sdk';

const t = messages({
  en: {
    welcome: 'Hello from {name}!',
    seen: 'Machines that you see: {n}',
    greet: 'Greet',
    loading: 'Asking…',
    failed: 'No greeting came: {why}',
  },
  it: {
    welcome: 'Ciao da {name}!',
    seen: 'Macchine che vedi: {n}',
    greet: 'Saluta',
    loading: 'Richiesta in corso…',
    failed: 'Nessun saluto è arrivato: {why}',
  },
});

/** Asks the plugin's own route. */
const greeting = () => api('/plugins/hello/greetings');

export class GreetingsPage extends CustodeElement {
  static properties = { answer: { state: true }, why: { state: true } };
  static styles = [base, css`section { padding: 16px; display: grid; gap: 10px; justify-items: start; }`];

  connectedCallback() {
    super.connectedCallback();
    greeting().then(
      (answer) => (this.answer = answer),
      (thrown) => (this.why = thrown.message),
    );
  }

  said() {
    if (this.why) return t('failed', { why: this.why });
    return this.answer ? t('seen', { n: this.answer.assets }) : t('loading');
  }

  render() {
    return html`<section class="card" data-testid="hello-page">
      <h2>${t('welcome', { name: `hello ${this.ctx.plugin.version}` })}</h2>
      <p class="quiet">${this.said()}</p>
      <button class="btn" @click=${() => greet()}>${t('greet')}</button>
    </section>`;
  }
}

export class GreetingPanel extends CustodeElement {
  static styles = [base];

  render() {
    return html`<p data-testid="hello-panel">${t('welcome', { name: this.ctx.asset.name })}</p>`;
  }
}

export async function greet() {
  toast((await greeting()).message, 'ok');
}
