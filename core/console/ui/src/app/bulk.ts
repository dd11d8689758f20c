// SPDX-License-Identifier: Apache-2.0
import { asProblem, type Problem } from './api';

const AT_ONCE = 4;
const TRIES = 5;

/** One request, and the rows that it is about. */
export interface Job<T> {
  rows: T[];
  run: () => Promise<void>;
}

export interface Outcome<T> {
  done: number;
  failed: { row: T; problem: Problem }[];
  /** left out because a person stopped it */
  left: number;
}

/** Runs many requests, a few at a time. Where the platform says "later", it is asked again later. */
export async function runAll<T>(jobs: Job<T>[], stop: AbortSignal, progress: (outcome: Outcome<T>) => void): Promise<Outcome<T>> {
  const queue = [...jobs];
  const outcome: Outcome<T> = { done: 0, failed: [], left: jobs.reduce((n, job) => n + job.rows.length, 0) };
  const worker = async () => {
    for (let job = queue.shift(); job && !stop.aborted; job = queue.shift()) {
      try {
        await patiently(job, stop);
        outcome.done += job.rows.length;
      } catch (e) {
        const problem = asProblem(e);
        outcome.failed.push(...job.rows.map((row) => ({ row, problem })));
      }
      outcome.left -= job.rows.length;
      progress({ ...outcome });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return outcome;
}

async function patiently<T>(job: Job<T>, stop: AbortSignal): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await job.run();
    } catch (e) {
      const wait = asProblem(e).retryAfter;
      if (wait === null || tries === TRIES || stop.aborted) throw e;
      await new Promise((done) => setTimeout(done, wait * 1000));
    }
  }
}
