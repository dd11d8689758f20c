// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Problem;
import io.custode.core.access.Doors;
import java.io.IOException;
import java.nio.file.Files;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the catalog that the distribution brings, by the same door as any other. A node of an
 * earlier release that starts later changes nothing: its catalog is older.
 */
@Component(service = BundledCatalog.class, immediate = true)
public final class BundledCatalog {
  private static final Logger LOG = LoggerFactory.getLogger(BundledCatalog.class);
  private final HotCatalog catalog;
  private final Doors doors;
  private final LifecycleSettings settings;
  private final Thread thread;

  @Activate
  public BundledCatalog(
      @Reference HotCatalog catalog,
      @Reference Doors doors,
      @Reference LifecycleSettings settings) {
    this.catalog = catalog;
    this.doors = doors;
    this.settings = settings;
    this.thread = new Thread(this::load, "custode-catalog");
    thread.setDaemon(true);
    thread.start();
  }

  @Deactivate
  void stop() {
    thread.interrupt();
  }

  /** Nothing waits for it, and the start after this one tries again. */
  private void load() {
    var file = settings.bundledCatalog();
    try {
      if (Files.isRegularFile(file)) {
        var bytes = Files.readAllBytes(file);
        doors.as(doors.system("lifecycle"), "system", () -> catalog.take(bytes, true));
      }
    } catch (Problem e) {
      LOG.warn("The distribution's catalog was not loaded: {}", e.getMessage());
    } catch (IOException | RuntimeException e) {
      LOG.warn("The distribution's catalog was not loaded", e);
    }
  }
}
