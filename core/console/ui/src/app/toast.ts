// SPDX-License-Identifier: Apache-2.0
import { asProblem } from './api';

export type Tone = 'ok' | 'info' | 'warn' | 'bad';

export interface Toast {
  text: string;
  tone: Tone;
}

export const toasts = new EventTarget();

/** A word in the corner that goes away by itself. */
export function toast(text: string, tone: Tone = 'info'): void {
  toasts.dispatchEvent(new CustomEvent<Toast>('toast', { detail: { text, tone } }));
}

export function toastProblem(thrown: unknown): void {
  const problem = asProblem(thrown);
  toast([problem.message, problem.todo].filter(Boolean).join(' '), 'bad');
}
