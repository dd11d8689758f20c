// SPDX-License-Identifier: Apache-2.0

// As much of OpenAPI 3.0 as the platform's own document uses.

export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  nullable?: boolean;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  allOf?: Schema[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  pattern?: string;
  default?: unknown;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required?: boolean;
  description?: string;
  schema?: Schema;
  example?: unknown;
}

export interface Content {
  schema?: Schema;
  example?: unknown;
}

interface Answer {
  description?: string;
  content?: Record<string, Content>;
}

interface RawOperation {
  operationId: string;
  tags?: string[];
  summary?: string;
  security?: unknown[];
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { content?: Record<string, Content> };
  responses?: Record<string, Answer | { $ref: string }>;
  'x-permission'?: string;
  'x-permission-or'?: string;
}

export interface Document {
  info: { title: string; version: string; description?: string };
  servers: { url: string; description?: string }[];
  paths: Record<string, Record<string, RawOperation>>;
  components?: Record<string, Record<string, unknown>>;
}

/** What can be asked for, its references followed. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  /** its plugin, or what the core's path begins with */
  group: string;
  summary: string;
  /** any of these; none: everybody may */
  permissions: string[];
  parameters: Parameter[];
  body: [type: string, content: Content] | null;
  answers: { status: string; description: string; type: string | null; content: Content | null }[];
}

/** What a reference in the document leads to; itself, if it is none. */
export function resolve<T extends object>(document: Document, one: T | { $ref: string }): T {
  if (!('$ref' in one) || typeof one.$ref !== 'string') return one as T;
  const [, , kind, ...name] = one.$ref.split('/');
  return (document.components?.[kind ?? '']?.[name.join('/')] ?? {}) as T;
}

export function operationsOf(document: Document): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, raw]) => operation(document, path, method, raw)));
}

function operation(document: Document, path: string, method: string, raw: RawOperation): Operation {
  const label = raw.tags?.[0] ?? 'core';
  const body = Object.entries(raw.requestBody?.content ?? {})[0];
  return {
    id: raw.operationId,
    method: method.toUpperCase(),
    path,
    group: label === 'core' ? (path.split('/')[1] ?? '') : label,
    summary: raw.summary ?? '',
    permissions: [raw['x-permission'], raw['x-permission-or']].filter((one): one is string => Boolean(one) && one !== 'signed-in' && one !== 'signed-out'),
    parameters: (raw.parameters ?? []).map((one) => resolve<Parameter>(document, one)),
    body: body ?? null,
    answers: Object.entries(raw.responses ?? {}).map(([status, one]) => {
      const answer = resolve<Answer>(document, one);
      const [type, content] = Object.entries(answer.content ?? {})[0] ?? [null, null];
      return { status, description: answer.description ?? '', type, content };
    }),
  };
}

/** Whether an operation has all the words somewhere in what is told of it. */
export function matches(one: Operation, words: string): boolean {
  const told = [one.method, one.path, one.summary, one.id, ...one.permissions].join(' ').toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => told.includes(word));
}

/** Whose name stands for a schema, or null. */
export function nameOf(schema: Schema): string | null {
  return schema.$ref?.split('/').at(-1) ?? (schema.allOf?.[0] ? nameOf(schema.allOf[0]) : null);
}

/** A schema with what it refers to in its place; what it says itself counts more. */
export function plain(document: Document, schema: Schema): Schema {
  if (schema.$ref) return plain(document, resolve<Schema>(document, { $ref: schema.$ref }));
  return schema.allOf ? { ...Object.assign({}, ...schema.allOf.map((one) => plain(document, one))), ...schema } : schema;
}

/** For a shell: between single quotes nothing means anything, but for themselves. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * The operation as a line for a shell, with the document's examples; the token is taken from the environment, so
 * that it is in no history.
 *
 * @param base where the API is, `https://msp.example.com:8443/api/v1`
 */
export function curl(one: Operation, base: string): string {
  const path = one.parameters.filter((p) => p.in === 'path').reduce((so, p) => so.replace(`{${p.name}}`, encodeURIComponent(String(p.example ?? ''))), one.path);
  const query = one.parameters.filter((p) => p.in === 'query' && (p.required || p.name === 'limit') && p.example !== undefined).map((p) => `${p.name}=${encodeURIComponent(String(p.example))}`);
  const lines = [`curl -sS${one.method === 'GET' ? '' : ` -X ${one.method}`} ${quoted(base + path + (query.length ? `?${query.join('&')}` : ''))}`, '-H "Authorization: Bearer $CUSTODE_TOKEN"'];
  if (one.body) {
    const [type, content] = one.body;
    lines.push(`-H ${quoted(`Content-Type: ${type}`)}`, type === 'application/json' ? `-d ${quoted(JSON.stringify(content.example ?? {}, null, 2))}` : '--data-binary @file');
  }
  return lines.join(' \\\n  ');
}
