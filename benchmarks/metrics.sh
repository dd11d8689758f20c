#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A fleet that reports while people look, and whether all that was acknowledged is there afterwards:
#   benchmarks/metrics.sh custode-karaf-distribution-….tar.gz AGENTS SECONDS [--database jdbc:postgresql://… --broker …]
# 20 values from each agent every EVERY (30) seconds; with STORM=SECONDS all agents drop and come back within COME_BACK (30)
# seconds, again and again. The database is to be empty. Needs the benchmarks' jar (mvn package) and jq.
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
archive=$1 agents=$2 seconds=$3
shift 3
work=$(mktemp -d)
custode="$work/custode/bin/custode"
port=${PORT:-19743}
server=https://localhost:$port
trap '"$custode" stop --home "$work/platform" >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
mkdir "$work/custode"
tar -xzf "$archive" -C "$work/custode" --strip-components=1
"$custode" start --background --home "$work/platform" --port "$port" "$@" >/dev/null
shell() { "$custode" shell --home "$work/platform" "$1"; }
call() { curl -sS --fail-with-body --cacert "$work/platform/keys/ca.pem" -H "Authorization: Bearer $(cat "$work/token")" "$@"; }
(umask 077; shell "msp:api-token-add admin metrics --json" | jq -r .secret >"$work/token")
shell "msp:plugin-install catalog:monitoring" >/dev/null
tenant=$(call -H 'Content-Type: application/json' -d '{"name":"Fleet"}' "$server/api/v1/tenants" | jq -r .id)
pid=$(pgrep -f "custode.home=$work/platform" | head -n 1)

java -cp "$here/target/classes:$(cat "$here/target/classpath")" io.custode.benchmarks.FleetSimulator --pid "$pid" \
  --server "https://localhost:$((port + 1))" --rest "$server" --api-token "$work/token" --tenant "$tenant" \
  --agents "$agents" --values 20 --metrics "${EVERY:-30}" --seconds "$seconds" \
  --come-back "${COME_BACK:-30}" --storm "${STORM:-0}" >"$work/fleet.log" 2>&1 &
fleet=$!
until grep -q inventory: "$work/fleet.log"; do
  kill -0 $fleet || { cat "$work/fleet.log"; exit 1; }
  sleep 1
done
asset=$(call "$server/api/v1/tenants/$tenant/assets?limit=1" | jq -r '.items[0].id')
read_pages() {
  java -cp "$here/target/classes" io.custode.benchmarks.PageReader "$server" "$work/platform/keys/ca.pem" "$work/token" "$pid" "$@"
}
half=$((seconds / 2))
began=$(date +%s)
until [ $(($(date +%s) - began)) -ge $half ]; do sleep 1; done
grep VmRSS "/proc/$pid/status" | sed 's/^/half-way: /'
for page in '/api/v1/assets?limit=50' '/api/v1/alerts?limit=50' "/api/v1/plugins/monitoring/assets/$asset/summary" \
  "/api/v1/plugins/monitoring/assets/$asset/history?name=cpu.used&unit=1"; do
  read_pages "$page" 200
done
wait $fleet
grep VmRSS "/proc/$pid/status" | sed 's/^/at the end: /'
cat "$work/fleet.log"

next=
while :; do
  page=$(call "$server/api/v1/tenants/$tenant/assets?limit=500${next:+&cursor=$next}")
  jq -r '.items[].id' <<<"$page" >>"$work/assets"
  next=$(jq -r '.next // empty | @uri' <<<"$page")
  [ -n "$next" ] || break
done
while read -r id; do
  echo "url = \"$server/api/v1/plugins/monitoring/assets/$id/summary?from=1970-01-01T00:00:00Z\""
done <"$work/assets" >"$work/urls"
call -K "$work/urls" | jq -s '[.[].items[].count] | add' | sed 's/^/values that are there: /'
sent=$(grep -o 'metrics: [0-9]* batches' "$work/fleet.log" | grep -o '[0-9]*')
echo "values that were measured: $((sent * 20))"
