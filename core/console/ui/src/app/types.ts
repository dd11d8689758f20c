// SPDX-License-Identifier: Apache-2.0
// The records of custode-api as JSON: the same names, ids as strings, instants in ISO 8601.

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Principal {
  kind: 'TECHNICIAN' | 'CONTACT' | 'SYSTEM';
  id: string;
  name: string;
  tenant: string | null;
  permissions: string[];
}

export interface Asset {
  id: string;
  tenant: string;
  site: string | null;
  agent: string | null;
  name: string;
  kind: AssetKind;
  state: AssetState;
  os: string | null;
  serial: string | null;
  cpus: number;
  memoryBytes: number;
  seenAt: string | null;
  online: boolean;
  createdAt: string;
  revision: number;
}

export interface SearchHit {
  kind: string;
  id: string;
  tenant: string;
  title: string;
  detail: string | null;
}

export const ASSET_KINDS = [
  'WORKSTATION',
  'SERVER',
  'MOBILE',
  'NETWORK_DEVICE',
  'PRINTER',
  'VIRTUAL_MACHINE',
  'OTHER',
] as const;
export type AssetKind = (typeof ASSET_KINDS)[number];

export const ASSET_STATES = ['ACTIVE', 'STOCK', 'LOAN', 'RETIRED'] as const;
export type AssetState = (typeof ASSET_STATES)[number];

export interface Inventory {
  takenAt: string;
  hostname: string;
  os: { family: string; name: string; version: string; kernel: string; arch: string };
  hardware: {
    manufacturer: string | null;
    product: string | null;
    serial: string | null;
    uuid: string | null;
    machineId: string | null;
    cpuModel: string;
    cpus: number;
    memoryBytes: number;
  };
  disks: Disk[];
  nics: Nic[];
  software: Software[];
  logins: Login[];
  bootedAt: string;
}

export interface Disk {
  device: string;
  mount: string;
  type: string;
  sizeBytes: number;
  freeBytes: number;
}

export interface Nic {
  name: string;
  mac: string | null;
  addresses: string[];
  up: boolean;
}

export interface Software {
  name: string;
  version: string;
}

export interface Login {
  user: string;
  terminal: string;
  since: string | null;
}

export interface MetricPoint {
  name: string;
  unit: string;
  value: number;
  at: string;
}

export interface MetricBatch {
  tenant: string;
  asset: string;
  agent: string;
  points: MetricPoint[];
}

export const ACTION_STATES = ['QUEUED', 'SENT', 'RUNNING', 'SUCCEEDED', 'FAILED', 'UNKNOWN', 'EXPIRED', 'CANCELLED'] as const;
export type ActionState = (typeof ACTION_STATES)[number];

export interface Action {
  id: string;
  tenant: string;
  asset: string;
  verb: string;
  input: Record<string, unknown>;
  state: ActionState;
  notBefore: string;
  expiresAt: string;
  lockKey: string | null;
  priority: number;
  requestedBy: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  output: Record<string, unknown> | null;
  reason: string | null;
}

export const SEVERITIES = ['INFO', 'WARNING', 'CRITICAL'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Alert {
  id: string;
  tenant: string;
  asset: string | null;
  source: string;
  kind: string;
  key: string;
  severity: Severity;
  state: 'OPEN' | 'ACKNOWLEDGED' | 'RESOLVED';
  suppressed: boolean;
  title: string;
  detail: string | null;
  cause: string | null;
  count: number;
  raisedAt: string;
  lastAt: string;
  handledBy: string | null;
  note: string | null;
  resolvedAt: string | null;
  revision: number;
}

export interface Tenant {
  id: string;
  name: string;
  createdAt: string;
  revision: number;
}

export interface Site {
  id: string;
  tenant: string;
  name: string;
  revision: number;
}

export interface IssuedToken {
  token: { id: string; tenant: string; site: string | null; expiresAt: string };
  secret: string;
}

export interface CommandField {
  name: string;
  type: string;
  required: boolean;
  list: boolean;
  doc: string;
  values: string[];
}

export interface CommandInfo {
  name: string;
  description: string;
  permission: string;
  risk: 'READ' | 'CHANGE' | 'DANGEROUS';
  plugin: string;
  input: CommandField[];
}

export const IMPORT_KINDS = ['TENANTS', 'SITES', 'CONTACTS', 'ASSETS'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export interface Import {
  id: string;
  tenant: string | null;
  kind: ImportKind;
  state: 'CHECKED' | 'RUNNING' | 'DONE' | 'STOPPED';
  encoding: string;
  separator: string;
  rows: number;
  seen: number;
  created: number;
  changed: number;
  same: number;
  rejected: number;
  proposals: number;
  note: string | null;
}

export interface Trial {
  of: Import;
  differences: { row: number; key: string; field: string; from: string | null; to: string | null }[];
  rejects: { row: number; column: string; reason: string }[];
}

export interface HistoryEntry {
  id: string;
  at: string;
  actor: string;
  verb: string;
  changes: { field: string; from: string | null; to: string | null }[];
}

export interface CustomField {
  key: string;
  label: string;
  type: 'TEXT' | 'NUMBER' | 'DATE' | 'CHOICE' | 'YES_NO';
  required: boolean;
  choices: string[];
}

export interface FieldValue {
  key: string;
  value: string | null;
}

export interface Relation {
  id: string;
  tenant: string;
  from: string;
  kind: 'RUNS_ON' | 'CONNECTED_TO' | 'PART_OF' | 'USED_BY';
  to: string;
}

export interface Loan {
  asset: string;
  tenant: string;
  /** null: he was removed */
  contact: string | null;
  from: string;
  until: string | null;
}
