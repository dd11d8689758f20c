// SPDX-License-Identifier: Apache-2.0
import type { Plugin } from 'vite';

/** Plugins import the SDK by name; the page says where it is. */
export function importMap(): Plugin {
  let base = '/';
  return {
    name: 'custode-import-map',
    configResolved(config) {
      base = config.base;
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const sdk = Object.values(bundle ?? {}).find((file) => file.type === 'chunk' && file.isEntry && file.name === 'sdk');
        const imports = { '@custode/sdk': sdk ? base + sdk.fileName : '/src/sdk/index.ts' };
        return [{ tag: 'script', attrs: { type: 'importmap' }, children: JSON.stringify({ imports }), injectTo: 'head-prepend' }];
      },
    },
  };
}
