// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from 'vite';
import { app } from './build/app.ts';
import { importMap } from './build/import-map.ts';

// The servlet serves /app/* as immutable, so every file there carries a hash of its content; nothing
// is inlined, because the page's policy allows no data: fonts and no inline scripts.
export default defineConfig({
  // the contract that plugins are written against, under names that stay
  publicDir: 'public',
  plugins: [importMap(), app({ name: 'Custode', worker: 'console.ts', shortcuts: [{ name: 'Alerts', url: '/alerts' }, { name: 'Assets', url: '/assets' }] })],
  build: {
    outDir: '../target/classes/console',
    emptyOutDir: true,
    assetsDir: 'app',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    reportCompressedSize: false,
    // how long plugins take on a busy machine is no news
    rolldownOptions: {
      checks: { pluginTimings: false },
      // the SDK shares its parts with the console: one Lit, one language, one place for toasts
      input: { index: 'index.html', sdk: 'src/sdk/index.ts' },
      preserveEntrySignatures: 'exports-only',
    },
  },
  // for work on the pages: npm run dev beside npm run mock, or beside a platform
  server: {
    proxy: { '/api': { target: process.env.CUSTODE_URL ?? 'http://127.0.0.1:24100', secure: false } },
  },
});
