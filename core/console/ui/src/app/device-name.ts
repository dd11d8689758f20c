// SPDX-License-Identifier: Apache-2.0
/** What says it, the more special first: most say that they are others too. */
const BROWSERS: [RegExp, string][] = [[/Edg(A|iOS)?\//, 'Edge'], [/OPR\//, 'Opera'], [/SamsungBrowser\//, 'Samsung Internet'], [/Firefox\/|FxiOS\//, 'Firefox'], [/Chrome\/|CriOS\//, 'Chrome'], [/Safari\//, 'Safari']];
const SYSTEMS: [RegExp, string][] = [[/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X/, 'Mac'], [/CrOS/, 'ChromeOS'], [/Linux/, 'Linux']];

/** Such as `Chrome, Android`: what its owner knows it by. */
export function deviceName(agent: string): string {
  const of = (names: [RegExp, string][]) => names.find(([sign]) => sign.test(agent))?.[1];
  return [of(BROWSERS) ?? 'Browser', of(SYSTEMS)].filter(Boolean).join(', ');
}
