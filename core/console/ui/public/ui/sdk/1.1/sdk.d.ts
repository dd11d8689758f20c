// SPDX-License-Identifier: Apache-2.0
// @custode/sdk 1.1: what a plugin's module may import. It only grows within version 1.
// To have it in an editor without Node, map the name in tsconfig.json or jsconfig.json:
//   { "compilerOptions": { "paths": { "@custode/sdk": ["./sdk.d.ts"] } } }

/** What `html` makes; give it to `render` or into another `html`. */
export interface Template {
  readonly strings: TemplateStringsArray;
}

/** What `css` makes. */
export interface Style {
  readonly cssText: string;
}

/** An asset as `GET /api/v1/assets/{id}` has it; it may have more. */
export interface Asset {
  id: string;
  tenant: string;
  site: string | null;
  name: string;
  kind: 'WORKSTATION' | 'SERVER' | 'MOBILE' | 'NETWORK_DEVICE' | 'PRINTER' | 'VIRTUAL_MACHINE' | 'OTHER';
  state: string;
  online: boolean;
}

/** A customer as `GET /api/v1/tenants/{id}` has it; it may have more. */
export interface Tenant {
  id: string;
  name: string;
}

/** What an element or a function is about. */
export interface Context {
  plugin: { id: string; version: string };
  /** in asset.section, asset.panel and asset.action */
  asset?: Asset;
  /** in tenant.panel */
  tenant?: Tenant;
  /** in pages: what follows the page's own path, `/` if nothing does */
  path?: string;
}

/** HTML with values in it; they are text unless they are templates themselves. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): Template;

/** A style sheet for `static styles`. */
export function css(strings: TemplateStringsArray, ...values: (Style | number)[]): Style;

/** The console's own sheet: put it first. Classes btn, card, tag, notice, input, quiet, mono and more. */
export const base: Style;

/**
 * What a page, panel or tile extends. Export the class and never call `customElements.define`: the
 * console names it, each version differently.
 */
export class CustodeElement extends HTMLElement {
  static styles?: unknown;
  /** reactive properties beside `ctx`, `{ count: { state: true } }` */
  static properties?: Record<string, { attribute?: boolean | string; state?: boolean; type?: unknown }>;
  ctx: Context;
  readonly updateComplete: Promise<boolean>;
  render(): unknown;
  willUpdate(changed: Map<PropertyKey, unknown>): void;
  updated(changed: Map<PropertyKey, unknown>): void;
  /** call `super` first */
  connectedCallback(): void;
  /** call `super` first; stop here what you began */
  disconnectedCallback(): void;
  requestUpdate(): void;
}

/**
 * Calls the platform as the person who looks: `api('/plugins/acmehello/greetings')`. Rejects with an
 * Error that has `status`, `message` and `todo`. About 5 calls a second, 30 at once.
 */
export function api<T = unknown>(path: string, options?: { method?: string; body?: unknown; signal?: AbortSignal }): Promise<T>;

/** A word in the corner of the page, at most 300 characters; a few at once. */
export function toast(text: string, tone?: 'ok' | 'info' | 'warn' | 'bad'): void;

/** Goes to a page of the console, `/assets` or `/p/acmehello/greetings`. */
export function navigate(path: string): void;

/** One of the console's icons, by its Lucide name; one that it does not have becomes a plug. */
export function icon(name: string, size?: number): Template;

/** Texts by language and key, English always: `const t = messages({ en: { hi: 'Hello {name}' } })`. */
export function messages(texts: Record<string, Record<string, string>>): (key: string, values?: Record<string, string | number>) => string;

/** Since 1.1. What a chart shows; times are milliseconds since 1970. */
export interface Chart {
  /** what it is about, for who cannot see it; the newest, least and greatest values of each line are added */
  label: string;
  /** as UCUM writes it, `%`, `By`, `By/s`, `s`, `1`; others stand behind the values as they are */
  unit: string;
  /** what the axis of time covers */
  from: number;
  to: number;
  /** ascending */
  times: number[];
  lines: ChartLine[];
  /** values that are further apart, in milliseconds, are not joined */
  gap?: number;
  /** in pixels, 240 unless you say it */
  height?: number;
  /** called with the times between which somebody drew the mouse */
  choose?(from: number, to: number): void;
}

/** Since 1.1. A line of a chart. */
export interface ChartLine {
  label: string;
  /** one for each time; null where there is none: the line has a gap */
  values: (number | null)[];
  /** where each value stands for several, the least and the greatest of them: shaded */
  low?: (number | null)[];
  high?: (number | null)[];
  /** by its place unless you say it: `first`, `second` */
  tone?: 'first' | 'second' | 'ok' | 'info' | 'warn' | 'bad' | 'quiet';
  /** all but the first are, unless you say it: nothing is told by colour alone */
  dashed?: boolean;
  /** down to the ground; not with a shade */
  filled?: boolean;
}

/** Since 1.1. Values over time, in this person's language and time zone, with a cursor for mouse and arrow keys. */
export function chart(what: Chart): Template;

/** Since 1.1. A measured value as charts write it, `12.4%`, `3.2 GiB`, `4 d 3 h`. */
export function measured(value: number, unit: string): string;

/** Since 1.1. A moment, or from one to another, in this person's language and time zone; milliseconds since 1970. */
export function moment(at: number, until?: number): string;
