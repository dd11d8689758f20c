// SPDX-License-Identifier: Apache-2.0
// Fills node_modules from the lock file, unless it is filled from this very lock file already.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const stamp = 'node_modules/.filled-from';
const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');

if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) {
  process.exit(0);
}
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`The console is built with Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}
execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { stdio: 'inherit', shell: process.platform === 'win32' });
writeFileSync(stamp, lock);
