// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Classes ready to map, for all platforms that a build starts: with them a start costs a third
 * less. They are made once, by a platform that is started for nothing else, where {@code
 * -Dcustode.it.archives} names a folder for them: that pays for who starts many.
 */
final class ClassArchives {
  private static final Duration START = Duration.ofMinutes(4);
  private static final String FOLDER = "CUSTODE_ARCHIVES";

  private ClassArchives() {}

  private static String folder() {
    return System.getProperty("custode.it.archives", "");
  }

  /** For a program that is started by a test: it uses what is there and makes nothing. */
  static void into(Map<String, String> environment) {
    // a platform under test is not stopped slower for the sake of its next start
    environment.putIfAbsent("CUSTODE_SHARING", "off");
    if (!folder().isEmpty()) {
      environment.putIfAbsent(FOLDER, folder());
    }
  }

  /** Makes them, unless they are there. */
  static synchronized void make(Path distribution) {
    if (folder().isEmpty() || Files.isDirectory(Path.of(folder()))) {
      return;
    }
    try {
      var fresh = Files.createDirectories(Path.of(folder() + ".new").toAbsolutePath());
      var home = Files.createTempDirectory("custode-archives");
      var custode = distribution.resolve("bin/custode").toString();
      var port = Integer.toString(Programs.freePorts(4));
      var sharing = List.of("env", FOLDER + "=" + fresh, "CUSTODE_SHARING=on", custode);
      run(sharing, "start", "--background", "--home", home.toString(), "--port", port);
      run(sharing, "stop", "--home", home.toString());
      Files.move(fresh, Path.of(folder()).toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(List<String> program, String... arguments) {
    var command = new ArrayList<>(program);
    command.addAll(List.of(arguments));
    Programs.run(START, command).ok();
  }
}
