#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A plugin with one of everything comes, changes and goes; beside it Karaf's own features, on the same machine:
#   benchmarks/plugins.sh custode-karaf-distribution-….tar.gz apache-karaf-….tar.gz [--database jdbc:postgresql://…]
# The database is to be empty. Needs the jars of benchmarks and itests/guest (mvn package) and jq.
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
archive=$1 karaf=$2
shift 2
work=$(mktemp -d)
custode="$work/custode/bin/custode"
server=https://localhost:19743
trap '"$custode" stop --home "$work/platform" >/dev/null 2>&1 || true; "$work/karaf/bin/stop" >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
mkdir "$work/custode" "$work/karaf"
tar -xzf "$archive" -C "$work/custode" --strip-components=1
tar -xzf "$karaf" -C "$work/karaf" --strip-components=1
sed -i 's/^sshPort *=.*/sshPort=19701/' "$work/karaf/etc/org.apache.karaf.shell.cfg"
sed -i 's/^rmiRegistryPort *=.*/rmiRegistryPort=19702/; s/^rmiServerPort *=.*/rmiServerPort=19703/' \
  "$work/karaf/etc/org.apache.karaf.management.cfg"
sed -i 's/^#karaf *=/karaf =/; s/^#_g_/_g_/' "$work/karaf/etc/users.properties"

# given as an argument the client closes before the command is done
client() { echo "$1" | "$work/karaf/bin/client" -a 19701 -u karaf -p karaf -r 60 -b 2>/dev/null; }
"$work/karaf/bin/start" >/dev/null
until client 'feature:list -i' | grep -q standard; do sleep 1; done
client 'feature:install scr http-whiteboard' >/dev/null
# Karaf's log says how long it took: starting a client takes longer
seconds() { sed -n "s/^[^ ]*T\([0-9]*\):\([0-9]*\):\([0-9]*\),\([0-9]*\) .*$1.*/\1 \2 \3.\4/p" "$work/karaf/data/log/karaf.log" | tail -n 1 | awk '{ print $1 * 3600 + $2 * 60 + $3 }'; }
echo "Karaf, feature:install scr http-whiteboard: $(awk "BEGIN { printf \"%.0f\", ($(seconds 'Done\.') - $(seconds 'Adding features')) * 1000 }") ms"
"$work/karaf/bin/stop" >/dev/null 2>&1

"$custode" start --background --home "$work/platform" --port 19743 "$@" >/dev/null
shell() { "$custode" shell --home "$work/platform" "$1"; }
(umask 077; shell "msp:api-token-add admin plugins --json" | jq -r .secret >"$work/token")
tenant=$(shell "msp:tenant-add Benchmark --json" | jq -r .id)
java -cp "$here/target/classes" io.custode.benchmarks.GuestJars "$here"/../itests/guest/target/guest-1.0.0.jar "$work/jars"
for jar in "$work"/jars/*.jar; do "$custode" sign --home "$work/platform" "$jar" >/dev/null; done
java -cp "$here/target/classes" io.custode.benchmarks.PluginBenchmark "$server" "$work/platform/keys/ca.pem" "$work/token" "$work/jars" "$tenant"
