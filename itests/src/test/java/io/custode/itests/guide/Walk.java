// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.guide;

import io.custode.testing.Custode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The vendor guide's ten minutes: its blocks of shell, as they stand there, typed by somebody who
 * has the kit, a platform, and nothing else of ours.
 */
final class Walk {
  private static final Pattern SECTION = Pattern.compile("(?s)\n## Ten minutes\n(.*?)\n## ");
  private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");

  private final Path desk;
  private final Custode custode;

  /**
   * @param desk an empty directory outside of this tree, where nothing of it is found by accident
   */
  Walk(Path desk, Custode custode) throws IOException {
    this.desk = desk;
    this.custode = custode;
    var kit = built("../plugins/vendor-kit/target", ".tar");
    Files.createSymbolicLink(desk.resolve(kit.getFileName()), kit.toAbsolutePath());
    share(Path.of(System.getProperty("user.home"), ".m2"), home().resolve(".m2"));
  }

  /** Everything that the guide has him type, the last block being how it goes. */
  static List<String> blocks() throws IOException {
    var section = SECTION.matcher(Files.readString(Path.of("../docs/vendor-guide.md")));
    if (!section.find()) {
      throw new IllegalStateException("The guide has no such section any more");
    }
    return BLOCK.matcher(section.group(1)).results().map(block -> block.group(1)).toList();
  }

  private Path home() {
    return desk.resolve("home");
  }

  private static Path built(String directory, String ending) throws IOException {
    try (var files = Files.list(Path.of(directory))) {
      return files.filter(f -> f.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }

  /** His repository has what ours has from elsewhere, and nothing of ours. */
  private static void share(Path ours, Path his) throws IOException {
    var repository = Path.of(System.getProperty("org.ops4j.pax.url.mvn.localRepository"));
    link(repository, his.resolve("repository"), "io");
    link(repository.resolve("io"), his.resolve("repository/io"), "custode");
    var settings = ours.resolve("settings.xml");
    if (Files.exists(settings)) {
      Files.createSymbolicLink(his.resolve("settings.xml"), settings);
    }
  }

  private static void link(Path from, Path to, String but) throws IOException {
    Files.createDirectories(to);
    try (var entries = Files.list(from)) {
      for (var entry : entries.filter(e -> !e.endsWith(but)).toList()) {
        Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
      }
    }
  }

  /**
   * @return what was printed
   * @throws AssertionError with that, if a line fails
   */
  String type(List<String> blocks, long minutes) throws Exception {
    var script = Files.writeString(desk.resolve("typed.sh"), String.join("\n", blocks));
    var printed = desk.resolve("printed.txt");
    var shell = new ProcessBuilder("sh", "-eu", script.toString());
    var environment = shell.environment();
    environment.keySet().removeIf(name -> name.startsWith("MAVEN_"));
    environment.put("HOME", home().toString());
    environment.put("MAVEN_OPTS", "-Duser.home=" + home());
    environment.put("CUSTODE_HOME", custode.home().toString());
    environment.merge(
        "PATH", custode.program().getParent().toString(), (old, own) -> own + ":" + old);
    var process =
        shell
            .directory(desk.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    var said = Files.readString(printed);
    if (!ended || process.exitValue() != 0) {
      throw new AssertionError("The walk ended early:\n" + said);
    }
    return said;
  }
}
