// SPDX-License-Identifier: Apache-2.0
import bash from 'highlight.js/lib/languages/bash';
import json from 'highlight.js/lib/languages/json';
import powershell from 'highlight.js/lib/languages/powershell';
import python from 'highlight.js/lib/languages/python';
import { createLowlight } from 'lowlight';
import type { CodeLanguage } from './code';

/** A stretch of a line, and what it is: `string`, `comment`, or nothing special. */
export interface Run {
  kind: string;
  text: string;
}

/** What a colour tells apart is less than what the grammar does. */
const KINDS: Record<string, string> = {
  keyword: 'word', built_in: 'word', meta: 'note', comment: 'note', string: 'string', regexp: 'string', subst: 'name', number: 'value', literal: 'value', attr: 'name', variable: 'name', title: 'name', params: 'name', property: 'name', type: 'name',
};

interface Node {
  type: string;
  value?: string;
  properties?: { className?: unknown };
  children?: Node[];
}

const lowlight = createLowlight({ bash, json, powershell, python });

/** The text's lines in runs: together they are the text again, whatever it is. */
export function colourLines(text: string, language: Exclude<CodeLanguage, 'text'>): Run[][] {
  const lines: Run[][] = [[]];
  const walk = (node: Node, kind: string): void => {
    if (node.type === 'text') {
      (node.value ?? '').split('\n').forEach((part, n) => {
        if (n > 0) lines.push([]);
        if (part) lines.at(-1)?.push({ kind, text: part });
      });
      return;
    }
    for (const child of node.children ?? []) walk(child, kindOf(node) ?? kind);
  };
  walk(lowlight.highlight(language, text) as Node, '');
  return lines;
}

function kindOf(node: Node): string | undefined {
  const names = Array.isArray(node.properties?.className) ? node.properties.className.map(String) : [];
  return names.map((name) => KINDS[name.replace(/^hljs-/, '').replace(/_$/, '')]).find(Boolean);
}
