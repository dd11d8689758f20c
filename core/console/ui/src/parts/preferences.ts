// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { language, LANGUAGES, setLanguage, t, type Language } from '../app/i18n';
import { recall, remember } from '../app/memory';
import { settings } from '../app/settings';
import { onTheme, setTheme, theme, type Theme } from '../app/theme';
import { toastProblem } from '../app/toast';
import { chooseZone, chosenZone, machineZone, zones } from '../app/zone';
import { base } from '../style/base';
import { Part } from './element';
import { field } from './field';

const THEMES = ['system', 'dark', 'light'] as const;
const DENSITIES = ['comfortable', 'compact'] as const;

/** How one likes the pages: a change holds at once. */
@customElement('cu-preferences')
export class Preferences extends Part {
  static override styles = [
    base,
    css`
      section { display: grid; gap: 12px; }
      h2 { font-size: 14px; }
      .all { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr)); gap: 12px; padding: 12px; border: 1px solid var(--line); border-radius: var(--r2); }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen(settings, 'settings', () => this.requestUpdate());
    this.until(onTheme(() => this.requestUpdate()));
    void settings.read();
  }

  private choice(id: string, label: string, options: [string, string][], now: string, choose: (value: string) => void, hint?: string): TemplateResult {
    return field(id, label, { hint }, ({ id: own, by }) => html`<select class="input" id=${own} data-testid="choose-${id}" aria-describedby=${by} @change=${(e: Event) => choose((e.target as HTMLSelectElement).value)}>
      ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === now}>${text}</option>`)}</select>`);
  }

  protected override render(): TemplateResult {
    const chosen = chosenZone() ?? '';
    // one that only another browser knows is his choice all the same
    const known = [...new Set([...zones(), chosen])].filter(Boolean);
    const all: [string, string][] = [['', t('preferences.machine', { zone: machineZone() })], ...known.map((zone): [string, string] => [zone, zone.replaceAll('_', ' ')])];
    return html`<section data-testid="preferences"><h2>${t('preferences.title')}</h2><div class="all">
      ${this.choice('language', t('language'), Object.entries(LANGUAGES), language(), (value) => void setLanguage(value as Language).catch(toastProblem))}
      ${this.choice('theme', t('theme'), THEMES.map((each) => [each, t(`theme.${each}`)]), theme(), (value) => setTheme(value as Theme))}
      ${this.choice('zone', t('preferences.zone'), all, chosen, (value) => chooseZone(value || null), t('preferences.zoneWhat'))}
      ${this.choice('density', t('preferences.density'), DENSITIES.map((each) => [each, t(`preferences.${each}`)]), recall('density') ?? 'comfortable', (value) => remember('density', value), t('preferences.densityWhat'))}
    </div></section>`;
  }
}
