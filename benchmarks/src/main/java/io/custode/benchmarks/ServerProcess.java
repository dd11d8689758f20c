// SPDX-License-Identifier: Apache-2.0
package io.custode.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time and memory of the server, from /proc (proc(5)). */
final class ServerProcess {
  /** USER_HZ, 100 on every Linux that we know. */
  private static final double MILLIS_PER_TICK = 10;

  private final long pid;

  ServerProcess(long pid) {
    this.pid = pid;
  }

  boolean known() {
    return pid > 0;
  }

  /**
   * @return user and system time of the process since it started
   */
  double cpuMillis() throws IOException {
    if (!known()) {
      return Double.NaN;
    }
    var stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
    // the name in brackets may hold spaces: count from behind it
    var field = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(field[11]) + Long.parseLong(field[12])) * MILLIS_PER_TICK;
  }

  double residentMebibytes() throws IOException {
    if (!known()) {
      return Double.NaN;
    }
    for (var line : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
      }
    }
    return Double.NaN;
  }
}
