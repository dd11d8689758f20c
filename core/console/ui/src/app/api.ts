// SPDX-License-Identifier: Apache-2.0
import { learn } from './clock';
import { isKey, t, type Key } from './i18n';

/** An answer that is no success, as the platform tells it (RFC 9457), or what kept it from answering. */
export class Problem extends Error {
  constructor(
    /** HTTP status, 0 if nothing answered */
    readonly status: number,
    readonly type: string,
    what: string,
    /** what to do now */
    readonly todo: string,
    /** by field: why it was refused */
    readonly fields: Record<string, string> = {},
    /** finds the case in the platform's log */
    readonly correlation: string | null = null,
    /** seconds to wait, of a 429 or 503 */
    readonly retryAfter: number | null = null,
  ) {
    super(what);
  }
}

interface ProblemBody {
  type?: string;
  title?: string;
  detail?: string;
  todo?: string;
  /** id of the request */
  instance?: string;
  violations?: { field: string; rule: string }[];
}

const listeners = { signedOut: () => {} };
let csrf = '';

/** Sent with every change from now on. */
export function useCsrf(token: string): void {
  csrf = token;
}

/** What to do when the platform no longer knows who we are. */
export function onSignedOut(listener: () => void): void {
  listeners.signedOut = listener;
}

export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return call<T>('GET', path, undefined, signal);
}

export function post<T>(path: string, body: unknown = {}): Promise<T> {
  return call<T>('POST', path, body);
}

/** Sends a file as it is. */
export function upload<T>(path: string, file: Blob, type = 'text/csv'): Promise<T> {
  return call<T>('POST', path, new Blob([file], { type }));
}

export async function call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const answer = await ask(method, path, body, signal);
  if (!answer.ok) {
    const problem = await problemOf(answer);
    if (answer.status === 401 && !/^\/(session|sign-in|password-help|passkeys\/(question|session))/.test(path)) listeners.signedOut();
    throw problem;
  }
  return (answer.status === 204 || answer.status === 202 ? undefined : await answer.json()) as T;
}

async function ask(method: string, path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' };
  const isFile = body instanceof Blob;
  if (body !== undefined) headers['content-type'] = isFile ? body.type : 'application/json';
  if (method !== 'GET' && csrf) headers['x-csrf-token'] = csrf;
  const request: RequestInit = { method, headers, credentials: 'same-origin' };
  if (body !== undefined) request.body = isFile ? body : JSON.stringify(body);
  if (signal) request.signal = signal;
  try {
    const answer = await fetch(`/api/v1${path}`, request);
    learn(answer.headers.get('date'));
    return answer;
  } catch (e) {
    if (e instanceof DOMException && e.name === 'AbortError') throw e;
    throw new Problem(0, 'offline', t('problem.offline'), t('problem.offline.todo'));
  }
}

async function problemOf(answer: Response): Promise<Problem> {
  const body = await bodyOf(answer);
  const name = body.type?.split(':').pop() ?? '';
  const wait = Number(answer.headers.get('retry-after'));
  const own = `problem.${answer.status}`;
  const known: Key = isKey(own) ? own : 'problem.other';
  return new Problem(
    answer.status,
    name,
    body.detail ?? body.title ?? t(known, { status: answer.status }),
    body.todo ?? '',
    Object.fromEntries((body.violations ?? []).map((v) => [v.field, v.rule])),
    body.instance ?? null,
    Number.isFinite(wait) && wait > 0 ? wait : null,
  );
}

async function bodyOf(answer: Response): Promise<ProblemBody> {
  try {
    return (await answer.json()) as ProblemBody;
  } catch {
    return {}; // a proxy's page, or nothing at all: the status has to say it
  }
}

/** Whatever was thrown, as a problem to show. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  return new Problem(0, 'console', t('problem.console'), t('problem.console.todo'));
}

export function isAbort(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'AbortError';
}

/** A query string of what is set. */
export function queryOf(values: Record<string, string | number | boolean | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') query.set(key, String(value));
  }
  const text = query.toString();
  return text ? `?${text}` : '';
}
