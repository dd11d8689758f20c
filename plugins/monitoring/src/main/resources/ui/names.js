// SPDX-License-Identifier: Apache-2.0
import { messages } from '@custode/sdk';

/** What agents measure, in the order in which people look; of those with a colon there is one for each mount. */
const KNOWN = [
  ['cpu.used', 'cpu'],
  ['load.1', 'cpu'],
  ['mem.used.percent', 'memory-stick'],
  ['mem.used', 'memory-stick'],
  ['swap.used.percent', 'memory-stick'],
  ['swap.used', 'memory-stick'],
  ['disk.used.percent:', 'hard-drive'],
  ['disk.used:', 'hard-drive'],
  ['net.rx', 'network'],
  ['net.tx', 'network'],
  ['uptime', 'clock'],
  ['agent.metric.dropped', 'circle-slash'],
];

const t = messages({
  en: {
    'cpu.used': 'Processor in use',
    'load.1': 'Load average, 1 min',
    'mem.used.percent': 'Memory, share in use',
    'mem.used': 'Memory in use',
    'swap.used.percent': 'Swap, share in use',
    'swap.used': 'Swap in use',
    'disk.used.percent:': 'Disk, share in use',
    'disk.used:': 'Disk in use',
    'net.rx': 'Network, received',
    'net.tx': 'Network, sent',
    uptime: 'Running for',
    'agent.metric.dropped': 'Values that the agent dropped',
  },
  it: {
    'cpu.used': 'Processore in uso',
    'load.1': 'Carico medio, 1 min',
    'mem.used.percent': 'Memoria, quota in uso',
    'mem.used': 'Memoria in uso',
    'swap.used.percent': 'Swap, quota in uso',
    'swap.used': 'Swap in uso',
    'disk.used.percent:': 'Disco, quota in uso',
    'disk.used:': 'Disco in uso',
    'net.rx': 'Rete, in entrata',
    'net.tx': 'Rete, in uscita',
    uptime: 'In funzione da',
    'agent.metric.dropped': 'Valori scartati dall’agente',
  },
});

/** A metric for people: what it is called, and of which mount it is; one that nobody knows is called as it is. */
export function named(metric) {
  const colon = metric.indexOf(':') + 1;
  const kind = colon ? metric.slice(0, colon) : metric;
  const known = KNOWN.find(([name]) => name === kind);
  return known ? { label: t(kind), subject: metric.slice(kind.length), icon: known[1] } : { label: '', subject: metric, icon: 'activity' };
}

/** The known ones first, each mount's together; then by name. */
export function inOrder(a, b) {
  const [left, right] = [a, b].map(({ name }) => {
    const at = KNOWN.findIndex(([known]) => known === name || (known.endsWith(':') && name.startsWith(known)));
    return { at: at < 0 ? KNOWN.length : at, isDisk: name.startsWith('disk.'), subject: name.slice(name.indexOf(':') + 1) };
  });
  if (left.isDisk && right.isDisk) return left.subject.localeCompare(right.subject) || left.at - right.at;
  return left.at - right.at || a.name.localeCompare(b.name);
}
