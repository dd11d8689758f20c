// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Makes a home from a backup: the keys and settings at once, the rows when the first start makes
 * their tables. Nothing is written before all of the archive was read and found whole, and the home
 * appears when it is complete. Arguments: archive, home, version of this distribution.
 */
public final class Restore {
  private static final String FIRST = "custode-backup";
  private static final String LAST = "manifest";
  private static final int FORMAT = 1;
  private static final int LARGEST_TEXT = 4 << 20;
  private static final String PART = "[A-Za-z0-9][A-Za-z0-9._@+-]{0,200}";
  private static final String ROWS = "rows/([a-z][a-z0-9]{0,40})[.]rows";
  private static final Set<String> OTHERS = Set.of(FIRST, LAST, "counts");

  private record Expected(String sha256, long bytes) {}

  private final Path archive;
  private final Path home;
  private final String version;

  Restore(Path archive, Path home, String version) {
    this.archive = archive.toAbsolutePath().normalize();
    this.home = home.toAbsolutePath().normalize();
    this.version = version;
  }

  public static void main(String[] args) {
    try {
      System.out.println(new Restore(Path.of(args[0]), Path.of(args[1]), args[2]).run());
    } catch (Refused e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (IOException e) {
      System.err.println(
          "The backup could not be restored (" + e + "): nothing is left of it. Look for space.");
      System.exit(1);
    }
  }

  String run() throws IOException {
    checkHome();
    if (!Files.isReadable(archive)) {
      throw new Refused("There is no readable file " + archive + "; nothing was changed.");
    }
    try (var zip = new ZipFile(archive.toFile())) {
      var about = about(zip);
      var expected = manifest(zip);
      for (ZipEntry entry : zip.stream().toList()) {
        checkName(entry.getName());
        read(zip, entry, expected, OutputStream.nullOutputStream());
      }
      unpack(zip, expected);
      return "Restored the backup of %s (version %s, %s) to %s. Its rows are loaded by the next start."
          .formatted(
              about.getOrDefault("made", "?"),
              about.getOrDefault("version", "?"),
              about.getOrDefault("database", "?"),
              home);
    } catch (ZipException | EOFException e) {
      throw notWhole();
    }
  }

  private Refused notWhole() {
    return new Refused(
        archive
            + " is no whole backup of Custode: it is cut off, damaged, or something else; nothing was"
            + " changed. Copy it again, or take another.");
  }

  private void checkHome() throws IOException {
    if (Files.exists(home)) {
      boolean empty;
      try (Stream<Path> inside = Files.isDirectory(home) ? Files.list(home) : Stream.of(home)) {
        empty = inside.findAny().isEmpty();
      }
      if (!empty) {
        throw new Refused(home + " is not empty; nothing was changed. Restore to a new --home.");
      }
    }
  }

  private Map<String, String> about(ZipFile zip) throws IOException {
    var about = new HashMap<String, String>();
    for (String line : text(zip, FIRST).split("\\R")) {
      int sign = line.indexOf('=');
      if (sign > 0) {
        about.put(line.substring(0, sign), line.substring(sign + 1).strip());
      }
    }
    String made = about.getOrDefault("version", "");
    if (!about.getOrDefault("format", "").matches("[0-9]{1,6}") || !made.matches("[0-9.]{1,40}")) {
      throw notWhole();
    }
    if (Integer.parseInt(about.getOrDefault("format", "")) > FORMAT
        || Arrays.compare(numbers(made), numbers(version)) > 0) {
      throw new Refused(
          "%s was made by version %s, and this is %s; nothing was changed. Restore it with version %s or later."
              .formatted(archive, made, version, made));
    }
    return about;
  }

  private static int[] numbers(String version) {
    return Stream.of(version.replaceFirst("[^0-9.].*", "").split("[.]"))
        .mapToInt(part -> part.length() > 8 || part.isEmpty() ? 0 : Integer.parseInt(part))
        .toArray();
  }

  private String text(ZipFile zip, String name) throws IOException {
    var entry = zip.getEntry(name);
    if (entry == null) {
      throw notWhole();
    }
    try (var in = zip.getInputStream(entry)) {
      return new String(in.readNBytes(LARGEST_TEXT), StandardCharsets.UTF_8);
    }
  }

  private Map<String, Expected> manifest(ZipFile zip) throws IOException {
    var expected = new LinkedHashMap<String, Expected>();
    for (String line : text(zip, LAST).split("\n")) {
      String[] words = line.split(" ", 3);
      if (words.length < 3 || !words[1].matches("[0-9]{1,18}")) {
        throw notWhole();
      }
      expected.put(words[2], new Expected(words[0], Long.parseLong(words[1])));
    }
    var there =
        zip.stream()
            .map(ZipEntry::getName)
            .filter(n -> !n.equals(LAST))
            .collect(Collectors.toSet());
    if (!there.equals(expected.keySet())) {
      throw notWhole();
    }
    return expected;
  }

  /** Nothing lands anywhere but in the home. */
  private void checkName(String name) {
    boolean known =
        OTHERS.contains(name)
            || name.matches(ROWS)
            || (name.matches("home/(keys|etc)/.*|home/settings")
                && Stream.of(name.split("/", -1)).allMatch(part -> part.matches(PART)));
    if (!known) {
      throw notWhole();
    }
  }

  private void read(ZipFile zip, ZipEntry entry, Map<String, Expected> expected, OutputStream out)
      throws IOException {
    var wanted = expected.get(entry.getName());
    if (wanted == null) {
      return; // the manifest itself
    }
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    long bytes;
    try (InputStream in = new DigestInputStream(zip.getInputStream(entry), digest)) {
      bytes = in.transferTo(out);
    }
    if (bytes != wanted.bytes()
        || !HexFormat.of().formatHex(digest.digest()).equals(wanted.sha256())) {
      throw notWhole();
    }
  }

  private void unpack(ZipFile zip, Map<String, Expected> expected) throws IOException {
    Path parent = home.getParent();
    Files.createDirectories(parent);
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Path fresh = Files.createTempDirectory(parent, home.getFileName() + ".restoring", owner);
    try {
      for (ZipEntry entry : zip.stream().toList()) {
        Path file = target(fresh, entry.getName());
        if (!file.equals(fresh)) {
          Files.createDirectories(file.getParent(), owner);
          Files.createFile(
              file,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
          try (var out = Files.newOutputStream(file)) {
            read(zip, entry, expected, out);
          }
        }
      }
      Files.deleteIfExists(home);
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (DirectoryNotEmptyException | AtomicMoveNotSupportedException e) {
      throw new Refused(home + " is not empty; nothing was changed. Restore to a new --home.");
    } finally {
      if (Files.exists(fresh)) {
        Etc.delete(fresh);
      }
    }
  }

  /** Where an entry goes; the directory itself if nowhere. */
  private static Path target(Path fresh, String name) {
    if (name.startsWith("home/")) {
      return fresh.resolve(name.substring("home/".length()));
    }
    return name.matches(ROWS)
        ? fresh.resolve("restore").resolve(name.substring("rows/".length()))
        : fresh;
  }
}
