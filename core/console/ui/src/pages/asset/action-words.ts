// SPDX-License-Identifier: Apache-2.0
import type { Action } from '../../app/types';

export function isScript(action: Action): boolean {
  return action.verb === 'run-script';
}

/** What it does, in a line: a script's first one that says something, else what it is called. */
export function summary(action: Action): string {
  return isScript(action) ? firstLine(scriptOf(action)) : action.verb;
}

export function scriptOf(action: Action): string {
  return stringOf(action.input?.script);
}

export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function firstLine(script: string): string {
  return script.split('\n').find((line) => line.trim() && !line.startsWith('#!')) ?? '…';
}
