// SPDX-License-Identifier: Apache-2.0
import { queryOf } from '../../app/api';
import { directory } from '../../app/directory';
import { t } from '../../app/i18n';
import { assetNames, groupNames } from '../../app/names';
import type { IconName } from '../../parts/icon';
import type { Schema } from '../../parts/schema';

export type Level = 'PROVIDER' | 'TENANT' | 'SITE' | 'GROUP' | 'ASSET';

export interface Target {
  level: Level;
  id: string | null;
}

export interface PolicyType {
  name: string;
  /** false: its plugin is away */
  known: boolean;
  description: string;
  schema: Schema | null;
}

export interface Policy {
  type: string;
  tenant: string | null;
  target: Target;
  values: Record<string, unknown>;
  locked: string[];
  revision: number | null;
}

export interface Source {
  /** null: the defaults of the type */
  target: Target | null;
  tenant: string | null;
  label: string | null;
  value: unknown;
  locked: boolean;
  fate: 'APPLIES' | 'OVERRIDDEN' | 'LOCKED_OUT' | 'UNFIT';
}

export interface Effective {
  name: string;
  value: unknown;
  source: Target | null;
  sources: Source[];
}

export interface Version {
  number: number;
  cleared: boolean;
  values: Record<string, unknown>;
  locked: string[];
  changedAt: string;
  changedBy: string;
}

/** A place where policies are set; no tenant: the provider's own. */
export interface Place extends Target {
  tenant: string | null;
}

export const PROVIDER: Place = { tenant: null, level: 'PROVIDER', id: null };

export const ICONS: Record<Level, IconName> = { PROVIDER: 'globe', TENANT: 'building-2', SITE: 'map-pin', GROUP: 'folder', ASSET: 'monitor' };

const ID = /^[0-9a-f-]{36}$/;

/** The place of an address. */
export function placeOf(query: URLSearchParams): Place {
  const id = (name: string) => (ID.test(query.get(name) ?? '') ? query.get(name) : null);
  const tenant = id('tenant');
  const named = (['SITE', 'GROUP', 'ASSET'] as const).find((level) => id(level.toLowerCase()));
  if (named && (tenant || named === 'GROUP')) return { tenant, level: named, id: id(named.toLowerCase()) };
  return tenant ? { tenant, level: 'TENANT', id: null } : PROVIDER;
}

/** The same place in an address of the console, beside the type. */
export function addressOf(type: string, place: Place): Record<string, string> {
  return { type, tenant: place.tenant ?? '', ...(place.id ? { [place.level.toLowerCase()]: place.id } : {}) };
}

export function linkOf(type: string, place: Place): string {
  return `/policies${queryOf(addressOf(type, place))}`;
}

/** Where the API has what is set there. */
export function pathOf(type: string, place: Place, what = '', more: Record<string, string | number | null> = {}): string {
  const target = place.id ? { [place.level.toLowerCase()]: place.id } : {};
  return `${place.tenant ? `/tenants/${place.tenant}` : ''}/policies/${encodeURIComponent(type)}${what}${queryOf({ ...target, ...more })}`;
}

export function keyOf({ tenant, level, id }: Place): string {
  return `${tenant ?? ''} ${level} ${id ?? ''}`;
}

export function placeName({ tenant, level, id }: Place): string {
  if (level === 'PROVIDER') return t('policies.provider');
  if (level === 'TENANT') return directory.tenant(tenant ?? '') || t('policyLevel.TENANT');
  if (level === 'SITE') return directory.site(id) || t('policyLevel.SITE');
  return (level === 'GROUP' ? groupNames : assetNames).of(id ?? '', t(`policyLevel.${level}`));
}

/** Who says it, seen from a place. */
export function sourceName(source: Source, here: Place): string {
  if (source.target === null) return t('policies.default');
  if (isAt(source, here)) return t('policies.here');
  if (source.target.level === 'PROVIDER') return t('policies.provider');
  const level = t(`policyLevel.${source.target.level}`);
  const whose = source.target.level === 'GROUP' && source.tenant === null ? ` (${t('policies.provider')})` : '';
  return `${level}${source.label ? ` · ${source.label}` : ''}${whose}`;
}

export function isAt(source: Source, here: Place): boolean {
  return source.target !== null && source.target.level === here.level && source.target.id === here.id && source.tenant === here.tenant;
}
