// SPDX-License-Identifier: Apache-2.0
import { html, type TemplateResult } from 'lit';
import { icon } from './icon';

const PAUSE = 180;

// nobody types in two boxes at once
let typing: ReturnType<typeof setTimeout> | undefined;

/** The box above a list that finds by words, `#text` for its keys; `changed` hears of what was typed once there is a pause. */
export function findBox(text: string, label: string, changed: (text: string) => void): TemplateResult {
  const typed = (event: InputEvent) => {
    const now = (event.target as HTMLInputElement).value;
    clearTimeout(typing);
    typing = setTimeout(() => changed(now), PAUSE);
  };
  return html`<label class="find">${icon('search', 14)}<input class="input" id="text" type="search" data-testid="filter-text" maxlength="200" .value=${text}
    aria-label=${label} placeholder=${label} autocomplete="off" spellcheck="false" aria-keyshortcuts="/" @input=${typed}><kbd aria-hidden="true">/</kbd></label>`;
}
