#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Second starts of Custode and of bare Karaf in turn, so that both meet the same machine:
#   benchmarks/start.sh custode-karaf-distribution-….tar.gz apache-karaf-….tar.gz [rounds]
# Custode's time ends when /health says that all parts are up, Karaf's when its shell's port answers.
set -eu
custode=$1 karaf=$2 rounds=${3:-5}
work=$(mktemp -d)
trap 'stop_all; rm -rf "$work"' EXIT
mkdir "$work/custode" "$work/karaf"
tar -xzf "$custode" -C "$work/custode" --strip-components=1
tar -xzf "$karaf" -C "$work/karaf" --strip-components=1
sed -i 's/^sshPort *=.*/sshPort=19701/' "$work/karaf/etc/org.apache.karaf.shell.cfg"
sed -i 's/^rmiRegistryPort *=.*/rmiRegistryPort=19702/; s/^rmiServerPort *=.*/rmiServerPort=19703/' \
  "$work/karaf/etc/org.apache.karaf.management.cfg"

now() { date +%s%N; }
stop_custode() { "$work/custode/bin/custode" stop --home "$work/home" >/dev/null; }
stop_karaf() {
  "$work/karaf/bin/stop" >/dev/null 2>&1 || true
  while pgrep -f "karaf.base=$work/karaf" >/dev/null; do sleep 0.1; done
}
stop_all() { stop_custode || true; stop_karaf || true; }

start_custode() {
  local began
  began=$(now)
  "$work/custode/bin/custode" start --background --home "$work/home" --port 19743 >/dev/null || return 1
  echo $((($(now) - began) / 1000000))
}
start_karaf() {
  local began
  began=$(now)
  "$work/karaf/bin/start" >/dev/null
  until (exec 3<>/dev/tcp/127.0.0.1/19701) 2>/dev/null; do sleep 0.05; done
  echo $((($(now) - began) / 1000000))
}

c=$(start_custode)
k=$(start_karaf)
echo "first start: custode $c ms, karaf $k ms"
sleep 10
stop_all
for round in $(seq "$rounds"); do
  c=$(start_custode)
  stop_custode
  k=$(start_karaf)
  # a stop while it still starts would not be heard
  sleep 3
  stop_karaf
  echo "round $round: custode $c ms, karaf $k ms, ratio $(awk "BEGIN { printf \"%.2f\", $c / $k }")"
done
