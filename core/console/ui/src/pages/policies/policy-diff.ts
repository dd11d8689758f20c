// SPDX-License-Identifier: Apache-2.0
import { t } from '../../app/i18n';
import type { Difference } from '../../parts/diff';
import { labelOf, wordOf } from '../../parts/schema';
import type { PolicyType } from './policy';

/** What is set at one place. */
export interface SetThere {
  values: Record<string, unknown>;
  locked: string[];
}

/** What of it is another afterwards; a field that is not set is inherited. */
export function differences(type: PolicyType, before: SetThere, after: SetThere): Difference[] {
  const known = Object.keys(type.schema?.properties ?? {});
  const names = new Set([...known, ...Object.keys(before.values), ...Object.keys(after.values)]);
  return [...names].map((name) => ({ name: labelOf(name), before: word(type, before, name), after: word(type, after, name) })).filter((d) => d.before !== d.after);
}

function word(type: PolicyType, { values, locked }: SetThere, name: string): string {
  if (!Object.hasOwn(values, name)) return t('policies.inherited');
  const said = wordOf(type.schema?.properties?.[name] ?? {}, values[name]);
  return locked.includes(name) ? `${said} (${t('policies.locked')})` : said;
}
