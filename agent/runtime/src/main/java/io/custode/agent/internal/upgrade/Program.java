// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.upgrade;

import io.custode.agent.internal.Log;
import io.custode.agent.internal.store.DurableFile;
import io.custode.agent.protocol.RuntimeVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Versions of the program in the agent's home, and which of them runs. Each lies in a directory of
 * its own; small files name them, with the version in their first line, as the launcher reads it:
 *
 * <ul>
 *   <li>{@code next}: is to run, and on probation until the platform has welcomed it
 *   <li>{@code starts}: how often the launcher has started it
 *   <li>{@code current}: runs
 *   <li>{@code before}: ran before that
 *   <li>{@code failed}: did not pass its probation; the second line says why
 * </ul>
 *
 * Each is written as a whole, and {@code next} is the last that is written and the first that is
 * looked at: whenever the machine stops, there is a version to run.
 */
public final class Program {
  private static final Log LOG = Log.of("upgrade");
  private static final String NEXT = "next";
  private static final String STARTS = "starts";
  private static final String CURRENT = "current";
  private static final String BEFORE = "before";
  private static final String FAILED = "failed";

  private final Path directory;
  private boolean settled;

  public Program(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  Path of(String version) {
    return directory.resolve(version);
  }

  /** The counter of what runs; none of a lower one is taken. */
  long counter() {
    try {
      return Long.parseLong(line(CURRENT, 1).orElse("-1"));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** What was tried before no longer matters. */
  void begin() throws IOException {
    DurableFile.delete(directory.resolve(FAILED));
    tidy();
  }

  /** From the next start on this version runs, if it passes its probation. */
  void handOver(String version, long counter) throws IOException {
    DurableFile.delete(directory.resolve(STARTS));
    DurableFile.write(directory.resolve(NEXT), version + '\n' + counter + '\n');
  }

  /** Why that version did not pass its probation; empty if it did, or has not had one. */
  Optional<String> failure(String version) {
    return line(FAILED, 0)
        .filter(version::equals)
        .map(failed -> line(FAILED, 1).orElse("It did not pass its probation"));
  }

  /**
   * The platform has welcomed the version that runs: it has passed its probation, if it was on one,
   * and what nobody needs any more goes. Once; before it no action starts.
   *
   * @param installed the version that was installed, which may be another; empty if unknown
   */
  public void welcomed(String version, String installed) {
    if (settled) {
      return; // an upgrade may be under way by now
    }
    settled = true;
    try {
      if (line(NEXT, 0).filter(version::equals).isPresent()) {
        pass(version);
      } else if (version.equals(installed)
          && line(CURRENT, 0).filter(current -> !later(current, version)).isPresent()) {
        // a package or a person brought one that is no older than what was fetched
        DurableFile.delete(directory.resolve(CURRENT));
        DurableFile.delete(directory.resolve(BEFORE));
      }
      tidy();
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("Versions of the program are not tidy", e);
    }
  }

  private void pass(String version) throws IOException {
    var current = line(CURRENT, 0);
    if (current.isPresent() && !current.get().equals(version)) {
      DurableFile.write(directory.resolve(BEFORE), Files.readString(directory.resolve(CURRENT)));
    }
    DurableFile.write(directory.resolve(CURRENT), Files.readString(directory.resolve(NEXT)));
    DurableFile.delete(directory.resolve(STARTS));
    DurableFile.delete(directory.resolve(NEXT));
    LOG.info("Version " + version + " has passed its probation");
  }

  private static boolean later(String one, String other) {
    return RuntimeVersion.parse(one).filter(v -> v.laterThan(other)).isPresent();
  }

  /** Removes what no note names: versions before the one before, and what was broken off. */
  private void tidy() throws IOException {
    var kept = new ArrayList<String>();
    for (var note : List.of(NEXT, CURRENT, BEFORE)) {
      line(note, 0).ifPresent(kept::add);
    }
    var names = directory.toFile().list();
    for (var name : names == null ? new String[0] : names) {
      boolean ours = RuntimeVersion.parse(name).isPresent() || name.endsWith(DurableFile.PARTIAL);
      if (ours && !kept.contains(name)) {
        remove(directory.resolve(name));
      }
    }
  }

  static void remove(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (var all = Files.walk(path)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  private Optional<String> line(String note, int number) {
    try {
      var lines = Files.readString(directory.resolve(note)).split("\n", -1);
      return number < lines.length && !lines[number].isEmpty()
          ? Optional.of(lines[number])
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
