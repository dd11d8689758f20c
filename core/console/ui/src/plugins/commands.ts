// SPDX-License-Identifier: Apache-2.0
import { t } from '../app/i18n';
import { toast } from '../app/toast';
import { titleOf, type Contributed } from './registry';
import { exported } from './tags';

/** Runs a plugin's function; what it throws is told and goes no further. */
export async function runOf({ plugin, its }: Contributed, about: Record<string, unknown> = {}): Promise<void> {
  try {
    const run = await exported(plugin, its.export);
    if (typeof run !== 'function') throw new Error(`${its.export} is no function`);
    await run({ ...about, plugin: { id: plugin.id, version: plugin.version } });
  } catch (e) {
    console.warn(`${plugin.id} ${plugin.version}: ${its.id}`, e);
    toast(t('plugin.commandFailed', { title: titleOf(its), reason: e instanceof Error ? e.message : String(e) }), 'bad');
  }
}
