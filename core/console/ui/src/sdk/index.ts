// SPDX-License-Identifier: Apache-2.0
// `@custode/sdk` 1.1, what plugins import. The contract is public/ui/sdk/1.1/sdk.d.ts: it only grows.
import { html, type TemplateResult } from 'lit';
import type { Chart } from '../../public/ui/sdk/1.1/sdk';
import { call, Problem } from '../app/api';
import { language, t } from '../app/i18n';
import { navigate as go, ownPath } from '../app/address';
import { toast as show, type Tone } from '../app/toast';
import { icon as draw, isIcon } from '../parts/icon';
import { Budget } from './budget';

export { css, html } from 'lit';
export { period as moment } from '../app/i18n';
export { measured } from '../app/measured';
export { base } from '../style/base';
export { CustodeElement } from './element';

const LONGEST_TOAST = 300;
const calls = new Budget(30, 5);
const toasts = new Budget(5, 0.5);

/** Calls the platform as whoever is signed in, below `/api/v1`. */
export async function api<T>(path: string, options: { method?: string; body?: unknown; signal?: AbortSignal } = {}): Promise<T> {
  if (!calls.allows()) throw new Problem(429, 'too-many', t('plugin.tooMany'), t('plugin.tooManyTodo'));
  if (!/^\/[a-z]/.test(path)) throw new Problem(400, 'invalid', t('plugin.badPath', { path }), '');
  return call<T>(options.method ?? 'GET', path, options.body, options.signal);
}

/** A word in the corner; more than a few at once are dropped. */
export function toast(text: string, tone: Tone = 'info'): void {
  if (toasts.allows()) show(String(text).slice(0, LONGEST_TOAST), tone);
  else console.warn('@custode/sdk: too many toasts', text);
}

/** Goes to a page of this console, or of the portal if that is where one is. */
export function navigate(path: string): void {
  go(ownPath(path));
}

/** One of the console's icons, or the one of plugins. */
export function icon(name: string, size = 16): TemplateResult {
  return isIcon(name) ? draw(name, size) : draw('plug', size);
}

/** A chart over time; what draws it is read with the first one. */
export function chart(what: Chart): TemplateResult {
  import('../parts/chart').catch((e: unknown) => console.warn('@custode/sdk: no charts', e));
  const height = what.height ?? 240;
  // as high from the start as it will be
  return html`<cu-chart .style=${`display:block;min-height:${height}px`} .of=${what} .height=${height}></cu-chart>`;
}

/** A plugin's own texts: a function that gives the text of a key in this person's language, else in English. */
export function messages(texts: Record<string, Record<string, string>>): (key: string, values?: Record<string, string | number>) => string {
  return (key, values = {}) =>
    (texts[language()]?.[key] ?? texts.en?.[key] ?? key).replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}
