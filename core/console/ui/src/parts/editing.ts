// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { asProblem } from '../app/api';
import { Asking } from './asking';
import { conflict, type Difference } from './diff';
import { problemNotice } from './notice';

/** A form for something that others may change meanwhile: who comes second sees what the first one did. */
export abstract class Editing<T extends { revision: number | null }> extends Asking {
  /** as it was when this person began */
  protected known: T | null = null;
  /** as somebody else made it meanwhile */
  @state() protected theirs: T | null = null;

  /** As it is on the server now. */
  protected abstract again(known: T): Promise<T>;

  /** Theirs beside what this form says; what is the same is left out. */
  protected abstract differences(theirs: T): Difference[];

  /** Shows it as it is now, instead of what was typed. */
  protected abstract show(theirs: T): void;

  /** Saves what the form says. */
  protected abstract save(): Promise<void>;

  protected saved(): Promise<void> {
    return this.work(async () => {
      try {
        await this.save();
      } catch (e) {
        if (asProblem(e).type !== 'changed-meanwhile' || !this.known) throw e;
        this.theirs = await this.again(this.known);
      }
    });
  }

  protected submit(event: Event): void {
    event.preventDefault();
    void this.saved();
  }

  /** Until it was read. */
  protected opening(): TemplateResult {
    return html`<div role="alert">${this.problem ? problemNotice(this.problem) : nothing}</div>${this.problem ? nothing : html`<i class="bone" .style=${'width:60%'}></i>`}`;
  }

  protected conflict(): TemplateResult | typeof nothing {
    const theirs = this.theirs;
    if (!theirs) return nothing;
    const decide = (then: () => void) => () => {
      this.known = theirs;
      this.theirs = null;
      then();
    };
    return conflict(this.differences(theirs).filter((one) => one.before !== one.after), decide(() => void this.saved()), decide(() => this.show(theirs)));
  }
}
