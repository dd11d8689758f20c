// SPDX-License-Identifier: Apache-2.0

const USUAL_PORT = 8444;

/**
 * The lines to run on the machine. Agents speak to the port above the console's own; behind a proxy
 * on 443 that one is not to be seen, so it is the usual one. The secret goes by the environment:
 * arguments can be read by everybody on the machine.
 *
 * @param here address of the console
 * @param secret of a fresh token, or null to show where it goes
 */
export function enrolCommand(here: { hostname: string; port: string }, secret: string | null, placeholder: string): string {
  const port = here.port ? Number(here.port) + 1 : USUAL_PORT;
  return [
    `CUSTODE_SECRET='${secret ?? `<${placeholder}>`}' \\`,
    `  ./bin/custode-agent enrol --server https://${here.hostname}:${port}`,
    './bin/custode-agent run',
  ].join('\n');
}
