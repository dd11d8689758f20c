#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# What an installed plugin takes while nobody uses it: hello, under as many ids.
#   benchmarks/plugin-memory.sh custode-karaf-distribution-….tar.gz custode-plugin-hello-….jar [20]
set -eu
archive=$1 hello=$(readlink -f "$2") most=${3:-20}
work=$(mktemp -d)
custode="$work/custode/bin/custode"
trap '"$custode" stop --home "$work/platform" >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
mkdir "$work/custode" "$work/hello"
tar -xzf "$archive" -C "$work/custode" --strip-components=1
(cd "$work/hello" && jar -xf "$hello")
# a name may be broken between two lines
sed -i ':a; N; $!ba; s/\r\n //g' "$work/hello/META-INF/MANIFEST.MF"
rm -rf "$work/hello/META-INF/maven"

# an id of the same length, so the names in the classes fit
copy() {
  id=$(printf 'hel%02d' "$1")
  cp -r "$work/hello" "$work/$id"
  grep -rlZ hello "$work/$id" | LC_ALL=C xargs -0 sed -i "s/hello/$id/g"
  find "$work/$id" -depth -name '*hello*' | while read -r path; do
    mv "$path" "$(dirname "$path")/$(basename "$path" | sed "s/hello/$id/")"
  done
  (cd "$work/$id" && jar -cfm "$work/$id.jar" META-INF/MANIFEST.MF $(ls -A | grep -v META-INF))
  "$custode" sign --home "$work/platform" "$work/$id.jar" >/dev/null
  "$custode" shell --home "$work/platform" "msp:plugin-install file:$work/$id.jar" >/dev/null
}

# KiB of the heap, KiB of classes, threads
measure() {
  pid=$(cat "$work/platform/data/custode.pid")
  for _ in 1 2 3; do jcmd "$pid" GC.run >/dev/null && sleep 2; done
  jcmd "$pid" GC.heap_info | sed -n 's/.*\(generation\|Metaspace\).* used \([0-9]*\)K.*/\1 \2/p' |
    awk -v threads="$(ls "/proc/$pid/task" | wc -l)" \
      '/^g/ { heap += $2 } /^M/ { classes += $2 } END { print heap, classes, threads }'
}

"$custode" start --background --home "$work/platform" --port 19753 >/dev/null
copy 1
sleep 20
one=$(measure)
echo "1 plugin: heap, classes (KiB), threads: $one"
for n in $(seq 2 "$most"); do copy "$n"; done
sleep 20
all=$(measure)
echo "$most plugins: $all"
awk -v one="$one" -v all="$all" -v more=$((most - 1)) 'BEGIN {
  split(one, a, " "); split(all, b, " ")
  printf "each further one: %.0f KiB of the heap, %.0f KiB of classes\n", (b[1] - a[1]) / more, (b[2] - a[2]) / more
}'
