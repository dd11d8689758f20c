#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Takes this machine out of the platform's care, and the agent off it, as root. With --force also if
# the platform cannot be told.
set -eu
program=/usr/local/lib/custode-agent
job=/Library/LaunchDaemons/io.custode.agent.plist

[ "$(id -u)" = 0 ] || {
  echo "Remove the agent as root (sudo)." >&2
  exit 1
}
JAVA_HOME=${JAVA_HOME:-$(/usr/libexec/java_home -v 17+)}
export JAVA_HOME
launchctl bootout system "$job" 2>/dev/null || :
"$program/bin/custode-agent" uninstall "$@" || {
  launchctl bootstrap system "$job" 2>/dev/null || :
  exit 1
}
rm -rf "$program" "$job" /var/log/custode-agent.log
echo "The agent is gone."
