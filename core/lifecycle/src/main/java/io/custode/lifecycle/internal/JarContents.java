// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Invalid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a jar before anything believes it: sane names, each once, and no more unpacked than
 * a plugin can need.
 */
final class JarContents {
  static final int MAX_ENTRIES = 20_000;
  static final long MAX_UNPACKED = 256L << 20;
  static final long MAX_NESTED = 64L << 20;
  private static final long MAX_META = 32L << 20;
  private static final int MAX_NAME = 512;

  private JarContents() {}

  /**
   * @return the names of all entries as the file itself tells them, one after the other; the table
   *     at its end must tell the same
   * @throws Invalid if it is no jar, or one that nobody would build
   */
  static Set<String> names(byte[] jar) {
    return names(jar, MAX_UNPACKED);
  }

  /**
   * @param most that it may unpack to, in bytes
   */
  static Set<String> names(byte[] jar, long most) {
    var names = new LinkedHashSet<String>();
    var buffer = new byte[65536];
    long unpacked = 0;
    try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var name = entry.getName();
        if (!sane(name)) {
          throw refuse("holds an entry with a name that no jar should have");
        }
        if (!names.add(name)) {
          throw refuse("holds two entries named " + name);
        }
        if (names.size() > MAX_ENTRIES) {
          throw tooLarge();
        }
        long size = 0;
        for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
          size += n;
          unpacked += n;
          if (unpacked > most) {
            throw tooLarge();
          }
        }
        if (name.startsWith("META-INF/") && size > MAX_META) {
          throw refuse("holds a file in META-INF that is larger than 32 MiB");
        }
        if (name.endsWith("/") && size > 0) {
          throw refuse("holds a folder with content of its own");
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw refuse("is damaged: it cannot be unpacked");
    }
    if (names.isEmpty()) {
      throw refuse("is no jar");
    }
    return names;
  }

  /**
   * @param name one of {@link #names}
   */
  static byte[] file(byte[] jar, String name) {
    var found = find(jar, name);
    if (found == null) {
      throw refuse("has no " + name);
    }
    return found;
  }

  /**
   * @return null if there is no such file; nothing behind it is unpacked
   */
  static byte @Nullable [] find(byte[] jar, String name) {
    try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(name)) {
          return zip.readAllBytes();
        }
      }
      return null;
    } catch (IOException e) {
      throw refuse("is damaged: it cannot be unpacked");
    }
  }

  /**
   * @return the files in a folder, not in folders of it, by path
   * @throws Invalid if there are more than so many
   */
  static SortedMap<String, byte[]> files(byte[] jar, String folder, String ending, int most) {
    var files = new TreeMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var name = entry.getName();
        if (name.startsWith(folder)
            && name.endsWith(ending)
            && name.indexOf('/', folder.length()) < 0) {
          if (files.size() == most) {
            throw refuse("holds more than " + most + " files " + folder + "*" + ending);
          }
          files.put(name, zip.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw refuse("is damaged: it cannot be unpacked");
    }
    return files;
  }

  /**
   * @return main section of the manifest, names in any case; empty if it has none
   */
  static SortedMap<String, String> headers(byte[] jar) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    var manifest = find(jar, JarFile.MANIFEST_NAME);
    if (manifest != null) {
      try {
        new Manifest(new ByteArrayInputStream(manifest))
            .getMainAttributes()
            .forEach((name, value) -> headers.put(name.toString(), value.toString()));
      } catch (IOException e) {
        throw refuse("has a manifest that cannot be read");
      }
    }
    return headers;
  }

  /** Relative, printable, without a step up: a name that is the same on every system. */
  private static boolean sane(String name) {
    var path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    return !path.isEmpty()
        && path.length() <= MAX_NAME
        && path.chars().noneMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c))
        && Arrays.stream(path.split("/", -1))
            .noneMatch(step -> step.isEmpty() || step.equals(".") || step.equals(".."));
  }

  private static Invalid tooLarge() {
    return refuse(
        "unpacks to more than "
            + MAX_ENTRIES
            + " entries or 256 MiB (64 MiB of a jar inside it), the most that is taken");
  }

  static Invalid refuse(String why) {
    return Invalid.field("source", why);
  }
}
