// SPDX-License-Identifier: Apache-2.0
// Draws the icons of the installed app from the mark, when that changed: node scripts/icons.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const mark = readFileSync('src/icons/custode.svg', 'utf8');
const inner = mark.replace(/^<svg[^>]*>|<\/svg>\s*$/g, '');

/** @param share of the width that the mark takes: whoever cuts a circle out must not cut the mark */
const onGround = (share, corner) => {
  const at = (32 - 32 * share) / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="${corner}" fill="#15171f"/><g transform="translate(${at} ${at}) scale(${share})">${inner}</g></svg>`;
};
// one colour, since a status bar shows only where it is opaque
const badge = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><defs><mask id="m"><path fill="#fff" d="M16 1.5 28 6v9.2c0 7-4.9 12.6-12 15.3C8.9 27.800 4 22.200 4 15.200V6z"/><path fill="none" stroke="#000" stroke-width="3" stroke-linecap="round" d="M20.800 12.200a6 6 0 1 0 0 7.600"/></mask></defs><rect width="32" height="32" fill="#fff" mask="url(#m)"/></svg>`;

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
for (const [name, size, picture] of [
  ['icon-192', 192, onGround(0.74, 7)],
  ['icon-512', 512, onGround(0.74, 7)],
  ['maskable-512', 512, onGround(0.56, 0)],
  ['touch-180', 180, onGround(0.66, 0)],
  ['badge-96', 96, badge],
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${picture}`);
  writeFileSync(`src/icons/app/${name}.png`, await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
