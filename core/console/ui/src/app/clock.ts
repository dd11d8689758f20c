// SPDX-License-Identifier: Apache-2.0

/** Less is a slow answer, or the server's whole seconds. */
const NOTICED = 5000;

let ahead = 0;

/**
 * What the server says the time is: a computer whose clock is wrong would else show what came this
 * minute as hours old, and what ends tomorrow as ended.
 */
export function learn(served: string | null, here = Date.now()): void {
  const there = Date.parse(served ?? '');
  if (Number.isNaN(there)) return;
  ahead = Math.abs(here - there) > NOTICED ? here - there : 0;
}

/** Now, by the server's clock. */
export const now = (): number => Date.now() - ahead;
