// SPDX-License-Identifier: Apache-2.0
import { post } from './api';

/** Runs a command of the core, `run('session-list', { user })`. */
export function run<T>(command: string, input: Record<string, unknown> = {}): Promise<T> {
  return post<T>(`/commands/msp.${command}`, input);
}
