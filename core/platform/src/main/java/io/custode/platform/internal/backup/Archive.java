// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The file of a backup, written from front to end: a ZIP whose first entry says what it is and
 * whose last names every other with its SHA-256 and size. Who reads it needs both.
 */
final class Archive implements AutoCloseable {
  /** Raised when an older version could no longer read it. */
  static final int FORMAT = 1;

  static final String FIRST = "custode-backup";
  static final String LAST = "manifest";

  private final ZipOutputStream zip;
  private final StringBuilder manifest = new StringBuilder();

  Archive(OutputStream out) {
    zip = new ZipOutputStream(out);
  }

  /**
   * @return takes one entry; closed before the next
   */
  OutputStream entry(String name) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    return new Entry(zip, name);
  }

  void text(String name, String text) throws IOException {
    try (var out = entry(name)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The last entry: without it the archive is not whole. */
  void finish() throws IOException {
    zip.putNextEntry(new ZipEntry(LAST));
    zip.write(manifest.toString().getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    zip.finish();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private final class Entry extends FilterOutputStream {
    private final String name;
    private final MessageDigest digest;
    private long bytes;
    private boolean closed;

    Entry(OutputStream out, String name) {
      super(out);
      this.name = name;
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Every Java has SHA-256", e);
      }
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] content, int from, int length) throws IOException {
      out.write(content, from, length);
      digest.update(content, from, length);
      bytes += length;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        zip.closeEntry();
        manifest
            .append(HexFormat.of().formatHex(digest.digest()))
            .append(' ')
            .append(bytes)
            .append(' ')
            .append(name)
            .append('\n');
      }
    }
  }
}
