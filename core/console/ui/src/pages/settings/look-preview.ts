// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { accent, contrast, rgb } from '../../app/colour';
import { GROUND } from '../../app/ground';
import { number, t } from '../../app/i18n';
import { pictureOf } from '../../app/provider';
import { Part } from '../../parts/element';
import { icon } from '../../parts/icon';
import '../../parts/mark';
import { base } from '../../style/base';

/** The console's own accent in each theme (tokens.css). */
const OWN = { dark: '#8391ff', light: '#4453d6' };

const THEMES = ['dark', 'light'] as const;

/** How the console will look in both themes, and whether the colour had to be moved to be read. */
@customElement('cu-look-preview')
export class LookPreview extends Part {
  static override styles = [
    base,
    css`
      :host { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; }
      figure { margin: 0; display: grid; gap: 6px; min-width: 0; }
      .window { display: grid; grid-template-columns: 42% minmax(0, 1fr); border: 1px solid var(--line2); border-radius: var(--r2); overflow: hidden; background: var(--ground); color: var(--words); font-size: 11px; height: 124px; }
      .side { padding: 10px 8px; display: grid; gap: 5px; align-content: start; border-right: 1px solid color-mix(in srgb, var(--words) 14%, transparent); min-width: 0; }
      .home { display: flex; gap: 6px; align-items: center; font-weight: 600; min-width: 0; margin-bottom: 3px; }
      .home img, .home cu-mark { height: 16px; width: auto; max-width: 40px; flex: none; }
      .home cu-mark { width: 16px; }
      .at { padding: 3px 6px; border-radius: 4px; background: color-mix(in srgb, var(--ink) 16%, transparent); font-weight: 600; box-shadow: inset 2px 0 var(--ink); }
      .line { height: 5px; border-radius: 3px; background: color-mix(in srgb, var(--words) 16%, transparent); margin: 3px 6px; }
      .page { padding: 12px 10px; display: grid; gap: 9px; align-content: start; justify-items: start; }
      .page .line { width: 80%; margin: 0; }
      .button { padding: 4px 9px; border-radius: 4px; background: var(--ink); color: var(--on); font-weight: 600; }
      .link { color: var(--ink); text-decoration: underline; text-underline-offset: 2px; }
      figcaption { display: flex; gap: 6px; align-items: center; font-size: 12px; color: var(--fg2); flex-wrap: wrap; }
      figcaption .ico { color: var(--ok); }
      @media (max-width: 480px) { :host { grid-template-columns: 1fr; } }
    `,
  ];

  @property() name = '';
  /** `#rrggbb`; null: the console's own */
  @property() accent: string | null = null;
  /** a PNG, in Base64 */
  @property({ attribute: false }) logo: string | null = null;

  protected override render(): TemplateResult {
    return html`${THEMES.map((theme) => this.window(theme))}`;
  }

  private window(theme: (typeof THEMES)[number]): TemplateResult {
    const ground = GROUND[theme];
    const { ink, on } = accent(this.accent ?? OWN[theme], ground);
    const moved = this.accent !== null && ink !== this.accent.toLowerCase();
    const ratio = number(contrast(rgb(ink), rgb(ground)), 1);
    const words = theme === 'dark' ? '#edeff2' : '#16181d';
    return html`<figure><div class="window" aria-hidden="true" .style=${`--ground:${ground};--words:${words};--ink:${ink};--on:${on}`}>
        <div class="side"><div class="home">${this.logo ? html`<img src=${pictureOf(this.logo)} alt="">` : html`<cu-mark></cu-mark>`}<span class="cut">${this.name || 'Custode'}</span></div>
          <span class="at cut">${t('assets.title')}</span><i class="line"></i><i class="line"></i></div>
        <div class="page"><i class="line"></i><span class="button">${t('fields.save')}</span><span class="link">pc-7</span></div></div>
      <figcaption data-testid="contrast-${theme}">${icon('circle-check', 13)}<span>${t(`theme.${theme}`)} · ${ratio}:1</span>${moved ? html`<span class="faint">${t('settings.moved')}</span>` : nothing}</figcaption></figure>`;
  }
}
