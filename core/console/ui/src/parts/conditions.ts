// SPDX-License-Identifier: Apache-2.0

/** One condition, as the platform takes it. */
export interface Condition {
  field: string;
  operator: string;
  value: string | null;
}

export const MOST = 20;
export const TEXT = ['CONTAINS', 'CONTAINS_NOT', 'IS', 'IS_NOT', 'STARTS_WITH', 'KNOWN', 'UNKNOWN'] as const;
export const EQUAL = ['IS', 'IS_NOT'] as const;
export const NUMBER = ['AT_LEAST', 'AT_MOST', 'IS'] as const;
export const TIME = ['WITHIN', 'NOT_WITHIN'] as const;

export function needsNone(operator: string): boolean {
  return operator === 'KNOWN' || operator === 'UNKNOWN';
}

/** Whatever stands in an address, as conditions; what does not fit is left out. */
export function conditionsOf(text: string | null, operators: Record<string, readonly string[]>): Condition[] {
  try {
    const read = JSON.parse(text ?? '[]') as unknown;
    return Array.isArray(read) ? read.filter((c): c is Condition => fits(c as Partial<Condition> | null, operators)).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function fits(condition: Partial<Condition> | null, operators: Record<string, readonly string[]>): boolean {
  const { field = '', operator = '', value } = condition ?? {};
  if (!Object.hasOwn(operators, field) || !operators[field]?.includes(operator)) return false;
  return needsNone(operator) ? value === null : typeof value === 'string' && value.trim() !== '' && value.length <= 200;
}
