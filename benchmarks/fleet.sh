#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# 500 tenants with 100 assets each, taken in from CSV files as an MSP would; then pages of 50 with filters, search:
#   benchmarks/fleet.sh custode-karaf-distribution-….tar.gz [--database jdbc:postgresql://…]
# and last a backup, and its way back into another home, on Derby unless RESTORE_INTO names a database.
# The databases are to be empty. Needs the benchmarks' jar (mvn package) and jq.
. "$(dirname "$0")/filled.sh"

page '/api/v1/assets?limit=50' 400
page '/api/v1/assets?limit=50' 400 walk
page '/api/v1/assets?limit=50&kind=SERVER&state=ACTIVE' 400
page '/api/v1/assets?limit=50&kind=SERVER&state=STOCK&online=false' 400
page '/api/v1/assets?limit=50&text=pc-77' 400
page '/api/v1/assets?limit=50&text=SN4990042' 400
page '/api/v1/search?limit=50&text=pc' 200
page '/api/v1/search?limit=50&text=SN4990042' 200
grep VmRSS "/proc/$pid/status"

began=$(now)
shell "msp:backup $work/fleet.zip"
took backup "$began"
ls -l "$work/fleet.zip"
unzip -p "$work/fleet.zip" 'rows/*' | wc -c
stop "$work/platform"
began=$(now)
"$custode" restore "$work/fleet.zip" --home "$work/restored" --database "${RESTORE_INTO:-derby}"
took 'archive checked, home made' "$began"
began=$(now)
"$custode" start --background --home "$work/restored" --port 19743 >/dev/null
took 'first start, which loads the rows' "$began"
grep VmRSS "/proc/$(pgrep -f "custode.home=$work/restored" | head -n 1)/status"
