// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.hot;

import io.custode.benchmarks.GuestJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The plugin guest, as it was just built. */
public final class Guest {
  /** Where its classes are. */
  static final String PACKAGE = "io.custode.guest.";

  private Guest() {}

  public static GuestJars jars() throws IOException {
    try (var files = Files.list(Path.of("guest/target"))) {
      return new GuestJars(
          files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow());
    }
  }
}
