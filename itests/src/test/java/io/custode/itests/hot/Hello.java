// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.hot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The plugin hello, as it was just built. */
public final class Hello {
  /** Answers while it is installed. */
  public static final String GREETINGS = "/api/v1/plugins/hello/greetings";

  private Hello() {}

  /**
   * @param directory where the caller's own copy is put, to be signed in place
   */
  public static Path jar(Path directory) throws IOException {
    try (var files = Files.list(Path.of("../plugins/hello/target"))) {
      var built = files.filter(f -> f.toString().endsWith(".jar")).findFirst().orElseThrow();
      return copy(built, directory);
    }
  }

  /**
   * @return the plugin as it was built at the first release
   */
  public static Path first(Path directory) throws IOException {
    return copy(Path.of("src/test/resources/plugins/hello-0.1.0.jar"), directory);
  }

  private static Path copy(Path jar, Path directory) throws IOException {
    var copy = Files.createDirectories(directory).resolve(jar.getFileName());
    return Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
  }
}
