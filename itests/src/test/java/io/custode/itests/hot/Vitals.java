// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.hot;

import io.custode.testing.Custode;
import io.custode.testing.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the platform's process holds after a collection.
 *
 * @param metaspaceKiB used
 * @param threads that live
 */
record Vitals(long metaspaceKiB, long threads) {
  private static final Pattern METASPACE = Pattern.compile("Metaspace +used (\\d+)K");

  static Vitals of(Custode custode) {
    jcmd(custode, "GC.run");
    var metaspace =
        METASPACE
            .matcher(jcmd(custode, "GC.heap_info"))
            .results()
            .mapToLong(used -> Long.parseLong(used.group(1)))
            .sum();
    var threads = jcmd(custode, "Thread.print").lines().filter(l -> l.startsWith("\"")).count();
    return new Vitals(metaspace, threads);
  }

  /**
   * @return the class loaders, by their addresses, of that package's classes that are still loaded
   *     after a collection
   */
  static Set<String> loaders(Custode custode, String prefix) {
    jcmd(custode, "GC.run");
    return jcmd(custode, "VM.class_hierarchy")
        .lines()
        .filter(line -> line.contains(prefix))
        .map(line -> line.substring(line.lastIndexOf('/') + 1).strip())
        .collect(Collectors.toSet());
  }

  private static String jcmd(Custode custode, String command) {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    return Programs.run(
            Duration.ofMinutes(1),
            List.of(jcmd.toString(), Long.toString(custode.process().pid()), command))
        .ok()
        .out();
  }
}
