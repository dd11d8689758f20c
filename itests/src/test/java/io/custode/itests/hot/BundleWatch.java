// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.hot;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.itests.jar.BundleJar;
import io.custode.testing.Custode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Knows which bundles of a running platform stopped, started or lost their classes. */
final class BundleWatch implements AutoCloseable {
  private static final String NAME = "bundle-watch";

  private final Custode custode;
  private final Path file;
  private int seen;

  private BundleWatch(Custode custode) {
    this.custode = custode;
    this.file = custode.home().resolve(BundleWatcher.FILE);
  }

  static BundleWatch of(Custode custode) throws IOException {
    custode.shell("bundle:install -s " + jar().toUri()).ok();
    var watch = new BundleWatch(custode);
    watch.moved();
    return watch;
  }

  private static Path jar() throws IOException {
    return new BundleJar(NAME, "1.0.0")
        .header("Bundle-Activator", BundleWatcher.class.getName())
        .header("Import-Package", "org.osgi.framework;version=\"[1.8,2)\"")
        .types(BundleWatcher.class)
        .in(Path.of("target/strangers").toAbsolutePath());
  }

  /**
   * @return what happened since it was asked last, {@code stop custode-rest} and the like
   */
  Set<String> moved() {
    try {
      List<String> all = Files.readAllLines(file);
      var news = new TreeSet<>(all.subList(seen, all.size()));
      seen = all.size();
      news.removeIf(line -> line.endsWith(' ' + NAME));
      return news;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param plan as REST gives it
   * @return what is to happen, as {@link #moved} tells it
   */
  static Set<String> of(JsonNode plan) {
    var moves = new TreeSet<String>();
    for (var what : List.of("start", "stop", "refresh")) {
      plan.path(what).forEach(name -> moves.add(what + ' ' + name.asText()));
    }
    return moves;
  }

  @Override
  public void close() throws IOException {
    custode.shell("bundle:uninstall " + NAME).ok();
    Files.deleteIfExists(file);
  }
}
