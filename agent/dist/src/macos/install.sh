#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs the agent of this directory, as root, and enrols it: install.sh https://host:8444 SECRET_FILE
# An agent that is here already is replaced and keeps its identity; then both may be left out.
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
program=/usr/local/lib/custode-agent
job=/Library/LaunchDaemons/io.custode.agent.plist

[ "$(id -u)" = 0 ] || {
  echo "The agent administers the machine: install it as root (sudo)." >&2
  exit 1
}
java=${JAVA_HOME:-$(/usr/libexec/java_home -v 17+ 2>/dev/null || :)}
[ -n "$java" ] && [ -x "$java/bin/java" ] || {
  echo "Java 17 or later was not found: install one, or set JAVA_HOME." >&2
  exit 1
}
JAVA_HOME=$java
export JAVA_HOME

launchctl bootout system "$job" 2>/dev/null || :
rm -rf "$program"
mkdir -p "$program"
cp -R "$here/bin" "$here/lib" "$here/release.properties" "$here/LICENSE" "$here/NOTICE" "$here/uninstall.sh" \
  "$here/io.custode.agent.plist" "$program"
chown -R root:wheel "$program"

if [ $# -ge 2 ]; then
  "$program/bin/custode-agent" enrol --server "$1" --secret-file "$2"
elif [ ! -f /var/lib/custode-agent/identity ]; then
  echo "Installed, and not enrolled. Call this again: install.sh https://host:8444 SECRET_FILE" >&2
  exit 1
fi

escaped=$(printf %s "$java" | sed 's/[&|\\]/\\&/g')
sed "s|<string>JAVA_HOME</string>|<string>$escaped</string>|" "$here/io.custode.agent.plist" >"$job"
chown root:wheel "$job"
chmod 644 "$job"
launchctl bootstrap system "$job"
echo "The agent runs; its log is /var/log/custode-agent.log"
