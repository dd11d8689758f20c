// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t, type Key } from '../app/i18n';
import { Part } from '../parts/element';
import { base } from '../style/base';

/** What keys do, where. */
const KEYS: [Key, [string[], Key][]][] = [
  ['keys.everywhere', [[['Ctrl', 'K'], 'keys.palette'], [['?'], 'keys.this'], [['Esc'], 'keys.close']]],
  ['keys.lists', [
    [['J'], 'keys.next'],
    [['K'], 'keys.previous'],
    [['↵'], 'keys.open'],
    [['/'], 'keys.find'],
    [['␣'], 'keys.choose'],
    [['Shift', '↓'], 'keys.chooseMore'],
    [['Ctrl', 'A'], 'keys.chooseAll'],
    [['Home'], 'keys.first'],
    [['End'], 'keys.last'],
  ]],
  ['keys.writing', [[['Ctrl', '↵'], 'keys.run']]],
];

/** Which keys there are. `?` shows it. */
@customElement('cu-keys-help')
export class KeysHelp extends Part {
  static override styles = [
    base,
    css`
      wa-dialog { --width: min(520px, calc(100vw - 24px)); }
      wa-dialog::part(dialog) { background: var(--bg2); box-shadow: var(--shadow); border-radius: var(--r3); }
      wa-dialog::part(title) { font-size: 15px; font-weight: 600; }
      section + section { margin-top: 18px; }
      h2 { margin-bottom: 6px; }
      dl { display: grid; grid-template-columns: 130px minmax(0, 1fr); gap: 7px 12px; align-items: center; }
      dt { display: flex; gap: 4px; }
      dd { color: var(--fg2); }
    `,
  ];

  @state() private open = false;

  show(): void {
    this.open = true;
  }

  protected override render(): TemplateResult {
    return html`<wa-dialog label=${t('keys.title')} ?open=${this.open} light-dismiss data-testid="keys" @wa-after-hide=${() => (this.open = false)}>
      ${KEYS.map(([where, all]) => html`<section><h2>${t(where)}</h2><dl>${all.map(([keys, does]) => html`<dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt><dd>${t(does)}</dd>`)}</dl></section>`)}
    </wa-dialog>`;
  }
}
