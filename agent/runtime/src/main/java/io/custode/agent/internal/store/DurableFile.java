// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files that survive a crash: written beside, forced to disk, then renamed over, so that a reader
 * finds the old content or the new. Readable by the owner only.
 */
public final class DurableFile {
  /** Leftovers of a crash end so; whoever reads a directory of these removes them. */
  public static final String PARTIAL = ".part";

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private DurableFile() {}

  /**
   * @throws IOException if it is not safely on disk; the old content is still there
   */
  public static void write(Path file, String text) throws IOException {
    var partial = file.resolveSibling(file.getFileName() + PARTIAL);
    try {
      createPrivate(partial);
      try (var out = new FileOutputStream(partial.toFile())) {
        out.write(text.getBytes(UTF_8));
        force(out.getFD());
      }
      replace(partial, file);
    } catch (IOException e) {
      partial.toFile().delete();
      throw e;
    }
  }

  /** Renames and makes the rename durable. */
  public static void replace(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceDirectory(to.resolveSibling(""));
  }

  public static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    forceDirectory(file.resolveSibling(""));
  }

  /** An empty file that only its owner reads, whatever the umask. */
  public static void createPrivate(Path file) throws IOException {
    Files.deleteIfExists(file);
    if (POSIX) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
  }

  public static Path privateDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      if (POSIX) {
        var owner = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(owner));
      } else {
        Files.createDirectories(directory);
      }
    }
    return directory;
  }

  /** Names of the whole files in it; removes what a crash left behind. */
  public static String[] list(Path directory) {
    var names = directory.toFile().list();
    if (names == null) {
      return new String[0];
    }
    int kept = 0;
    for (var name : names) {
      if (name.endsWith(PARTIAL)) {
        new File(directory.toFile(), name).delete();
      } else {
        names[kept++] = name;
      }
    }
    return java.util.Arrays.copyOf(names, kept);
  }

  private static void force(FileDescriptor file) throws IOException {
    file.sync();
  }

  private static void forceDirectory(Path directory) throws IOException {
    if (POSIX) {
      try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
