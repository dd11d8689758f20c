// SPDX-License-Identifier: Apache-2.0
import { run } from './run';
import { session } from './session';
import type { Page } from './types';

/** Names of users by id: this person's own, and those of others for who may read them. */
export async function userNames(): Promise<Map<string, string>> {
  const names = new Map(session.user ? [[session.user.id, session.user.name]] : []);
  if (session.may('core.user.read')) {
    const users = await run<Page<{ id: string; name: string }>>('user-list', { text: '', limit: 500 });
    for (const { id, name } of users.items) names.set(id, name);
  }
  return names;
}
