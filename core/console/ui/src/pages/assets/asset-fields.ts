// SPDX-License-Identifier: Apache-2.0
import { directory } from '../../app/directory';
import { onlineWord } from '../../parts/words';
import { t } from '../../app/i18n';
import { ASSET_KINDS, ASSET_STATES } from '../../app/types';
import type { FilterField } from '../../parts/grid-filter';
import { ASSET_OPERATORS } from './filter';

/** What assets can be filtered by, as the platform compares it. */
export function assetFields(): FilterField[] {
  return fields().map((field) => ({ ...field, operators: ASSET_OPERATORS[field.field] ?? [] }));
}

function fields(): Omit<FilterField, 'operators'>[] {
  const written = (field: string, title: string) => ({ field, title, choices: null });
  const named = (all: { id: string; name: string }[]) => all.map(({ id, name }) => ({ value: id, label: name }));
  return [
    written('OS', t('assets.os')),
    { field: 'TENANT', title: t('assets.tenant'), choices: named(directory.tenants) },
    { field: 'SITE', title: t('assets.site'), choices: named(directory.sites) },
    { field: 'SEEN', title: t('assets.seen'), choices: null, unit: 'days' },
    written('NAME', t('assets.name')),
    written('SERIAL', t('assets.serial')),
    { field: 'KIND', title: t('assets.kind'), choices: ASSET_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })) },
    { field: 'STATE', title: t('assets.state'), choices: ASSET_STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
    { field: 'ONLINE', title: t('assets.status'), choices: [true, false].map((on) => ({ value: String(on), label: onlineWord(on) })) },
    { field: 'AGENT', title: t('assets.agent'), choices: [{ value: 'true', label: t('yes') }, { value: 'false', label: t('no') }] },
    { field: 'CPUS', title: t('assets.cpus'), choices: null },
    { field: 'MEMORY', title: t('assets.memory'), choices: null, unit: 'GiB' },
    { field: 'CREATED', title: t('assets.created'), choices: null, unit: 'days' },
  ];
}
