// SPDX-License-Identifier: Apache-2.0
import { defineConfig, mergeConfig } from 'vite';
import { app } from './build/app.ts';
import { importMap } from './build/import-map.ts';
import { noConsole, ownTexts, portalPage } from './build/portal.ts';
import shared from './vite.config.ts';

// The customer portal: a bundle of its own, with nothing of the console in it.
export default defineConfig({
  ...mergeConfig(shared, { base: '/portal/', build: { outDir: '../target/classes/portal' } }),
  // the contract for plugins is served by the console
  publicDir: false,
  plugins: [noConsole(), ownTexts(), portalPage(), importMap(), app({ name: 'Portal', worker: 'portal.ts', shortcuts: [] })],
});
