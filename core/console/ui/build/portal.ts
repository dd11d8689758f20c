// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';

const SOURCES = resolve(import.meta.dirname, '../src');
const ENTRIES = ['portal/main.ts', 'sdk/index.ts'];

/** What is the console's own: its pages, its frame, and what hangs on them. */
const CONSOLES = /^(main\.ts|wa\.ts|pages\/|shell\/|app\/(router|directory|metrics|users)\.ts|plugins\/(plugin-page|commands|asset-parts)\.ts)/;

/** What the pages say, in one language each. */
export const TEXTS = /\/src\/i18n\/(en|it)\.json$/;

/** Where a file is below `src/`. */
function placeOf(id: string): string {
  return relative(SOURCES, id.split('?')[0] ?? id).replaceAll('\\', '/');
}

/** The build ends with an error when the portal imports what is the console's, from however far. */
export function noConsole(): Plugin {
  return {
    name: 'custode-no-console',
    enforce: 'pre',
    load(id) {
      const place = placeOf(id);
      if (CONSOLES.test(place)) this.error(`src/${place} is the console's: the portal must not bring it to customers`);
    },
  };
}

/** The console's page with the portal in it. */
export function portalPage(): Plugin {
  return {
    name: 'custode-portal-page',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => html.replace('/src/main.ts', '/src/portal/main.ts').replaceAll('cu-shell', 'cu-portal').replace('<title>Custode</title>', '<title>Portal</title>'),
    },
  };
}

/** Of the texts only those that the portal's sources name: what the console says is none of a customer's business. */
export function ownTexts(): Plugin {
  return {
    name: 'custode-own-texts',
    enforce: 'pre',
    load(id) {
      if (!TEXTS.test(id.replaceAll('\\', '/'))) return null;
      const code = [...sources()].map((file) => readFileSync(file, 'utf8')).join('\n');
      const named = new Set([...code.matchAll(/['"`]([a-zA-Z]+(?:\.[a-zA-Z0-9-]+)*)['"`]/g)].map((m) => m[1]));
      const begun = [...code.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*\.)\$\{/g)].map((m) => m[1] ?? '');
      const texts = Object.entries(JSON.parse(readFileSync(id, 'utf8')) as Record<string, string>);
      const isNamed = (key: string) => named.has(key) || named.has(key.replace(/\.(one|other)$/, '')) || begun.some((stem) => key.startsWith(stem));
      return JSON.stringify(Object.fromEntries(texts.filter(([key]) => isNamed(key))));
    },
  };
}

/** All that the portal is made of, by following what each file imports; types are gone by then. */
function sources(): Set<string> {
  const found = new Set<string>();
  const follow = (file: string): void => {
    if (found.has(file) || !existsSync(file)) return;
    found.add(file);
    const code = readFileSync(file, 'utf8');
    for (const [, once, later] of code.matchAll(/^(?:import|export) (?!type )(?:[^'";]*? from )?'(\.[^']+)'|import\('(\.[^']+)'\)/gm)) {
      follow(`${resolve(dirname(file), once ?? later ?? '')}.ts`);
    }
  };
  for (const entry of ENTRIES) follow(resolve(SOURCES, entry));
  return found;
}
