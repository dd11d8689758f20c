// SPDX-License-Identifier: Apache-2.0

/** Holds so many at most, and so many come back each second. */
class Bucket {
  private left: number;
  private at = performance.now();

  constructor(
    private readonly most: number,
    private readonly perSecond: number,
  ) {
    this.left = most;
  }

  take(): boolean {
    const now = performance.now();
    this.left = Math.min(this.most, this.left + ((now - this.at) / 1000) * this.perSecond);
    this.at = now;
    if (this.left < 1) return false;
    this.left--;
    return true;
  }
}

/** What each plugin may spend, so that one in a loop leaves the platform and the corner of the page to others. */
export class Budget {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly most: number,
    private readonly perSecond: number,
  ) {}

  /** @returns whether whoever calls may; asked directly by the function that a plugin called */
  allows(): boolean {
    const who = caller();
    let bucket = this.buckets.get(who);
    if (!bucket) this.buckets.set(who, (bucket = new Bucket(this.most, this.perSecond)));
    return bucket.take();
  }
}

/** The plugin whose file is nearest on the stack; those who hide there share one budget. */
function caller(): string {
  return /\/ui\/plugins\/([a-z][a-z0-9]{2,29})\//.exec(new Error().stack ?? '')?.[1] ?? '';
}
