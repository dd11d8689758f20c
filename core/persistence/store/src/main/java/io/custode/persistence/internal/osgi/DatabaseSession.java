// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.osgi;

import io.custode.persistence.core.DatabaseCopy;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.core.PluginSchemas;
import io.custode.persistence.core.TenantBinding;
import io.custode.persistence.internal.copy.Restore;
import io.custode.persistence.internal.database.Database;
import io.custode.persistence.internal.database.Settings;
import io.custode.persistence.internal.database.UnfitDatabase;
import io.custode.persistence.internal.schema.Persistence;
import io.custode.persistence.internal.schema.SchemasFromOutside;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.BundleTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the first try to reach one database to the end of everything on it. */
final class DatabaseSession {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseSession.class);
  private static final int RETRY_SECONDS = 2;

  /** One line at once, then one in this many tries. */
  private static final int TRIES_PER_LINE = 15;

  private static final int WORKERS = 2;

  /** Who is given the binding and the outboxes. */
  private static final String PLATFORM = "custode-platform";

  /** Who looks at the schemas of plugins. */
  private static final String LIFECYCLE = "custode-lifecycle";

  private final BundleContext context;
  private final Settings settings;
  private final ScheduledExecutorService workers;
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
  private final TroubleFile file = TroubleFile.in(System.getProperty("custode.home"));
  private int tries;
  private boolean closed;
  private volatile @Nullable Persistence persistence;
  private volatile String trouble = "not reached yet";
  private @Nullable SchemaExtender extender;
  private @Nullable BundleTracker<OwnedSchema> tracker;

  DatabaseSession(BundleContext context, Settings settings) {
    this.context = context;
    this.settings = settings;
    this.workers =
        Executors.newScheduledThreadPool(
            WORKERS,
            task -> {
              var thread = new Thread(task, "custode-schema");
              thread.setDaemon(true);
              return thread;
            });
  }

  void start() {
    workers.execute(this::connect);
  }

  /** Never gives up: the database of a small site may start after us. */
  private void connect() {
    try {
      opened(Persistence.open(settings, Restore.from(waiting())));
    } catch (SQLException | RuntimeException | LinkageError e) {
      trouble = Reason.of(e);
      file.write(e instanceof UnfitDatabase, trouble);
      if (tries++ % TRIES_PER_LINE == 0) {
        LOG.warn(
            "The database {} cannot be used yet: {} Whatever needs it waits; trying every {} s.",
            settings.shownUrl(),
            trouble,
            RETRY_SECONDS);
      }
      if (!workers.isShutdown()) {
        workers.schedule(this::connect, RETRY_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  /** Where a restore puts rows that wait for their schemas. */
  private static @Nullable Path waiting() {
    String home = System.getProperty("custode.home");
    return home == null ? null : Path.of(home, "restore");
  }

  private synchronized void opened(Persistence open) {
    if (closed) {
      open.close();
      return;
    }
    LOG.info("The database {} is open", settings.shownUrl());
    file.delete();
    persistence = open;
    registrations.add(
        context.registerService(
            TenantBinding.class,
            new WithheldService<>(DatabaseSession::isPlatform, open.binding()),
            null));
    registrations.add(
        context.registerService(
            Outbox.class, new WithheldService<>(DatabaseSession::isPlatform, open.outbox()), null));
    registrations.add(
        context.registerService(
            DatabaseCopy.class,
            new WithheldService<>(DatabaseSession::isPlatform, open.copy()),
            null));
    var made = new SchemaExtender(context, open, workers);
    extender = made;
    registrations.add(
        context.registerService(
            PluginSchemas.class,
            new WithheldService<>(
                bundle -> LIFECYCLE.equals(bundle.getSymbolicName()),
                new SchemasFromOutside(open.database(), made)),
            null));
    tracker = new BundleTracker<>(context, Bundle.STARTING | Bundle.ACTIVE, made);
    tracker.open();
  }

  private static boolean isPlatform(Bundle bundle) {
    return PLATFORM.equals(bundle.getSymbolicName());
  }

  /**
   * @return the open database, or null while it was never reached
   */
  @Nullable Database database() {
    Persistence open = persistence;
    return open == null ? null : open.database();
  }

  /**
   * @return why it was never reached
   */
  String trouble() {
    return trouble;
  }

  /**
   * @return by schema, why it did not open
   */
  synchronized Map<String, String> failures() {
    return extender == null ? Map.of() : extender.failures();
  }

  /**
   * @return whether the settings differ in the pool's size only, which is changed now
   */
  synchronized boolean resized(Settings next) {
    var same =
        new Settings(
            settings.url(),
            settings.user(),
            settings.password(),
            next.poolSize(),
            settings.appRole(),
            settings.migration());
    if (!same.equals(next)) {
      return false;
    }
    Database database = database();
    if (database != null) {
      database.resize(next.poolSize());
    }
    return true;
  }

  void close() {
    BundleTracker<OwnedSchema> open;
    synchronized (this) {
      closed = true;
      open = tracker;
    }
    if (open != null) {
      open.close();
    }
    synchronized (this) {
      registrations.forEach(ServiceRegistration::unregister);
      registrations.clear();
    }
    endWorkers();
    Persistence last = persistence;
    if (last != null) {
      last.close();
    }
  }

  private void endWorkers() {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("Work on a schema did not end in time; it is cut off");
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
