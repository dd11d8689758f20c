// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes files that nobody but their owner may read, not even for a moment. */
public final class OwnerFile {
  private OwnerFile() {}

  /** Makes the directory if it is missing. */
  public static void directory(Path directory) throws IOException {
    Files.createDirectories(directory, mode("rwx------"));
  }

  /** Whole and on the disk when this returns, or not at all; replaces what was there. */
  public static void write(Path file, String text) throws IOException {
    var fresh =
        Files.createTempFile(file.getParent(), file.getFileName() + ".", "", mode("rw-------"));
    try {
      try (var out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }
}
