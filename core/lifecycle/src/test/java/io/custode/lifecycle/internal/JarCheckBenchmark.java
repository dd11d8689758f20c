// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the check of a jar of 1 MB takes, its signature and all its code: 200 classes of a real
 * library, and pictures that do not shrink. Run it by name: {@code -Dtest=JarCheckBenchmark}.
 */
class JarCheckBenchmark {
  private static final int CLASSES = 200;
  private static final int BYTES = 1_000_000;
  private static final int WARM = 20;
  private static final int ROUNDS = 100;
  @TempDir Path folder;

  @Test
  void measure() throws Exception {
    var jar = TestJar.plugin("acmelarge", "1.0.0");
    long size = 0;
    var library =
        Path.of(Assertions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var zip = new ZipFile(library.toFile())) {
      for (var entry :
          zip.stream()
              .filter(e -> e.getName().endsWith(".class"))
              .sorted(Comparator.comparing(ZipEntry::getSize).reversed())
              .skip(CLASSES)
              .limit(CLASSES)
              .toList()) {
        jar.entry(entry.getName(), zip.getInputStream(entry).readAllBytes());
        size += entry.getCompressedSize();
      }
    }
    var picture = new byte[(int) (BYTES - size)];
    new Random(1).nextBytes(picture);
    jar.entry("ui/picture.png", picture);
    var acme = Publisher.named(folder, "acme");
    var signed = acme.sign(jar.bytes());
    var trust = Trust.of(Set.of(acme.certificate()));
    var check = new JarCheck(folder.resolve("scratch"), Clock.systemUTC());

    long first = took(check, signed, trust);
    for (int i = 0; i < WARM; i++) {
      took(check, signed, trust);
    }
    var times = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      times[i] = took(check, signed, trust);
    }
    Arrays.sort(times);
    System.out.printf(
        "JarCheckBenchmark: %d bytes, %d classes: first %.1f ms, p50 %.1f ms, p99 %.1f ms%n",
        signed.length, CLASSES, first / 1e6, times[ROUNDS / 2] / 1e6, times[ROUNDS - 2] / 1e6);
  }

  private static long took(JarCheck check, byte[] jar, Trust trust) {
    long begin = System.nanoTime();
    PluginJar.of(check.check(jar, trust));
    return System.nanoTime() - begin;
  }
}
