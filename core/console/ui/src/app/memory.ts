// SPDX-License-Identifier: Apache-2.0

/** Small choices this browser keeps; where storage is blocked they last as long as the page. */
const here = new Map<string, string>();

export function remember(key: string, value: string): void {
  here.set(key, value);
  try {
    localStorage.setItem(`custode.${key}`, value);
  } catch {
    return; // kept for this page at least
  }
}

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`custode.${key}`) ?? here.get(key) ?? null;
  } catch {
    return here.get(key) ?? null;
  }
}
