// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The configuration that a start runs with: {@code <home>/data/etc}, made anew at each start from
 * the distribution's {@code etc} and the home's. So an upgrade brings its new defaults, and what
 * somebody set in {@code <home>/etc/<pid>.cfg} stays: his lines replace those of the same name and
 * follow the others. Only configuration of services is taken from the home ({@code *.cfg}); how the
 * framework starts is the distribution's.
 */
final class Etc {
  private static final String SECRET = "${custode.database.password}";
  private final Path target;

  Etc(Path target) {
    this.target = target;
  }

  /**
   * @param shipped the distribution's
   * @param own the home's; may be absent
   * @param password goes where the distribution says {@code ${custode.database.password}}
   */
  void derive(Path shipped, Path own, String password) throws IOException {
    clear();
    Files.createDirectories(
        target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    for (Path file : files(shipped)) {
      write(file.getFileName().toString(), Files.readAllLines(file), password);
    }
    for (Path file : Files.isDirectory(own) ? files(own) : List.<Path>of()) {
      String name = file.getFileName().toString();
      if (name.endsWith(".cfg")) {
        Path base = target.resolve(name);
        List<String> lines = Files.exists(base) ? Files.readAllLines(base) : List.of();
        write(name, merge(lines, Files.readAllLines(file)), password);
      }
    }
  }

  /**
   * @return the base without the lines whose name the other sets, then the other's lines
   */
  static List<String> merge(List<String> base, List<String> own) {
    List<String> names = own.stream().map(Etc::name).filter(n -> !n.isEmpty()).toList();
    var merged = new ArrayList<String>();
    boolean dropping = false;
    for (String line : base) {
      // a line that ends in a backslash goes on in the next one
      boolean goesOn = line.endsWith("\\");
      if (dropping) {
        dropping = goesOn;
      } else if (names.contains(name(line))) {
        dropping = goesOn;
      } else {
        merged.add(line);
      }
    }
    merged.addAll(own);
    return merged;
  }

  private static String name(String line) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#") || text.startsWith("!")) {
      return "";
    }
    int end = 0;
    while (end < text.length() && " \t=:".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(0, end);
  }

  private void write(String name, List<String> lines, String password) throws IOException {
    String literal = password.replace("\\", "\\\\").replace("${", "$\\{");
    List<String> filled = lines.stream().map(l -> l.replace(SECRET, literal)).toList();
    Path file = target.resolve(name);
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.write(file, filled, StandardCharsets.UTF_8);
  }

  private void clear() throws IOException {
    if (Files.isDirectory(target)) {
      delete(target);
    }
  }

  /** Deletes a directory with all that is in it. */
  static void delete(Path dir) throws IOException {
    try (Stream<Path> all = Files.walk(dir)) {
      all.sorted(java.util.Comparator.reverseOrder()).forEach(Etc::deleteOne);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path dir) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Names of the values that configuration may use, for {@link System#setProperty}. */
  static Map<String, String> properties(Home home, String safe, String developer, String node) {
    Home.Ports ports = home.ports();
    return Map.of(
        "custode.home", home.dir().toString(),
        "custode.port.web", Integer.toString(ports.web()),
        "custode.port.agent", Integer.toString(ports.agent()),
        "custode.port.mqtt", Integer.toString(ports.mqtt()),
        "custode.port.ssh", Integer.toString(ports.ssh()),
        "custode.database.url", home.database().url(),
        "custode.broker.url", home.broker(),
        "custode.safe", safe,
        "custode.developer", developer,
        "custode.node", node);
  }
}
