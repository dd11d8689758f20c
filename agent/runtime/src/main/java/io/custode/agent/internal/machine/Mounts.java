// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.machine;

import io.custode.agent.protocol.MachineInventory.Disk;
import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/**
 * Mounted file systems that hold data of this machine. Not those of the kernel, not images of
 * packages, and none over the network: asking a server that is gone would hang the agent.
 */
final class Mounts {
  private static final Set<String> DATA =
      Set.of(
          "ext2",
          "ext3",
          "ext4",
          "xfs",
          "btrfs",
          "zfs",
          "f2fs",
          "jfs",
          "reiserfs",
          "bcachefs",
          "vfat",
          "exfat",
          "ntfs",
          "ntfs3",
          "fuseblk",
          "hfsplus",
          "apfs",
          "ufs",
          "nilfs2");
  private static final int MOST = 128;

  private Mounts() {}

  static List<Disk> disks() {
    return disks(Texts.read("/proc/self/mountinfo"));
  }

  /** Each file system once, where it is mounted first; bind mounts are no disks. */
  static List<Disk> disks(String mountinfo) {
    var byDevice = new HashMap<String, Integer>();
    var disks = new ArrayList<Disk>();
    for (var line : mountinfo.split("\n")) {
      int dash = line.indexOf(" - ");
      if (dash < 0) {
        continue;
      }
      var left = line.substring(0, dash).split(" ");
      var right = line.substring(dash + 3).split(" ");
      if (left.length < 6 || right.length < 2) {
        continue;
      }
      var mount = plain(left[4]);
      var type = right[0];
      boolean root = mount.equals("/");
      if (!DATA.contains(type) && !(root && type.equals("overlay"))) {
        continue;
      }
      var directory = new File(mount);
      long size = directory.isDirectory() ? directory.getTotalSpace() : 0;
      if (size > 0 && disks.size() < MOST && byDevice.putIfAbsent(left[2], 0) == null) {
        disks.add(new Disk(plain(right[1]), mount, type, size, directory.getUsableSpace()));
      }
    }
    return disks;
  }

  /** The kernel writes space, tab, line feed and backslash as three octal digits. */
  static String plain(String escaped) {
    if (escaped.indexOf('\\') < 0) {
      return escaped;
    }
    var out = new StringBuilder();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '\\' && i + 3 < escaped.length()) {
        out.append((char) Integer.parseInt(escaped, i + 1, i + 4, 8));
        i += 3;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
