// SPDX-License-Identifier: Apache-2.0
import { html, type TemplateResult } from 'lit';
import { t } from '../app/i18n';

/** Copies that text. Its tip that goes is no news for a dialog around it, which would take it for itself. */
export const copyButton = (value: string): TemplateResult =>
  html`<wa-copy-button @wa-after-hide=${(e: Event) => e.stopPropagation()} value=${value} copy-label=${t('copy')} success-label=${t('copied')} error-label=${t('copyFailed')}></wa-copy-button>`;
