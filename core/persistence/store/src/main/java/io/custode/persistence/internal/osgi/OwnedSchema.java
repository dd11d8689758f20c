// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.osgi;

import io.custode.persistence.TenantStore;
import io.custode.persistence.internal.schema.Allowance;
import io.custode.persistence.internal.schema.SchemaUnit;
import java.util.Hashtable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** A bundle and its schema, from the bundle's start to its stop. */
final class OwnedSchema {
  private final Bundle bundle;
  private final String schema;
  private boolean gone;
  private @Nullable Allowance allowance;
  private @Nullable SchemaUnit unit;
  private @Nullable ServiceRegistration<TenantStore> registration;

  OwnedSchema(Bundle bundle, String schema) {
    this.bundle = bundle;
    this.schema = schema;
  }

  Bundle bundle() {
    return bundle;
  }

  String schema() {
    return schema;
  }

  synchronized boolean isGone() {
    return gone;
  }

  /** Work on the schema begins; it ends if the bundle goes. */
  synchronized Allowance begin(Allowance given) {
    allowance = given;
    if (gone) {
      given.withdraw();
    }
    return given;
  }

  /**
   * @return whether the work goes on although its time is over
   */
  synchronized boolean isLate() {
    return allowance != null && allowance.isLate();
  }

  /** Offers the store to its bundle; if that is gone meanwhile, closes it. */
  void publish(BundleContext context, SchemaUnit open) {
    synchronized (this) {
      if (!gone) {
        unit = open;
      }
    }
    if (isGone()) {
      open.close();
      return;
    }
    var properties = new Hashtable<String, Object>(Map.of("custode.schema", schema));
    // outside the lock: whoever waits for the store starts inside this call
    var made =
        context.registerService(
            TenantStore.class, new WithheldService<>(bundle::equals, open.store()), properties);
    boolean late;
    synchronized (this) {
      late = gone;
      if (!late) {
        registration = made;
      }
    }
    if (late) {
      made.unregister();
    }
  }

  /**
   * Withdraws the store and lets running calls end.
   *
   * @return what is left to be closed, or null
   */
  @Nullable SchemaUnit withdraw() {
    ServiceRegistration<TenantStore> last;
    SchemaUnit open;
    synchronized (this) {
      gone = true;
      last = registration;
      registration = null;
      open = unit;
      unit = null;
      if (allowance != null) {
        allowance.withdraw();
      }
    }
    if (last != null) {
      last.unregister();
    }
    if (open != null) {
      open.drain();
    }
    return open;
  }
}
