// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.core.capability.Capabilities;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.objectweb.asm.ClassReader;

/**
 * Reads all classes of a jar for what they reach for, before any of them is loaded. It sees what is
 * written in them, libraries that were packed in included; what is put together at run time it does
 * not. See decision 160.
 */
final class CodeScan implements ClassScan.Finds {
  private static final int MOST_TOLD = 5;
  private static final int DEEPEST = 2;
  private static final int MOST_LIBRARIES = 20;

  private final Capabilities declared;
  private final boolean endpoint;
  private final Set<String> own;
  private final Map<String, String> found = new LinkedHashMap<>();
  private int libraries;

  private CodeScan(Capabilities declared, boolean endpoint, Set<String> own) {
    this.declared = declared;
    this.endpoint = endpoint;
    this.own = own;
  }

  /**
   * @param names of its entries
   * @param declared by the plugin that it is or is part of
   * @return what code that runs in the platform may not do and this does, for people
   */
  static List<String> server(byte[] jar, Set<String> names, Capabilities declared) {
    var scan = new CodeScan(declared, false, names);
    scan.read(jar, DEEPEST);
    return scan.told();
  }

  /**
   * @param names of its entries
   * @param declared by the plugin that brings it
   * @return what code that runs on the machines does undeclared, for people
   */
  static List<String> endpoint(byte[] jar, Set<String> names, Capabilities declared) {
    var scan = new CodeScan(declared, true, names);
    // what an endpoint bundle carries may be on its class path
    scan.read(jar, 0);
    return scan.told();
  }

  private void read(byte[] jar, int depth) {
    try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(".class")) {
          readClass(entry.getName(), zip.readAllBytes());
        } else if (entry.getName().endsWith(".jar") && depth < DEEPEST) {
          readLibrary(zip.readAllBytes(), depth + 1);
        }
      }
    } catch (IOException e) {
      throw JarContents.refuse("is damaged: it cannot be unpacked");
    }
  }

  private void readLibrary(byte[] jar, int depth) {
    if (++libraries > MOST_LIBRARIES) {
      throw JarContents.refuse(
          "holds an endpoint module with more than " + MOST_LIBRARIES + " jars");
    }
    JarContents.names(jar, JarContents.MAX_NESTED);
    read(jar, depth);
  }

  private void readClass(String path, byte[] content) {
    try {
      new ClassReader(content)
          .accept(new ClassScan(this), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    } catch (RuntimeException | StackOverflowError e) {
      // whoever cannot be read is not trusted to be harmless
      found.putIfAbsent(path, path + " is no class file that this platform can read");
    }
  }

  @Override
  public void reaches(String where, Power power, String type, String what) {
    boolean itsOwn = power == Power.PLATFORM && own.contains(type + ".class");
    var capability = endpoint ? power.endpoint : null;
    if (itsOwn || (capability != null && declared.allows("endpoint", capability))) {
      return;
    }
    found.putIfAbsent(
        where + power,
        where
            + " "
            + power.does
            + " ("
            + what.replace('/', '.')
            + "): "
            + (capability == null ? power.instead : "declare endpoint:" + capability));
  }

  @Override
  public void needs(String where, String permission) {
    if (!endpoint && !declared.allows("permission", permission)) {
      found.putIfAbsent(
          permission,
          where
              + " needs "
              + permission
              + ", which is not declared: declare permission:"
              + permission);
    }
  }

  private List<String> told() {
    if (found.size() <= MOST_TOLD) {
      return List.copyOf(found.values());
    }
    return Stream.concat(
            found.values().stream().limit(MOST_TOLD),
            Stream.of("and " + (found.size() - MOST_TOLD) + " more of this kind"))
        .toList();
  }
}
