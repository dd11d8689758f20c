// SPDX-License-Identifier: Apache-2.0
package io.custode.console.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

/** A bundle whose entries are the files of a directory. */
final class FakeBundle {
  private FakeBundle() {}

  /**
   * @param files by name below {@code ui/}
   */
  static Bundle of(
      Path directory, long id, String plugin, String version, Map<String, byte[]> files)
      throws IOException {
    for (var file : files.entrySet()) {
      var at = directory.resolve("ui").resolve(file.getKey());
      Files.createDirectories(at.getParent());
      Files.write(at, file.getValue());
    }
    var headers = new Hashtable<String, String>();
    if (plugin != null) {
      headers.put("Custode-Plugin", plugin);
    }
    headers.put("Bundle-Name", "The name of " + plugin);
    return (Bundle)
        Proxy.newProxyInstance(
            FakeBundle.class.getClassLoader(),
            new Class<?>[] {Bundle.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getBundleId" -> id;
                  case "getHeaders" -> headers;
                  case "getState" -> Bundle.ACTIVE;
                  case "getVersion" -> Version.parseVersion(version);
                  case "getEntry" -> entry(directory, (String) arguments[0]);
                  case "findEntries" -> Collections.enumeration(entries(directory));
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static URL entry(Path directory, String path) throws MalformedURLException {
    var file = directory.resolve(path.substring(1));
    return Files.exists(file) ? file.toUri().toURL() : null;
  }

  private static java.util.List<URL> entries(Path directory) throws IOException {
    try (var all = Files.walk(directory.resolve("ui"))) {
      return all.map(FakeBundle::url).toList();
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
