// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Archive of the agent's program: tar in gzip, one directory at the top, in it {@link
 * Release#FILE}. The platform reads it before it keeps it, the agent before it runs it; both refuse
 * whatever could leave the directory that it is unpacked into, or fill a disk.
 */
public final class ReleaseArchive {
  /** Most bytes of an archive. */
  public static final long LARGEST = 96L << 20;

  /** Most bytes of all that is in it. */
  public static final long LARGEST_UNPACKED = 384L << 20;

  private static final int MOST_ENTRIES = 5000;
  private static final int DEEPEST = 16;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+@$-]{0,99}");

  /** What is done with what is in it; paths are relative to the top directory. */
  public interface Sink {
    /** Comes before all that is in it. */
    void directory(String path) throws IOException;

    /**
     * @param content need not be read to its end
     */
    void file(Item item, InputStream content) throws IOException;
  }

  private static final class Nothing implements Sink {
    @Override
    public void directory(String path) {
      // looked at only
    }

    @Override
    public void file(Item item, InputStream content) {
      // looked at only
    }
  }

  /**
   * A file.
   *
   * @param modified seconds since 1970
   */
  public record Item(String path, boolean executable, long size, long modified) {}

  /**
   * What an archive was found to be.
   *
   * @param unpacked bytes of all files
   */
  public record Contents(Release release, long unpacked, int files) {}

  private final Sink sink;
  private final Map<String, Boolean> directories = new HashMap<>();
  private @Nullable String top;
  private @Nullable Release release;
  private boolean starts;
  private long unpacked;
  private int files;

  private ReleaseArchive(Sink sink) {
    this.sink = sink;
  }

  /**
   * Reads it, and keeps nothing.
   *
   * @throws MalformedArchive if it is none
   */
  public static Contents check(InputStream archive) throws IOException {
    return read(archive, new Nothing());
  }

  /**
   * @throws MalformedArchive if it is none; the sink may have got part of it
   * @throws IOException if it cannot be read, or the sink fails
   */
  public static Contents read(InputStream archive, Sink sink) throws IOException {
    var reading = new ReleaseArchive(sink);
    try (var in = new GZIPInputStream(archive, 1 << 16)) {
      return reading.read(new TarReader(in));
    } catch (ZipException | java.io.EOFException e) {
      throw new MalformedArchive("it is no gzip, or damaged");
    }
  }

  private Contents read(TarReader tar) throws IOException {
    for (var entry = tar.next(); entry != null; entry = tar.next()) {
      var path = path(entry);
      if (!path.isEmpty() && entry.directory()) {
        sink.directory(path);
      } else if (!entry.directory()) {
        file(new Item(path, entry.executable(), entry.size(), entry.modified()), tar.content());
      }
    }
    var found = release;
    if (found == null) {
      throw new MalformedArchive("it has no " + Release.FILE + " in one directory at its top");
    }
    if (!starts) {
      throw new MalformedArchive("it has no program " + Release.START);
    }
    return new Contents(found, unpacked, files);
  }

  private void file(Item item, InputStream content) throws IOException {
    files++;
    unpacked += item.size();
    if (unpacked > LARGEST_UNPACKED) {
      throw new MalformedArchive("it holds more than " + (LARGEST_UNPACKED >> 20) + " MiB");
    }
    starts = starts || (item.path().equals(Release.START) && item.executable());
    if (!item.path().equals(Release.FILE)) {
      sink.file(item, content);
      return;
    }
    var bytes = content.readNBytes(Release.LONGEST_FILE + 1);
    if (bytes.length > Release.LONGEST_FILE) {
      throw new MalformedArchive(Release.FILE + " is too long");
    }
    try {
      release = Release.parse(new String(bytes, UTF_8));
    } catch (MalformedMessage e) {
      throw new MalformedArchive(String.valueOf(e.getMessage()));
    }
    sink.file(item, new ByteArrayInputStream(bytes));
  }

  /**
   * @return relative to the top; empty for the top itself
   */
  private String path(TarReader.Entry entry) throws MalformedArchive {
    var names = entry.name().split("/", -1);
    for (var name : names) {
      if (!NAME.matcher(name).matches()) {
        throw new MalformedArchive("a name in it is not plain");
      }
    }
    // two names that some file systems hold for one
    var key = entry.name().toLowerCase(Locale.ROOT);
    if (directories.size() >= MOST_ENTRIES || names.length > DEEPEST) {
      throw new MalformedArchive("it has too many files, or too deep");
    }
    if (directories.put(key, entry.directory()) != null) {
      throw new MalformedArchive("it has something twice");
    }
    if (names.length == 1) {
      if (top != null || !entry.directory()) {
        throw new MalformedArchive("it has more than one directory at its top");
      }
      top = entry.name();
      return "";
    }
    int slash = entry.name().lastIndexOf('/');
    if (!Boolean.TRUE.equals(directories.get(key.substring(0, slash))) || !names[0].equals(top)) {
      throw new MalformedArchive("a file in it comes before its directory");
    }
    return entry.name().substring(names[0].length() + 1);
  }
}
