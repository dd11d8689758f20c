# SPDX-License-Identifier: Apache-2.0
# For fleet.sh and grid.sh to be read by: a platform of its own with 500 tenants of 100 assets each, taken in from CSV
# files as an MSP would. Arguments: the archive of the distribution, then what `custode start` takes.
# The database is to be empty. Needs the benchmarks' jar (mvn package) and jq.
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
archive=$1
shift
work=$(mktemp -d)
custode="$work/custode/bin/custode"
server=https://localhost:19743
stop() { "$custode" stop --home "$1" >/dev/null 2>&1 || true; }
trap 'stop "$work/platform"; stop "$work/restored"; rm -rf "$work"' EXIT
mkdir "$work/custode"
tar -xzf "$archive" -C "$work/custode" --strip-components=1

now() { date +%s%N; }
took() { echo "$1: $((($(now) - $2) / 1000000)) ms"; }
shell() { "$custode" shell --home "$work/platform" "$1"; }
call() { curl -sS --fail-with-body --cacert "$work/platform/keys/ca.pem" -H "Authorization: Bearer $(cat "$work/token")" "$@"; }

"$custode" start --background --home "$work/platform" --port 19743 "$@" >/dev/null
(umask 077; shell "msp:api-token-add admin fleet --json" | jq -r .secret >"$work/token")
pid=$(pgrep -f "custode.home=$work/platform" | head -n 1)

{ echo key,name; for t in $(seq 500); do echo "t$t,Customer $t"; done; } >"$work/tenants.csv"
{
  echo key,name,kind,state,serial,mac,manufacturer,model,tenant
  awk 'BEGIN { split("WORKSTATION SERVER PRINTER NETWORK_DEVICE", kind); split("ACTIVE ACTIVE ACTIVE STOCK", state)
    for (t = 1; t <= 500; t++) for (n = 1; n <= 100; n++)
      printf "a%d-%d,pc-%d-%d,%s,%s,SN%d%04d,02:00:00:%02x:%02x:%02x,Maker %d,Model %d,t%d\n", t, n, (t * 7919) % 10007, n,
        kind[n % 4 + 1], state[(t + n) % 4 + 1], t, n, t % 256, int(t / 256) , n, n % 7, n % 31, t }'
} >"$work/assets.csv"

take_in() {
  local began id
  began=$(now)
  id=$(call -H 'Content-Type: text/csv' --data-binary "@$work/$2" "$server/api/v1/imports?kind=$1" | jq -r '.. | .id? | strings' | head -n 1)
  took "$2 tried" "$began"
  began=$(now)
  call -X POST "$server/api/v1/imports/$id/start" >/dev/null
  until call "$server/api/v1/imports/$id" | grep -q '"state":"\(DONE\|STOPPED\)"'; do sleep 0.5; done
  took "$2 taken in" "$began"
  call "$server/api/v1/imports/$id" | jq -c .
}
take_in TENANTS tenants.csv
take_in ASSETS assets.csv

page() {
  java -cp "$here/target/classes" io.custode.benchmarks.PageReader "$server" "$work/platform/keys/ca.pem" "$work/token" "$pid" "$@"
}
