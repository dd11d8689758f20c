// SPDX-License-Identifier: Apache-2.0
import { state } from 'lit/decorators.js';
import { asProblem, type Problem } from '../app/api';
import { Part } from './element';

/** A part that asks the server: while it does, nothing more can be asked for; what was refused is shown. */
export class Asking extends Part {
  @state() protected busy = false;
  @state() protected problem: Problem | null = null;

  protected async work(what: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      await what();
    } catch (e) {
      this.problem = asProblem(e);
    } finally {
      this.busy = false;
    }
  }
}
