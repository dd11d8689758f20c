// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.osgi;

import io.custode.api.error.Problem;
import io.custode.persistence.core.PluginSchemas.Opening;
import io.custode.persistence.core.PluginSchemas.Step;
import io.custode.persistence.internal.database.Failures;
import io.custode.persistence.internal.schema.Allowance;
import io.custode.persistence.internal.schema.Persistence;
import io.custode.persistence.internal.schema.SchemaFailure;
import io.custode.persistence.internal.schema.SchemaUnit;
import io.custode.persistence.internal.schema.SchemasFromOutside.Openings;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.persistence.PersistenceException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bundle with tables starts: its schema is migrated and its store appears. It stops: the store
 * goes and running calls end. Migrating and opening happen on threads of ours: the framework's must
 * not wait for a database.
 */
public final class SchemaExtender implements BundleTrackerCustomizer<OwnedSchema>, Openings {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaExtender.class);
  private static final int RETRY_SECONDS = 2;
  private static final String LATE = "its changelog does not end in time";

  private final BundleContext context;
  private final Persistence persistence;
  private final ScheduledExecutorService workers;
  private final Map<String, OwnedSchema> owners = new ConcurrentHashMap<>();
  private final Map<String, Opening> openings = new ConcurrentHashMap<>();

  /**
   * @param context whose bundles are served
   * @param workers threads for what takes long
   */
  public SchemaExtender(
      BundleContext context, Persistence persistence, ScheduledExecutorService workers) {
    this.context = context;
    this.persistence = persistence;
    this.workers = workers;
  }

  /**
   * @return by schema, or by bundle where the schema is not known, why it did not open
   */
  Map<String, String> failures() {
    var failures = new TreeMap<String, String>();
    openings.forEach(
        (schema, opening) -> {
          if (opening.step() != Step.WORKS) {
            failures.put(schema, opening.why());
          }
        });
    return failures;
  }

  @Override
  public Optional<Opening> opening(String schema) {
    var opening = Optional.ofNullable(openings.get(schema));
    var owner = owners.get(schema);
    return owner != null && owner.isLate()
        ? opening.map(late -> new Opening(Step.FAILED, LATE))
        : opening;
  }

  @Override
  public boolean isOpen(String schema) {
    return owners.containsKey(schema);
  }

  @Override
  public Optional<Opening> expand(Bundle bundle) {
    var allowance = persistence.allowance();
    // whoever waits may be interrupted, which a database would not take well
    var work = workers.submit(() -> expand(bundle, allowance));
    try {
      return await(work, allowance);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      allowance.withdraw();
      return Optional.of(new Opening(Step.FAILED, "who changed its tables was interrupted"));
    }
  }

  private static Optional<Opening> await(Future<Optional<Opening>> work, Allowance allowance)
      throws InterruptedException {
    while (true) {
      try {
        return work.get(1, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Problem problem) {
          throw problem;
        }
        return Optional.of(new Opening(Step.FAILED, Reason.of(e)));
      } catch (TimeoutException e) {
        if (allowance.isLate()) {
          return Optional.of(new Opening(Step.FAILED, LATE));
        }
      }
    }
  }

  private Optional<Opening> expand(Bundle bundle, Allowance allowance) {
    try {
      var schema = SchemaHeaders.schema(bundle);
      if (schema.isPresent()) {
        persistence.expand(SchemaHeaders.source(bundle, schema.get()), allowance);
      }
      return Optional.empty();
    } catch (SQLException | RuntimeException | LinkageError e) {
      // Derby loses the connection that waited
      boolean later = Failures.isCrowded(e);
      if (!later && (Failures.isAway(e) || Failures.isUnwritable(e))) {
        throw Failures.translate(new PersistenceException(e));
      }
      return Optional.of(new Opening(later ? Step.WAITS : Step.FAILED, Reason.of(e)));
    }
  }

  /**
   * A failed bundle stays tracked too: otherwise the tracker would call again at the next event and
   * its migration would run twice.
   */
  @Override
  @SuppressWarnings("NullAway") // null means that the bundle is none of ours
  public @Nullable OwnedSchema addingBundle(Bundle bundle, @Nullable BundleEvent event) {
    try {
      Optional<String> schema = SchemaHeaders.schema(bundle);
      if (schema.isEmpty()) {
        return null;
      }
      var owned = new OwnedSchema(bundle, schema.get());
      openings.put(owned.schema(), new Opening(Step.WORKS, "its tables are being made or changed"));
      workers.execute(() -> open(owned));
      return owned;
    } catch (SchemaFailure e) {
      var owned = new OwnedSchema(bundle, "of " + bundle.getSymbolicName());
      failed(owned, e);
      return owned;
    }
  }

  private void open(OwnedSchema owned) {
    if (owned.isGone()) {
      return;
    }
    OwnedSchema other = owners.putIfAbsent(owned.schema(), owned);
    if (other != null && other != owned) {
      failed(
          owned, new SchemaFailure("it is in use by bundle " + other.bundle().getSymbolicName()));
      return;
    }
    try {
      var source = SchemaHeaders.source(owned.bundle(), owned.schema());
      owned.publish(context, persistence.open(source, owned.begin(persistence.allowance())));
      if (!owned.isGone()) {
        openings.remove(owned.schema());
      }
    } catch (SQLException | RuntimeException | LinkageError e) {
      if (owned.isGone()) {
        LOG.info("Schema {} is as it was: {}", owned.schema(), Reason.of(e));
        owners.remove(owned.schema(), owned);
      } else if (Failures.isAway(e) || Failures.isCrowded(e) || Failures.isUnwritable(e)) {
        again(owned, e);
      } else {
        failed(owned, e);
      }
    }
  }

  private void again(OwnedSchema owned, Throwable thrown) {
    var before = tell(owned, new Opening(Step.WAITS, Reason.of(thrown)));
    if (before == null || before.step() != Step.WAITS) {
      LOG.warn(
          "Schema {} waits for the database: {} Trying every {} s.",
          owned.schema(),
          Reason.of(thrown),
          RETRY_SECONDS);
    }
    try {
      workers.schedule(() -> open(owned), RETRY_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("Schema {} is not tried again: everything stops", owned.schema());
    }
  }

  /**
   * @return what was told before; one that has gone meanwhile says nothing to who comes after it
   */
  private @Nullable Opening tell(OwnedSchema owned, Opening opening) {
    var before = openings.put(owned.schema(), opening);
    if (owned.isGone()) {
      openings.remove(owned.schema(), opening);
    }
    return before;
  }

  private void failed(OwnedSchema owned, Throwable thrown) {
    String reason = Reason.of(thrown);
    tell(owned, new Opening(Step.FAILED, reason));
    LOG.error(
        "Schema {} does not open, so bundle {} has no tables: {} Nothing was changed. Correct the"
            + " bundle and update it, or start it again.",
        owned.schema(),
        owned.bundle().getSymbolicName(),
        reason,
        thrown);
  }

  @Override
  public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, OwnedSchema owned) {
    // from starting to active: nothing new
  }

  @Override
  public void removedBundle(Bundle bundle, @Nullable BundleEvent event, OwnedSchema owned) {
    SchemaUnit left = owned.withdraw();
    owners.remove(owned.schema(), owned);
    openings.remove(owned.schema());
    if (left != null) {
      close(left);
    }
  }

  private void close(SchemaUnit left) {
    try {
      workers.execute(left::close);
    } catch (RejectedExecutionException e) {
      left.close();
    }
  }
}
