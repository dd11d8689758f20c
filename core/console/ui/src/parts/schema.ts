// SPDX-License-Identifier: Apache-2.0
import { duration } from '../app/duration';
import { directory } from '../app/directory';
import { day, moment, number, t } from '../app/i18n';

/** What the platform says of a value: as much of JSON Schema 2020-12 as it writes. */
export interface Schema {
  type?: string | string[];
  description?: string;
  format?: string;
  enum?: (string | null)[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  default?: unknown;
  /** of which kind of thing it is an id */
  'x-custode-id'?: string;
  /** a list to which each level adds */
  'x-custode-merged'?: boolean;
}

export type Shape = 'boolean' | 'choice' | 'number' | 'text' | 'duration' | 'date' | 'moment' | 'tenant' | 'site' | 'choices' | 'lines' | 'fields' | 'json';

export function isNullable(schema: Schema): boolean {
  return Array.isArray(schema.type) && schema.type.includes('null');
}

export function typeOf(schema: Schema): string | undefined {
  return Array.isArray(schema.type) ? schema.type.find((x) => x !== 'null') : schema.type;
}

/** By what a value is shown and entered. */
export function shapeOf(schema: Schema): Shape {
  if (schema.enum) return 'choice';
  switch (typeOf(schema)) {
    case 'boolean':
      return 'boolean';
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
      return textShape(schema);
    case 'array':
      return listShape(schema.items ?? {});
    case 'object':
      return schema.properties ? 'fields' : 'json';
    default:
      return 'json';
  }
}

function textShape(schema: Schema): Shape {
  if (schema['x-custode-id'] === 'TenantId') return 'tenant';
  if (schema['x-custode-id'] === 'SiteId') return 'site';
  const shapes: Record<string, Shape> = { duration: 'duration', date: 'date', 'date-time': 'moment' };
  return shapes[schema.format ?? ''] ?? 'text';
}

function listShape(items: Schema): Shape {
  if (items.enum) return 'choices';
  return ['string', 'integer', 'number'].includes(typeOf(items) ?? '') ? 'lines' : 'json';
}

/** `rebootAfter` as people read it: `Reboot after`. */
export function labelOf(name: string): string {
  const words = name.replace(/[-_]+/g, ' ').replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value in words. */
export function wordOf(schema: Schema, value: unknown): string {
  if (value === null || value === undefined) return t('schema.none');
  if (Array.isArray(value)) return value.length ? value.map((x) => wordOf(schema.items ?? {}, x)).join(', ') : t('schema.empty');
  switch (shapeOf(schema)) {
    case 'boolean':
      return t(value === true ? 'yes' : 'no');
    case 'number':
      return typeof value === 'number' ? number(value, 6) : String(value);
    case 'duration':
      return duration(String(value));
    case 'date':
      return day(String(value));
    case 'moment':
      return moment(String(value));
    case 'tenant':
      return directory.tenant(String(value)) || String(value);
    case 'site':
      return directory.site(String(value)) || String(value);
    case 'fields':
      return Object.entries(value as Record<string, unknown>).map(([name, x]) => `${labelOf(name)}: ${wordOf(schema.properties?.[name] ?? {}, x)}`).join('; ');
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}

/** What a form begins with where nothing is known. */
export function firstOf(schema: Schema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (isNullable(schema)) return null;
  switch (shapeOf(schema)) {
    case 'boolean':
      return false;
    case 'choice':
      return schema.enum?.[0] ?? '';
    case 'number':
      return schema.minimum ?? 0;
    case 'duration':
      return 'PT1H';
    case 'choices':
    case 'lines':
      return [];
    case 'fields':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, its]) => [name, firstOf(its)]));
    case 'json':
      return typeOf(schema) === 'array' ? [] : {};
    default:
      return '';
  }
}
