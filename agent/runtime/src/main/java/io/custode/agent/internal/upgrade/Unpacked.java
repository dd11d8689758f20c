// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.upgrade;

import io.custode.agent.internal.store.DurableFile;
import io.custode.agent.protocol.ReleaseArchive;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/** An archive's files on the disk, safely, for the agent's user only. */
final class Unpacked implements ReleaseArchive.Sink {
  private final Path root;

  /**
   * @param root does not exist yet
   */
  Unpacked(Path root) throws IOException {
    this.root = DurableFile.privateDirectory(root);
  }

  @Override
  public void directory(String path) throws IOException {
    DurableFile.privateDirectory(root.resolve(path));
  }

  @Override
  public void file(ReleaseArchive.Item item, InputStream content) throws IOException {
    var file = root.resolve(item.path());
    DurableFile.createPrivate(file);
    var buffer = new byte[64 * 1024];
    try (var out = new FileOutputStream(file.toFile())) {
      for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        if (Thread.interrupted()) {
          throw new ClosedByInterruptException();
        }
        out.write(buffer, 0, count);
      }
      out.getFD().sync();
    }
    if (item.executable() && !file.toFile().setExecutable(true, true)) {
      throw new IOException("A file of the new program cannot be made executable");
    }
    // a class archive fits jars of the very time that it was made from
    Files.setLastModifiedTime(file, FileTime.from(item.modified(), TimeUnit.SECONDS));
  }
}
