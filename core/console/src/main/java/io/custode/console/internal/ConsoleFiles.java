// SPDX-License-Identifier: Apache-2.0
package io.custode.console.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * All files of the console, or of the portal, read once: a request is looked up by its whole path,
 * so none can reach anything else.
 */
final class ConsoleFiles {
  private static final String PAGE = "index.html";

  private final Map<String, ConsoleFile> files;
  private final ConsoleFile page;

  private ConsoleFiles(Map<String, ConsoleFile> files) {
    this.files = files;
    var found = files.remove(PAGE);
    if (found == null) {
      throw new IllegalStateException("The bundle holds no " + PAGE + ": build it anew");
    }
    this.page = found;
  }

  /**
   * Those that the bundle brings.
   *
   * @param root where they are in it, {@code /console/}
   */
  static ConsoleFiles of(Bundle bundle, String root) {
    var files = new TreeMap<String, ConsoleFile>();
    var found = bundle.findEntries(root, "*", true);
    for (URL url : found == null ? Collections.<URL>emptyList() : Collections.list(found)) {
      if (!url.getPath().endsWith("/")) {
        var name = url.getPath().substring(url.getPath().indexOf(root) + root.length());
        files.put(name, new ConsoleFile(name, read(url)));
      }
    }
    return new ConsoleFiles(files);
  }

  /**
   * @param files by their names below the root, {@code app/index-1a2b3c4d.js}
   */
  static ConsoleFiles of(Map<String, byte[]> files) {
    var all = new TreeMap<String, ConsoleFile>();
    files.forEach((name, content) -> all.put(name, new ConsoleFile(name, content)));
    return new ConsoleFiles(all);
  }

  /** The one page; what it shows depends on the address. */
  ConsoleFile page() {
    return page;
  }

  /**
   * @param path of the request below the root, with its leading slash if it is not empty
   */
  @Nullable ConsoleFile at(String path) {
    return path.isEmpty() ? null : files.get(path.substring(1));
  }

  private static byte[] read(URL url) {
    try (var in = url.openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + url.getPath() + " of the bundle", e);
    }
  }
}
