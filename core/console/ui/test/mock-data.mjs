// SPDX-License-Identifier: Apache-2.0
// A made-up fleet for the console's own tests: the shapes of custode-api, nothing of a real customer.

const hex = (n, width) => n.toString(16).padStart(width, '0');
export const id = (kind, n) => `01990000-${hex(kind, 4)}-7000-8000-${hex(n, 12)}`;

const TENANTS = ['Arden & Cole LLP', 'Brera Studio', 'Helix Biotech', 'Nordwind Energie', 'Rossi Logistica', 'San Marco Clinic'];
const SITES = ['Headquarters', 'Milano', 'Leeds'];
const SYSTEMS = ['Debian GNU/Linux 12', 'Ubuntu 24.04 LTS', 'Windows Server 2022', 'Windows 11 Pro', 'Rocky Linux 9.4'];
const KINDS = ['SERVER', 'WORKSTATION', 'WORKSTATION', 'VIRTUAL_MACHINE', 'WORKSTATION', 'PRINTER', 'NETWORK_DEVICE'];
const SHORT = { SERVER: 'srv', WORKSTATION: 'pc', VIRTUAL_MACHINE: 'vm', PRINTER: 'prn', NETWORK_DEVICE: 'sw' };

export const tenants = TENANTS.map((name, i) => ({ id: id(1, i), name, createdAt: '2026-01-10T09:00:00Z', revision: 1 }));
export const sites = tenants.flatMap((tenant, i) => SITES.slice(0, 1 + (i % 3)).map((name, j) => ({ id: id(2, i * 10 + j), tenant: tenant.id, name, revision: 1 })));

export function asset(n) {
  const tenant = tenants[n % tenants.length];
  const own = sites.filter((s) => s.tenant === tenant.id);
  const kind = KINDS[n % KINDS.length];
  const agent = kind !== 'PRINTER' && kind !== 'NETWORK_DEVICE';
  const online = agent && n % 9 !== 0;
  return {
    id: id(3, n),
    tenant: tenant.id,
    site: n % 8 === 0 ? null : own[Math.floor(n / tenants.length) % own.length].id,
    agent: agent ? id(4, n) : null,
    name: `${tenant.name.slice(0, 3).toLowerCase().trim()}-${SHORT[kind]}-${String(n).padStart(4, '0')}`,
    kind,
    state: n % 37 === 5 ? 'STOCK' : n % 53 === 7 ? 'RETIRED' : 'ACTIVE',
    os: agent ? SYSTEMS[n % SYSTEMS.length] : null,
    serial: n % 5 ? `SN${hex(n * 7919, 8).toUpperCase()}` : null,
    cpus: agent ? [2, 4, 8, 16][n % 4] : 0,
    memoryBytes: agent ? [4, 8, 16, 64][n % 4] * 2 ** 30 : 0,
    seenAt: agent ? new Date(Date.now() - (online ? (n % 50) * 1000 : n * 3_600_000)).toISOString() : null,
    online,
    createdAt: '2026-02-03T08:15:00Z',
    revision: 1,
  };
}

export function inventory(of) {
  const now = Date.now();
  const GiB = 2 ** 30;
  return {
    takenAt: new Date(now - 95_000).toISOString(),
    hostname: of.name,
    os: { family: 'linux', name: of.os, version: '12.7', kernel: '6.1.0-25-amd64', arch: 'x86_64' },
    hardware: { manufacturer: 'Dell Inc.', product: 'PowerEdge R450', serial: of.serial, uuid: '4c4c4544-0042-3510-8052-b4c04f564433', machineId: '3f1c6a3c1b5e4d0c9e0f4a4c2d1b0a99', cpuModel: 'Intel Xeon Silver 4309Y @ 2.80 GHz', cpus: of.cpus, memoryBytes: of.memoryBytes },
    disks: [
      { device: '/dev/nvme0n1p2', mount: '/', type: 'ext4', sizeBytes: 234 * GiB, freeBytes: 148 * GiB },
      { device: '/dev/nvme0n1p1', mount: '/boot/efi', type: 'vfat', sizeBytes: 0.5 * GiB, freeBytes: 0.49 * GiB },
      { device: '/dev/sdb1', mount: '/srv', type: 'xfs', sizeBytes: 1863 * GiB, freeBytes: 402 * GiB },
    ],
    nics: [
      { name: 'lo', mac: null, addresses: ['127.0.0.1/8', '::1/128'], up: true },
      { name: 'eno1', mac: '00:53:00:9a:41:17', addresses: ['192.0.2.17/24', '2001:db8::17/64'], up: true },
      { name: 'eno2', mac: '00:53:00:9a:41:18', addresses: [], up: false },
    ],
    software: Array.from({ length: 1043 }, (_, i) => ({ name: `${['lib', 'python3-', 'linux-', 'fonts-', ''][i % 5]}package-${i}`, version: `${1 + (i % 9)}.${i % 20}.${i % 7}-${1 + (i % 3)}+deb12u1` })),
    logins: [
      { user: 'g.bianchi', terminal: 'pts/0', since: new Date(now - 5_400_000).toISOString() },
      { user: 'backup', terminal: 'tty1', since: null },
    ],
    bootedAt: new Date(now - 14 * 86_400_000 - 11_000_000).toISOString(),
  };
}

export function load(at, of) {
  const n = of.cpus;
  const s = at / 1000;
  const cpu = 34 + 16 * Math.sin(s / 97 + n) + 7 * Math.sin(s / 13) + 5 * Math.sin(s / 5.3 + n);
  const mem = 61 + 5 * Math.sin(s / 160 + n) + 1.5 * Math.sin(s / 21);
  const point = (name, value, unit = '%') => ({ name, unit, value: unit === '%' ? Math.round(Math.max(1, Math.min(99, value)) * 10) / 10 : Math.round(value), at: new Date(at).toISOString() });
  return [point('cpu.used', cpu), point('mem.used', (mem / 100) * of.memoryBytes, 'By'), point('mem.used.percent', mem)];
}

const TITLES = ['/var is 96 % full', 'Backup failed twice', 'Certificate ends in 6 days'];
export function alert(n) {
  const at = new Date(Date.now() - n * 600_000).toISOString();
  return { id: id(8, n), tenant: tenants[n % tenants.length].id, asset: n % 3 ? id(3, n) : null, source: 'monitoring', kind: 'monitoring.disk-full', key: `/${n}`, severity: ['INFO', 'WARNING', 'CRITICAL'][n % 3], state: n % 4 === 3 ? 'RESOLVED' : n % 4 === 2 ? 'ACKNOWLEDGED' : 'OPEN', suppressed: n % 5 === 4, title: TITLES[n % 3], detail: 'Largest: /var/log/journal\nFree: 1.2 GiB', cause: null, count: 1 + n, raisedAt: at, lastAt: at, handledBy: null, note: null, resolvedAt: null, revision: 1 };
}

const field = (name, type, doc, more = {}) => ({ name, type, required: false, list: false, doc, values: [], ...more });
export const commands = [
  { name: 'msp.asset-list', description: 'Lists assets', permission: 'core.asset.read', risk: 'READ', plugin: 'core', input: [field('text', 'string', 'Part of name, serial or system'), field('online', 'boolean', 'Only those that are online'), field('limit', 'integer', 'Rows, 1 to 500'), field('cursor', 'string', 'The page after this one')] },
  { name: 'msp.tenant-add', description: 'Creates a customer', permission: 'core.tenant.write', risk: 'CHANGE', plugin: 'core', input: [field('name', 'string', 'Name, 1 to 200 characters', { required: true })] },
  { name: 'msp.agent-revoke', description: 'Ends the access of an agent for good', permission: 'core.agent.revoke', risk: 'DANGEROUS', plugin: 'core', input: [field('agent', 'AgentId', 'Agent to revoke', { required: true })] },
  { name: 'msp.asset-register', description: 'Registers an asset by hand', permission: 'core.asset.write', risk: 'CHANGE', plugin: 'core', input: [field('name', 'string', 'Name, 1 to 200 characters', { required: true }), field('kind', 'enum', 'What it is', { required: true, values: KINDS.slice(0, 2) }), field('site', 'SiteId', 'Site of the same tenant')] },
];
