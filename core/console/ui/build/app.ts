// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin, Rollup } from 'vite';
import { TEXTS } from './portal.ts';

const ICONS = resolve(import.meta.dirname, '../src/icons/app');
const GROUND = '#0a0b0d';

/** An app to be: how it is called, and what its worker does. */
interface App {
  name: string;
  /** below `src/worker/` */
  worker: string;
  /** pages that whoever holds its icon is offered */
  shortcuts: { name: string; url: string }[];
}

/**
 * Makes the pages an app that can be installed: a manifest, icons, and a worker that is told which
 * files the pages begin with. Manifest and worker keep their names, all else has a hash in its own.
 */
export function app(what: App): Plugin {
  let base = '/';
  const icons = new Map<string, string>();
  return {
    name: 'custode-app',
    enforce: 'post',
    apply: 'build',
    configResolved(config) {
      base = config.base;
    },
    buildStart() {
      this.emitFile({ type: 'chunk', id: resolve(import.meta.dirname, '../src/worker', what.worker), fileName: 'sw.js' });
      for (const icon of ['icon-192', 'icon-512', 'maskable-512', 'touch-180', 'badge-96']) {
        icons.set(icon, this.emitFile({ type: 'asset', name: `${icon}.png`, source: readFileSync(`${ICONS}/${icon}.png`) }));
      }
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => [
        { tag: 'link', attrs: { rel: 'manifest', href: `${base}manifest.webmanifest` }, injectTo: 'head' },
        { tag: 'link', attrs: { rel: 'apple-touch-icon', href: base + named(bundle ?? {}, 'touch-180.png') }, injectTo: 'head' },
      ],
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const at = (icon: string) => base + this.getFileName(icons.get(icon) ?? '');
        this.emitFile({ type: 'asset', fileName: 'manifest.webmanifest', source: JSON.stringify(manifest(what, base, at)) });
        const worker = bundle['sw.js'];
        const page = bundle['index.html'];
        if (worker?.type !== 'chunk' || page?.type !== 'asset') return this.error('no worker or no page was built');
        const files = beginning(bundle).map((file) => base + file);
        const version = createHash('sha256').update(String(page.source)).update(Object.keys(bundle).sort().join()).update(worker.code).digest('hex').slice(0, 16);
        worker.code = worker.code.replace('__BUILT__', () => JSON.stringify({ base, version, files, icon: at('icon-192'), badge: at('badge-96') }));
      },
    },
  };
}

function named(bundle: Rollup.OutputBundle, name: string): string {
  return Object.values(bundle).find((file) => file.type === 'asset' && file.names.includes(name))?.fileName ?? '';
}

/**
 * What is loaded before anything is opened: the page's script and what that imports, their style, and
 * the texts of each language, without which no page says a word.
 */
function beginning(bundle: Rollup.OutputBundle): string[] {
  const found = new Set<string>();
  const follow = (name: string): void => {
    const file = bundle[name];
    if (file?.type !== 'chunk' || found.has(name)) return;
    found.add(name);
    for (const style of file.viteMetadata?.importedCss ?? []) found.add(style);
    file.imports.forEach(follow);
    file.dynamicImports.filter((each) => isText(bundle[each])).forEach(follow);
  };
  for (const file of Object.values(bundle)) if (file.type === 'chunk' && file.isEntry && file.fileName !== 'sw.js') follow(file.fileName);
  return [...found].sort();
}

function isText(file: Rollup.OutputBundle[string] | undefined): boolean {
  return file?.type === 'chunk' && file.facadeModuleId !== null && TEXTS.test(file.facadeModuleId.replaceAll('\\', '/'));
}

function manifest({ name, shortcuts }: App, base: string, at: (icon: string) => string): object {
  return {
    id: base,
    name,
    short_name: name,
    start_url: base,
    scope: base,
    display: 'standalone',
    background_color: GROUND,
    theme_color: GROUND,
    icons: [
      { src: at('icon-192'), sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: at('icon-512'), sizes: '512x512', type: 'image/png', purpose: 'any' },
      { src: at('maskable-512'), sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts,
  };
}
