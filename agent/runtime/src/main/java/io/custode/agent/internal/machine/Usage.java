// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.machine;

import java.io.File;

/**
 * How full a file system is, as df says it: blocks kept back for root are neither used nor
 * available, so used and available together are less than its size.
 *
 * @param available to everybody, not to root only
 */
record Usage(long used, long available) {
  static Usage of(String mount) {
    var directory = new File(mount);
    return of(directory.getTotalSpace(), directory.getFreeSpace(), directory.getUsableSpace());
  }

  static Usage of(long size, long unallocated, long available) {
    return new Usage(Math.max(0, size - unallocated), available);
  }

  double percent() {
    long both = used + available;
    return both > 0 ? 100.0 * used / both : 0;
  }
}
