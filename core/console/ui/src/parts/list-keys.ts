// SPDX-License-Identifier: Apache-2.0

/** Keys of a page that is a list: j and k go through its rows, / to its filter, Escape from there back to them. */
export function listKeys(event: KeyboardEvent, find: HTMLInputElement | null, grid: { move(by: number): void } | null): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.composedPath()[0];
  const writing = target instanceof HTMLElement && target.matches('input, textarea, select, [role=menuitem], [role=menuitemcheckbox]');
  const covered = event.composedPath().some((n) => n instanceof HTMLElement && n.matches('dialog, wa-dialog, wa-drawer, wa-dropdown'));
  if (writing || covered) {
    if (event.key === 'Escape' && target === find) grid?.move(0);
    return;
  }
  const step = { j: 1, k: -1 }[event.key];
  if (step !== undefined) {
    event.preventDefault();
    grid?.move(step);
  } else if (event.key === '/' && find) {
    event.preventDefault();
    find.select();
    find.focus();
  }
}
