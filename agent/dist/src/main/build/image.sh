#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes the agent's own Java and packs the archive:
# image.sh JAVA_HOME ROOT PROGRAMS LICENCES VERSION ARCHIVE
set -eu
java_home=$1 root=$2 programs=$3 licences=$4 version=$5 archive=$6

mkdir -p "$root/bin"
install -m 755 "$programs/custode-agent" "$programs/start-agent" "$root/bin"
# what the platform and other agents know this archive by
printf 'version=%s\nos=linux\narch=%s\n' "$version" "$(uname -m)" >"$root/release.properties"
# the licence asks for both in every copy
install -m 644 "$licences/LICENSE" "$licences/NOTICE" "$root"

# an image is made anew only when the Java that it is made of changes
modules=java.base,java.logging,java.xml,java.management,jdk.management,java.naming,java.net.http,jdk.crypto.ec,jdk.zipfs,jdk.unsupported
wanted="$("$java_home/bin/java" -version 2>&1) $modules"
if [ ! -x "$root/java/bin/java" ] || [ "$(cat "$root/../image" 2>/dev/null || :)" != "$wanted" ]; then
  rm -rf "$root/java"
  "$java_home/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --compress=0 \
    --output "$root/java"
  # the class archive that the JDK has and an image lacks; the agent shares its pages
  "$root/java/bin/java" -XX:+UseSerialGC -Xshare:dump >/dev/null
  printf '%s' "$wanted" >"$root/../image"
fi

# the agent's own classes and those of a session with the platform too: what is archived is neither
# parsed nor verified at every start, and its pages are clean. session.lst was written by an agent at
# work (-Xshare:off -XX:DumpLoadedClassList=FILE, connected, one script run; sorted, without lambdas
# of ours); a name in it that is no more costs a warning here, a new class that is missing some pages
list=$root/../classes.lst
class_path=$root/lib/custode-agent.jar:$root/lib/custode-agent-protocol.jar
"$root/java/bin/java" -XX:+UseSerialGC -Xshare:off -XX:DumpLoadedClassList="$list" -cp "$class_path" \
  io.custode.agent.internal.Main inventory >/dev/null
grep -v '^#' "$(dirname "$0")/session.lst" >>"$list"
(cd "$root" && java/bin/java -XX:+UseSerialGC -Xshare:dump -XX:SharedClassListFile="$list" \
  -XX:SharedArchiveFile=lib/agent.jsa -cp lib/custode-agent.jar:lib/custode-agent-protocol.jar >/dev/null 2>&1)

# the plain kind of tar, without links: an agent that unpacks it takes nothing else
tar -C "$(dirname "$root")" --format=ustar --dereference --hard-dereference --sort=name --owner=0 --group=0 \
  --mode='u+rwX,go+rX,go-w,a-s' -czf "$archive" "$(basename "$root")"
