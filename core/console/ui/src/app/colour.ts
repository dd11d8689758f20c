// SPDX-License-Identifier: Apache-2.0

type Rgb = [number, number, number];

/** What the contrast has to be of text that is read (WCAG 2.2, 1.4.3). */
const ENOUGH = 4.5;

/** What a colour is written and filled with. */
export interface Accent {
  /** the colour itself, or the nearest that can be read on the ground */
  ink: string;
  /** text on it */
  on: string;
}

/** An accent that can be read, made from a colour that somebody likes: it is moved to white or black until it can. */
export function accent(liked: string, ground: string): Accent {
  const under = rgb(ground);
  const goal: Rgb = luminance(under) < 0.18 ? [255, 255, 255] : [0, 0, 0];
  let ink = rgb(liked);
  for (let step = 1; contrast(ink, under) < ENOUGH && step <= 20; step++) ink = mix(rgb(liked), goal, step / 20);
  const on: Rgb = contrast(ink, [0, 0, 0]) >= contrast(ink, [255, 255, 255]) ? [0, 0, 0] : [255, 255, 255];
  return { ink: hex(ink), on: hex(on) };
}

/** By the relative luminance of both (WCAG 2.2). */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** @param text `#rrggbb` */
export function rgb(text: string): Rgb {
  return [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16)) as Rgb;
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const c = part / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function mix(from: Rgb, goal: Rgb, share: number): Rgb {
  return from.map((part, i) => Math.round(part + ((goal[i] ?? 0) - part) * share)) as Rgb;
}

function hex(colour: Rgb): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
