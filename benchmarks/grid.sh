#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The console's list of 50,000 assets in Chromium: until its first rows, until they are in another order, until they are
# filtered; before that the same over REST:
#   benchmarks/grid.sh custode-karaf-distribution-….tar.gz [--database jdbc:postgresql://…]
# Beside what filled.sh needs: node, Chromium, and the console's npm packages (core/console/ui).
. "$(dirname "$0")/filled.sh"

for sort in TENANT ONLINE KIND STATE OS SERIAL CPUS MEMORY SEEN CREATED; do
  page "/api/v1/assets?limit=100&sort=$sort&descending=true" 40
done
page '/api/v1/assets?limit=100&descending=true' 40
page '/api/v1/assets?limit=100&sort=SERIAL' 40 walk
page '/api/v1/assets?limit=100&where=%5B%7B%22field%22:%22SERIAL%22,%22operator%22:%22CONTAINS%22,%22value%22:%22sn499%22%7D%5D&sort=CREATED' 40
began=$(now)
call "$server/api/v1/assets/assets.csv" | wc -l
took 'all as CSV' "$began"

code=$(shell "msp:user-invite grid technician --json" | jq -r .code)
CUSTODE_CODE=$code node "$here/grid.mjs" "$server"
