// SPDX-License-Identifier: Apache-2.0
// Web Awesome: what is used, by name; its icons are ours, because its own come from a CDN.
import '@awesome.me/webawesome/dist/styles/themes/default.css';
import '@awesome.me/webawesome/dist/translations/it.js';
import '@awesome.me/webawesome/dist/components/copy-button/copy-button.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import '@awesome.me/webawesome/dist/components/drawer/drawer.js';
import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import '@awesome.me/webawesome/dist/components/tab/tab.js';
import '@awesome.me/webawesome/dist/components/tab-group/tab-group.js';
import '@awesome.me/webawesome/dist/components/tab-panel/tab-panel.js';
import { registerIconLibrary } from '@awesome.me/webawesome/dist/components/icon/library.js';
import check from './icons/check.svg?url';
import chevronDown from './icons/chevron-down.svg?url';
import chevronLeft from './icons/chevron-left.svg?url';
import chevronRight from './icons/chevron-right.svg?url';
import copy from './icons/copy.svg?url';
import xmark from './icons/xmark.svg?url';

const FILES: Record<string, string> = {
  check,
  copy,
  xmark,
  'chevron-down': chevronDown,
  'chevron-left': chevronLeft,
  'chevron-right': chevronRight,
};

for (const library of ['default', 'system']) {
  registerIconLibrary(library, {
    resolver: (name) => FILES[name] ?? xmark,
    mutator: (svg) => svg.setAttribute('fill', 'none'),
  });
}
