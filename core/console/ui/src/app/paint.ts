// SPDX-License-Identifier: Apache-2.0
import { accent } from './colour';
import { GROUND } from './ground';
import { isDark } from './theme';

const TOKENS = ['--acc', '--acc-fg', '--acc-bg', '--sel'] as const;

/** Makes a colour that somebody likes the accent of the whole page, readable in its theme; null: the page's own again. */
export function paint(colour: string | null): void {
  const { style } = document.documentElement;
  for (const token of TOKENS) style.removeProperty(token);
  if (colour === null) return;
  const { ink, on } = accent(colour, isDark() ? GROUND.dark : GROUND.light);
  const values = [ink, on, `${ink}1f`, `${ink}1f`];
  TOKENS.forEach((token, i) => style.setProperty(token, values[i] ?? ''));
}
