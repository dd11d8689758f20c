// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.hot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** Runs inside the platform: writes down what happens to each bundle, in the moment it does. */
public final class BundleWatcher implements BundleActivator {
  static final String FILE = "bundles-that-moved";

  private static final Map<Integer, String> NAMES =
      Map.of(
          BundleEvent.STARTED, "start",
          BundleEvent.STOPPED, "stop",
          BundleEvent.UNRESOLVED, "refresh");

  @Override
  public void start(BundleContext context) {
    var file = Path.of(context.getProperty("custode.home"), FILE);
    write(file, "");
    SynchronousBundleListener listener =
        event -> {
          var what = NAMES.get(event.getType());
          if (what != null) {
            write(file, what + ' ' + event.getBundle().getSymbolicName() + '\n');
          }
        };
    context.addBundleListener(listener);
  }

  @Override
  public void stop(BundleContext context) {
    // its listener goes with it
  }

  private static synchronized void write(Path file, String line) {
    try {
      Files.write(
          file,
          line.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
