// SPDX-License-Identifier: Apache-2.0

/**
 * The line to run on the machine. Agents speak to the port above the console's own.
 *
 * @param here address of the console
 * @param secret of a fresh token, or null to show where it goes
 */
export function enrolCommand(here: { hostname: string; port: string }, secret: string | null, placeholder: string): string {
  const web = Number(here.port || 443);
  const server = `https://${here.hostname}:${web + 1}`;
  return `sudo ./custode-agent enrol --server ${server} --token ${secret ?? `<${placeholder}>`}`;
}
