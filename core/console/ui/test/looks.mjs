// SPDX-License-Identifier: Apache-2.0

/** How a page is looked at: each theme, language and width; all of their combinations with CUSTODE_UI_ALL=1. */
export const LOOKS = [
  { theme: 'dark', lang: 'en', width: 1440 },
  { theme: 'light', lang: 'it', width: 390 },
];
if (process.env.CUSTODE_UI_ALL) {
  LOOKS.push({ theme: 'light', lang: 'it', width: 1440 }, { theme: 'dark', lang: 'en', width: 390 });
}
