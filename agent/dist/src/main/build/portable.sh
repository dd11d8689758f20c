#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Packs the agent without a Java, for systems whose Java cannot be made here:
# portable.sh JAVA_HOME ROOT SOURCES VERSION TARGET
set -eu
java_home=$1 root=$2 sources=$3 version=$4 target=$5

# a directory of an archive's name with what all systems share
begin() {
  made=$target/$1/custode-agent-$version
  rm -rf "$target/$1"
  mkdir -p "$made/bin" "$made/lib"
  cp -R "$root/lib/osgi" "$root/lib/custode-agent.jar" "$root/lib/custode-agent-protocol.jar" \
    "$root/lib/org.apache.felix.framework.jar" "$made/lib"
  install -m 644 "$root/LICENSE" "$root/NOTICE" "$made"
  printf 'version=%s\nos=%s\narch=any\n' "$version" "$1" >"$made/release.properties"
}

begin macos
install -m 755 "$sources/main/bin/custode-agent" "$sources/main/bin/start-agent" "$made/bin"
install -m 755 "$sources/macos/install.sh" "$sources/macos/uninstall.sh" "$made"
install -m 644 "$sources/macos/io.custode.agent.plist" "$made"
tar -C "$target/macos" --format=ustar --sort=name --owner=0 --group=0 --mode='u+rwX,go+rX,go-w' \
  -czf "$target/custode-agent-$version-macos.tar.gz" "custode-agent-$version"

begin windows
# cmd.exe misreads labels and long lines of files without carriage returns
for file in bin/custode-agent.cmd install.ps1 uninstall.ps1 custode-agent-task.xml; do
  sed 's/$/\r/' "$sources/windows/$(basename "$file")" >"$made/$file"
done
"$java_home/bin/jar" --create --no-manifest --file "$target/custode-agent-$version-windows.zip" \
  -C "$target/windows" "custode-agent-$version"
