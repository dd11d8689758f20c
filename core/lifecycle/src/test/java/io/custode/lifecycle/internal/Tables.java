// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.persistence.core.PluginSchemas;
import io.custode.persistence.internal.osgi.SchemaExtender;
import io.custode.persistence.internal.schema.SchemasFromOutside;
import io.custode.persistence.testing.TestDatabase;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.BundleTracker;

/**
 * What the persistence bundle does for plugins: a bundle with a changelog starts and has tables.
 */
final class Tables implements AutoCloseable {
  private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(2);
  private final BundleTracker<?> tracker;
  private final PluginSchemas schemas;

  Tables(TestDatabase database, BundleContext context) {
    var extender = new SchemaExtender(context, database.persistence(), workers);
    schemas = new SchemasFromOutside(database.database(), extender);
    tracker = new BundleTracker<>(context, Bundle.STARTING | Bundle.ACTIVE, extender);
    tracker.open();
  }

  PluginSchemas schemas() {
    return schemas;
  }

  @Override
  public void close() {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Work on a schema did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
