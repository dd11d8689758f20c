// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { isKey, span, t } from '../app/i18n';
import type { Source } from '../app/merged';
import { assetNames, contactNames } from '../app/names';
import { session } from '../app/session';
import type { Action, Alert, HistoryEntry } from '../app/types';
import { SEVERITY } from '../pages/alerts/alert-words';
import { summary } from '../pages/asset/action-words';
import type { IconName } from './icon-data';
import type { Happening, HappeningKind } from './timeline';
import { actionLook } from './words';

/** Of what a history is told. */
export type HistoryOf = 'assets' | 'tenants';

interface Told {
  kind: HappeningKind;
  permission: string;
  source: Source<Happening>;
}

function told<R>(kind: HappeningKind, permission: string, path: string, values: Record<string, string>, at: (row: R) => string, tell: (row: R) => Happening): Told {
  return { kind, permission, source: { path, values, at, tell } };
}

/** What became of an asset or a customer: changes, alerts and work for machines, as far as this person may see them. */
export function happeningsOf(kind: HistoryOf, id: string): Told[] {
  const asked: Record<string, string> = kind === 'assets' ? { asset: id } : {};
  const within = kind === 'assets' ? '' : `/tenants/${id}`;
  const names = kind === 'tenants';
  return [
    told<HistoryEntry>({ id: 'change', label: t('timeline.changes'), icon: 'pencil' }, 'core.history.read', `/history/${kind}/${id}`, {}, (e) => e.at, change),
    told<Alert>({ id: 'alert', label: t('alerts.title'), icon: 'triangle-alert' }, 'core.alert.read', `${within}/alerts`, asked, (a) => a.raisedAt, (a) => alert(a, names)),
    told<Action>({ id: 'action', label: t('actions.title'), icon: 'zap' }, 'core.action.read', `${within}/actions`, asked, (a) => a.createdAt, (a) => action(a, names)),
  ].filter((one) => session.may(one.permission));
}

const SHAPES: Record<string, IconName> = {
  register: 'plus', create: 'plus', change: 'pencil', match: 'plug', merge: 'copy', vanish: 'ghost', lend: 'user', 'give-back': 'house', relate: 'network', unrelate: 'network',
};

function change(e: HistoryEntry): Happening {
  const known = `did.${e.verb}`;
  return {
    id: e.id,
    at: e.at,
    kind: 'change',
    icon: SHAPES[e.verb.split('.').at(-1) ?? ''] ?? 'pencil',
    title: isKey(known) ? t(known) : html`<span class="mono">${e.verb}</span>`,
    by: e.actor,
    detail: e.changes.length ? e.changes.map((c) => html`<div><span class="mono">${c.field}</span>: ${word(c.field, c.from)} → ${word(c.field, c.to)}</div>`) : undefined,
  };
}

/** Whom it was lent to is kept as an id: contacts change their names, and are erased. */
function word(field: string, value: string | null): string {
  if (value === null) return t('history.empty');
  return field === 'lentTo' ? contactNames.of(value) : value;
}

function alert(a: Alert, named: boolean): Happening {
  const [tone, shape] = SEVERITY[a.severity];
  const over = a.resolvedAt && t('timeline.over', { span: span(Math.max(0, Date.parse(a.resolvedAt) - Date.parse(a.raisedAt)) / 1000) });
  return {
    id: a.id,
    at: a.raisedAt,
    kind: 'alert',
    icon: shape,
    tone: tone as NonNullable<Happening['tone']>,
    title: a.title,
    detail: html`${about(a.asset, named)}${t(`severity.${a.severity}`)} · ${over || t(`alertState.${a.state}`)}`,
    by: a.handledBy ?? '',
    href: `/alerts?alert=${a.id}`,
  };
}

function action(a: Action, named: boolean): Happening {
  const [tone, shape] = actionLook(a.state);
  return {
    id: a.id,
    at: a.createdAt,
    kind: 'action',
    icon: shape,
    tone: tone as NonNullable<Happening['tone']>,
    title: html`<span class="mono">${summary(a)}</span>`,
    detail: html`${about(a.asset, named)}${t(`action.${a.state}`)}${a.reason ? html` · ${a.reason}` : nothing}`,
    by: a.requestedBy,
    href: `/actions?action=${a.id}`,
  };
}

/** On its own page a machine need not be named. */
function about(asset: string | null, named: boolean): TemplateResult | typeof nothing {
  return named && asset ? html`<a class="mono" href="/assets/${asset}">${assetNames.of(asset, '…')}</a> · ` : nothing;
}
